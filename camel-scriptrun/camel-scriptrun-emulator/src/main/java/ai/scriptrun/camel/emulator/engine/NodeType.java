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

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/** What a node does. The API's {@code basic-node} is an LLM or an HTTP node by the data that it holds. */
public enum NodeType {
    /** Where a run starts; declares the input fields. */
    TRIGGER("trigger-node"),
    /** Follows one of two branches. */
    IF_ELSE("if-else-node"),
    /** Calls an LLM. */
    LLM("basic-node"),
    /** Makes an HTTP call. */
    HTTP("basic-node"),
    /** Holds a final result. */
    OUTPUT("output-node");

    private final String apiName;

    NodeType(String apiName) {
        this.apiName = apiName;
    }

    /**
     * The value of a node's {@code type} in the API.
     *
     * @return such as {@code basic-node}
     */
    public String apiName() {
        return apiName;
    }

    /**
     * Returns the type of a node.
     *
     * @param node an element of a workflow's {@code data.nodes}
     * @return its type, or empty if the API knows no such type
     */
    public static Optional<NodeType> of(JsonNode node) {
        return switch (node.path("type").asText()) {
            case "trigger-node" -> Optional.of(TRIGGER);
            case "if-else-node" -> Optional.of(IF_ELSE);
            case "output-node" -> Optional.of(OUTPUT);
            case "basic-node" -> Optional.of(node.path("data").has("url") ? HTTP : LLM);
            default -> Optional.empty();
        };
    }
}
