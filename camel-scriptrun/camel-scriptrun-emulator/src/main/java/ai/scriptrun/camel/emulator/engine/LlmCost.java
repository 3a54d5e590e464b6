/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package ai.scriptrun.camel.emulator.engine;

import ai.scriptrun.camel.emulator.llm.LlmReply;
import ai.scriptrun.camel.emulator.llm.LlmRequest;

/** What an LLM call costs. One price for all models: a cost must be believable and repeatable here, not right. */
final class LlmCost {

    /** What a price is counted in, so that a cost is the nearest number to what people would write down. */
    private static final double UNITS_PER_USD = 1e7;

    private static final long UNITS_PER_PROMPT_TOKEN = 25;
    private static final long UNITS_PER_COMPLETION_TOKEN = 100;
    private static final int CHARACTERS_PER_TOKEN = 4;

    private LlmCost() {}

    static double of(LlmRequest request, LlmReply reply) {
        int promptLength = request.messages().stream()
                .mapToInt(message -> message.text().length())
                .sum();
        return (tokens(reply.promptTokens(), promptLength) * UNITS_PER_PROMPT_TOKEN
                        + tokens(reply.completionTokens(), reply.content().length()) * UNITS_PER_COMPLETION_TOKEN)
                / UNITS_PER_USD;
    }

    static double sum(double one, double other) {
        return Math.round((one + other) * UNITS_PER_USD) / UNITS_PER_USD;
    }

    private static int tokens(int counted, int characters) {
        return counted >= 0 ? counted : 1 + characters / CHARACTERS_PER_TOKEN;
    }
}
