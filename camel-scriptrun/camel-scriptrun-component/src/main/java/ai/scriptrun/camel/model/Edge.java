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

/** A connection from one node of a workflow to the next. */
public class Edge extends JsonObject {

    /** @param json the object as the service sent it */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Edge(ObjectNode json) {
        super(json);
    }

    /** An empty one, to be filled in. */
    public Edge() {
        this(Json.mapper().createObjectNode());
    }

    /** Its id. */
    public String getId() {
        return text("id");
    }

    /** Sets it; {@code null} writes a JSON null. */
    public void setId(String id) {
        toJson().put("id", id);
    }

    /** UUID of the node that it leaves. */
    public String getSource() {
        return text("source");
    }

    /** Sets it; {@code null} writes a JSON null. */
    public void setSource(String source) {
        toJson().put("source", source);
    }

    /** UUID of the node that it enters. */
    public String getTarget() {
        return text("target");
    }

    /** Sets it; {@code null} writes a JSON null. */
    public void setTarget(String target) {
        toJson().put("target", target);
    }

    /** Of an edge that leaves an if/else node, the branch: {@code condition-true} or {@code condition-false}; else {@code null}. */
    public String getSourceHandle() {
        return text("sourceHandle");
    }

    /** Sets it; {@code null} writes a JSON null. */
    public void setSourceHandle(String sourceHandle) {
        toJson().put("sourceHandle", sourceHandle);
    }
}
