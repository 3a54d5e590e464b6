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

import java.util.List;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The structure of a workflow: nodes, edges, start node, viewport (API, "Workflow Data Structure"). */
public class WorkflowData extends JsonObject {

    /** @param json the object as the service sent it */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public WorkflowData(ObjectNode json) {
        super(json);
    }

    /** An empty one, to be filled in. */
    public WorkflowData() {
        this(Json.mapper().createObjectNode());
    }

    /** The nodes, as views: a change to one changes this structure. */
    public List<Node> getNodes() {
        return objects("nodes", Node::new);
    }

    /** Sets them. */
    public void setNodes(List<Node> nodes) {
        setObjects("nodes", nodes);
    }

    /** The edges, as views: a change to one changes this structure. */
    public List<Edge> getEdges() {
        return objects("edges", Edge::new);
    }

    /** Sets them. */
    public void setEdges(List<Edge> edges) {
        setObjects("edges", edges);
    }

    /** How the editor shows the graph, or {@code null}. */
    public Viewport getViewport() {
        return object("viewport", Viewport::new);
    }

    /** Sets it. */
    public void setViewport(Viewport viewport) {
        toJson().set("viewport", viewport == null ? null : viewport.toJson());
    }

    /** UUID of the first node to execute. */
    public String getStartNode() {
        return text("start_node");
    }

    /** Sets it; {@code null} writes a JSON null. */
    public void setStartNode(String startNode) {
        toJson().put("start_node", startNode);
    }
}
