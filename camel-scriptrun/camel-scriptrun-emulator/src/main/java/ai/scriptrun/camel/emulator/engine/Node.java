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

/**
 * A step of a workflow.
 *
 * @param id its UUID
 * @param type what it does; empty if the API knows no such type
 * @param typeName the type as the workflow names it
 * @param data its parameters
 */
record Node(String id, Optional<NodeType> type, String typeName, JsonNode data) {

    static Node of(JsonNode json) {
        return new Node(
                json.path("id").asText(), NodeType.of(json), json.path("type").asText(), json.path("data"));
    }

    /** How messages to the user name the node: as the editor shows it, with the UUID to find it by. */
    String displayName() {
        String label = data.path("label").asText(data.path("name").asText());
        return label.isEmpty() ? id : label + " (" + id + ")";
    }

    boolean is(NodeType wanted) {
        return type.filter(wanted::equals).isPresent();
    }
}
