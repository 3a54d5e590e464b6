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
package ai.scriptrun.camel.examples.springboot;

import ai.scriptrun.camel.emulator.llm.LlmReply;
import ai.scriptrun.camel.emulator.llm.LlmRequest;
import ai.scriptrun.camel.emulator.llm.LlmResponder;
import ai.scriptrun.camel.emulator.llm.RuleBasedResponder;

/** Fails at what is unreadable. */
final class PickyResponder implements LlmResponder {

    private final LlmResponder rules = new RuleBasedResponder();

    @Override
    public LlmReply respond(LlmRequest request) throws Exception {
        if (request.text("user").equals("Unreadable")) {
            throw new IllegalArgumentException("can't read that");
        }
        return rules.respond(request);
    }

    /** So that the test's clock alone says when a run has ended. */
    @Override
    public boolean isImmediate() {
        return true;
    }
}
