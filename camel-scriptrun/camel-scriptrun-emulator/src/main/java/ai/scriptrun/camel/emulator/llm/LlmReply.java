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
package ai.scriptrun.camel.emulator.llm;

/**
 * The answer of an LLM. The token counts determine the cost of the run.
 *
 * @param content the answer's text
 * @param promptTokens tokens read; negative if unknown, then estimated from the prompt
 * @param completionTokens tokens written; negative if unknown, then estimated from the content
 */
public record LlmReply(String content, int promptTokens, int completionTokens) {

    private static final int UNKNOWN = -1;

    /**
     * An answer whose tokens are estimated.
     *
     * @param content the answer's text
     * @return the reply
     */
    public static LlmReply of(String content) {
        return new LlmReply(content, UNKNOWN, UNKNOWN);
    }
}
