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
package ai.scriptrun.camel.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Result of one node of a run (API, "Per-Node Result Object"). */
public class NodeResult extends JsonObject {

    /** @param json the object as the service sent it */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public NodeResult(ObjectNode json) {
        super(json);
    }

    /** UUID of the node. */
    public String getId() {
        return text("id");
    }

    /** Status of the node: the same values as a run's. */
    public String getStatus() {
        return text("status");
    }

    /** The node's output, or {@code null} where it has none (yet). */
    public ObjectNode getResult() {
        return toJson().get("result") instanceof ObjectNode result ? result : null;
    }

    /**
     * The output's {@code content}, as the service sent it: plain text, JSON text, or JSON text in a Markdown code
     * fence; {@code null} where there is none.
     */
    public String getContent() {
        ObjectNode result = getResult();
        JsonNode content = result == null ? null : result.get("content");
        if (content == null || content.isNull()) {
            return null;
        }
        return content.isTextual() ? content.textValue() : Json.write(content);
    }
}
