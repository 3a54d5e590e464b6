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
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A step of a workflow: a trigger, an if/else, an LLM or HTTP call, an output. */
public class Node extends JsonObject {

    /** @param json the object as the service sent it */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Node(ObjectNode json) {
        super(json);
    }

    /** Type of a node that starts a workflow and declares its input fields. */
    public static final String TRIGGER = "trigger-node";

    /** Type of a node that takes one of two branches. */
    public static final String IF_ELSE = "if-else-node";

    /** Type of a node whose content is the workflow's result. */
    public static final String OUTPUT = "output-node";

    /** An empty one, to be filled in. */
    public Node() {
        this(Json.mapper().createObjectNode());
    }

    /** Its UUID, which keys its result in a run. */
    public String getId() {
        return text("id");
    }

    /** Sets it; {@code null} writes a JSON null. */
    public void setId(String id) {
        toJson().put("id", id);
    }

    /** Its type, such as {@code trigger-node}, {@code if-else-node}, {@code basic-node}, {@code output-node}. */
    public String getType() {
        return text("type");
    }

    /** Sets it; {@code null} writes a JSON null. */
    public void setType(String type) {
        toJson().put("type", type);
    }

    /** Its name in the editor ({@code data.name}, else {@code data.label}), or {@code null}. */
    public String getName() {
        ObjectNode data = getData();
        if (data == null) {
            return null;
        }
        String name = data.path("name").asText(null);
        return name == null || name.isBlank() ? data.path("label").asText(null) : name;
    }

    /** Its parameters (settings, messages, condition, …), live; {@code null} where there are none. */
    public ObjectNode getData() {
        return toJson().get("data") instanceof ObjectNode data ? data : null;
    }
}
