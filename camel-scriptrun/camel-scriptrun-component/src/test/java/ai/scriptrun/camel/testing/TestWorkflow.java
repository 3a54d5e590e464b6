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
package ai.scriptrun.camel.testing;

import ai.scriptrun.camel.model.Edge;
import ai.scriptrun.camel.model.Json;
import ai.scriptrun.camel.model.Node;
import ai.scriptrun.camel.model.Workflow;
import ai.scriptrun.camel.result.WorkflowGraph;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Draws workflows. */
public final class TestWorkflow {

    public static final String TRUE = "condition-true";
    public static final String FALSE = "condition-false";

    private final ObjectNode data = Json.mapper().createObjectNode();
    private final ArrayNode nodes = data.putArray("nodes");
    private final ArrayNode edges = data.putArray("edges");

    /** A workflow of LLM nodes, one after the other. */
    public static TestWorkflow chain(String... ids) {
        TestWorkflow workflow = new TestWorkflow().llm(ids).start(ids[0]);
        for (int i = 1; i < ids.length; i++) {
            workflow.edge(ids[i - 1], ids[i]);
        }
        return workflow;
    }

    public TestWorkflow trigger(String id) {
        return node(id, Node.TRIGGER, id);
    }

    public TestWorkflow ifElse(String... ids) {
        for (String id : ids) {
            node(id, Node.IF_ELSE, id);
        }
        return this;
    }

    public TestWorkflow llm(String... ids) {
        for (String id : ids) {
            node(id, "basic-node", id);
        }
        return this;
    }

    public TestWorkflow output(String... ids) {
        for (String id : ids) {
            node(id, Node.OUTPUT, id);
        }
        return this;
    }

    public TestWorkflow node(String id, String type, String name) {
        Node node = new Node();
        node.setId(id);
        node.setType(type);
        node.toJson().putObject("data").put("name", name);
        nodes.add(node.toJson());
        return this;
    }

    /** Names what follows a node in the node itself, as a workflow without edges does. */
    public TestWorkflow next(String id, String property, Object next) {
        nodes.forEach(node -> {
            if (id.equals(node.path("id").asText())) {
                ((ObjectNode) node.get("data")).set(property, Json.mapper().valueToTree(next));
            }
        });
        return this;
    }

    public TestWorkflow edge(String source, String target) {
        return edge(source, null, target);
    }

    public TestWorkflow edge(String source, String handle, String target) {
        Edge edge = new Edge();
        edge.setSource(source);
        edge.setTarget(target);
        if (handle != null) {
            edge.setSourceHandle(handle);
        }
        edges.add(edge.toJson());
        return this;
    }

    public TestWorkflow start(String id) {
        data.put("start_node", id);
        return this;
    }

    public Workflow workflow() {
        return new Workflow(Json.mapper().createObjectNode().set("data", data));
    }

    public WorkflowGraph graph() {
        return WorkflowGraph.of(workflow());
    }
}
