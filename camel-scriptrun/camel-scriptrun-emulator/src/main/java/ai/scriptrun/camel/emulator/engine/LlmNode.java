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

import java.util.ArrayList;
import java.util.List;

import ai.scriptrun.camel.emulator.llm.LlmReply;
import ai.scriptrun.camel.emulator.llm.LlmRequest;
import ai.scriptrun.camel.emulator.llm.LlmResponder;
import com.fasterxml.jackson.databind.JsonNode;

/** Calls the LLM responder. */
final class LlmNode implements NodeExecutor {

    private final LlmResponder responder;

    LlmNode(LlmResponder responder) {
        this.responder = responder;
    }

    @Override
    public NodeOutput execute(Node node, RunContext context) throws Exception {
        LlmRequest request = request(node.data(), context);
        LlmReply reply = responder.respond(request);
        return NodeOutput.costing(reply.content(), LlmCost.of(request, reply));
    }

    private static LlmRequest request(JsonNode data, RunContext context) {
        List<LlmRequest.Message> messages = new ArrayList<>();
        for (JsonNode message : data.path("messages")) {
            messages.add(new LlmRequest.Message(
                    message.path("role").asText("user"), context.renderText(message.path("message"))));
        }
        JsonNode temperature = data.at("/settings/temperature");
        return new LlmRequest(
                data.at("/settings/model_name").asText(null),
                temperature.isNumber() ? temperature.doubleValue() : null,
                messages);
    }

    @Override
    public boolean isSlow() {
        return !responder.isImmediate();
    }
}
