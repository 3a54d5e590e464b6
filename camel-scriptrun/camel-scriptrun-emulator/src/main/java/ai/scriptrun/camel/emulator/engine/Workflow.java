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
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A stored workflow. Immutable; its JSON must not be changed by who reads it. */
public final class Workflow {

    private final long id;
    private final long project;
    private final String title;
    private final JsonNode data;
    private final WorkflowGraph graph;
    private final WorkflowCheck check;

    /**
     * Makes a workflow.
     *
     * @param id its number
     * @param project the project that it belongs to
     * @param title its title
     * @param data its nodes, edges, start node and viewport; kept as it is, a broken structure too
     */
    public Workflow(long id, long project, String title, JsonNode data) {
        this.id = id;
        this.project = project;
        this.title = title;
        this.data = data;
        this.graph = new WorkflowGraph(data);
        this.check = WorkflowCheck.of(graph);
    }

    /**
     * The workflow's number.
     *
     * @return positive
     */
    public long id() {
        return id;
    }

    /**
     * The project that it belongs to.
     *
     * @return its number
     */
    public long project() {
        return project;
    }

    /**
     * The title.
     *
     * @return not {@code null}
     */
    public String title() {
        return title;
    }

    /**
     * Nodes, edges, start node and viewport, as they were given.
     *
     * @return a JSON object
     */
    public JsonNode data() {
        return data;
    }

    /**
     * What is wrong with the structure.
     *
     * @return the errors and warnings, both may be empty
     */
    public WorkflowCheck check() {
        return check;
    }

    WorkflowGraph graph() {
        return graph;
    }

    /**
     * The input fields that the trigger node declares.
     *
     * @return the fields as the workflow has them; empty if it has no trigger node or that declares none
     */
    public ArrayNode inputFields() {
        ArrayNode fields = JsonNodeFactory.instance.arrayNode();
        graph.nodes().values().stream()
                .filter(node -> node.is(NodeType.TRIGGER))
                .findFirst()
                .ifPresent(trigger -> trigger.data().path("input_fields").forEach(fields::add));
        return fields;
    }

    /**
     * The workflow as the API shows it.
     *
     * @return a new object with {@code id}, {@code project}, {@code title} and {@code data}
     */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", id).put("project", project).put("title", title).set("data", data);
        return json;
    }
}
