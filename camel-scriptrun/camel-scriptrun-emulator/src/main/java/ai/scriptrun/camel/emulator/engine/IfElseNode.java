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

import com.fasterxml.jackson.databind.JsonNode;

/** Follows the branch that its condition selects. */
final class IfElseNode implements NodeExecutor {

    @Override
    public NodeOutput execute(Node node, RunContext context) {
        JsonNode condition = node.data().path("condition");
        String operator = condition.path("operator").asText();
        boolean holds = Condition.of(operator)
                .orElseThrow(() -> new IllegalArgumentException("Unknown operator " + operator))
                .test(context.renderText(condition.path("left")), context.renderText(condition.path("right")));
        return NodeOutput.branching(
                Boolean.toString(holds), holds ? WorkflowGraph.TRUE_HANDLE : WorkflowGraph.FALSE_HANDLE);
    }
}
