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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What one node of a run came to.
 *
 * @param id the node's UUID
 * @param status the node's status
 * @param content the node's output text; {@code null} unless it succeeded
 * @param fields other fields of the node's result, such as the status code of an HTTP call
 * @param error why the node failed; {@code null} unless it did
 */
public record NodeResult(String id, RunStatus status, String content, Map<String, JsonNode> fields, String error) {

    static NodeResult succeed(String id, NodeOutput output) {
        return new NodeResult(id, RunStatus.SUCCEED, output.content(), output.fields(), null);
    }

    static NodeResult failed(String id, String error) {
        return new NodeResult(id, RunStatus.FAILED, null, Map.of(), error);
    }

    static NodeResult inProgress(String id) {
        return new NodeResult(id, RunStatus.IN_PROGRESS, null, Map.of(), null);
    }

    /**
     * Reads a result in the form that {@link #toJson} gives it.
     *
     * @param id the node's UUID
     * @param json an object with {@code status} and, if the node succeeded, {@code result}
     * @return the result, or empty if the status is none of the API's
     */
    public static Optional<NodeResult> of(String id, JsonNode json) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        json.path("result").properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        JsonNode content = fields.remove("content");
        return RunStatus.of(json.path("status").asText())
                .map(status -> new NodeResult(
                        id,
                        status,
                        content == null ? null : content.asText(),
                        Map.copyOf(fields),
                        json.path("error").asText(null)));
    }

    /**
     * The result as {@code workflow_result} shows it and as templates see it.
     *
     * @return a new object with {@code id}, {@code status} and, if the node succeeded, {@code result}
     */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", id).put("status", status.word());
        if (status == RunStatus.SUCCEED) {
            json.putObject("result").put("content", content).setAll(fields);
        }
        if (error != null) {
            json.put("error", error);
        }
        return json;
    }
}
