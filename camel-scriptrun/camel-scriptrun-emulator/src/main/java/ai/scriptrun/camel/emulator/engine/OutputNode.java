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

/** Gives the content of the node before it, or of the template in its {@code data.content} if it has one. */
final class OutputNode implements NodeExecutor {

    @Override
    public NodeOutput execute(Node node, RunContext context) {
        JsonNode template = node.data().path("content");
        boolean blank = template.isMissingNode()
                || template.isNull()
                || template.asText("-").isBlank();
        return NodeOutput.of(blank ? context.contentBefore(node) : context.renderText(template));
    }
}
