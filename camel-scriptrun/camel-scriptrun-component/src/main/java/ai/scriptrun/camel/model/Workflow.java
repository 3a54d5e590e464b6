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

/** A workflow: a schema of nodes and edges (API, "Workflow Data Structure Example"). */
public class Workflow extends JsonObject {

    /** @param json the object as the service sent it */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Workflow(ObjectNode json) {
        super(json);
    }

    /** An empty one, to be filled in. */
    public Workflow() {
        this(Json.mapper().createObjectNode());
    }

    /** Its id, or {@code null} before it is created. */
    public Long getId() {
        return integer("id");
    }

    /** Sets it; {@code null} writes a JSON null. */
    public void setId(Long id) {
        toJson().put("id", id);
    }

    /** The project that it belongs to. */
    public Long getProject() {
        return integer("project");
    }

    /** Sets it; {@code null} writes a JSON null. */
    public void setProject(Long project) {
        toJson().put("project", project);
    }

    /** Its title. */
    public String getTitle() {
        return text("title");
    }

    /** Sets it; {@code null} writes a JSON null. */
    public void setTitle(String title) {
        toJson().put("title", title);
    }

    /** Its nodes, edges, start node and viewport; {@code null} where the service left them out. */
    public WorkflowData getData() {
        return object("data", WorkflowData::new);
    }

    /** Sets it. */
    public void setData(WorkflowData data) {
        toJson().set("data", data == null ? null : data.toJson());
    }
}
