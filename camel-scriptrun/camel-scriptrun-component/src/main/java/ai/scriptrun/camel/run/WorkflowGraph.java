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
package ai.scriptrun.camel.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import ai.scriptrun.camel.model.Edge;
import ai.scriptrun.camel.model.Node;
import ai.scriptrun.camel.model.Workflow;
import ai.scriptrun.camel.model.WorkflowData;

/** A workflow's nodes and the ways between them, as far as they say what a run must leave. Immutable. */
public final class WorkflowGraph {

    private final String start;
    private final Map<String, Vertex> vertices;

    private WorkflowGraph(String start, Map<String, Vertex> vertices) {
        this.start = start;
        this.vertices = vertices;
    }

    /**
     * A node and where a run goes from it.
     *
     * @param id   UUID of the node
     * @param name its name in the editor; its id where it has none
     * @param type its type
     * @param ways the sets of nodes that may follow: of an if/else one for each wired branch, else exactly one
     */
    record Vertex(String id, String name, String type, List<List<String>> ways) {

        boolean isIfElse() {
            return Node.IF_ELSE.equals(type);
        }

        /** Whether a run may pass it without leaving a result. */
        boolean mayBeSilent() {
            return isIfElse() || Node.TRIGGER.equals(type);
        }

        boolean isOutput() {
            return Node.OUTPUT.equals(type);
        }

        boolean isLast() {
            return ways.stream().allMatch(List::isEmpty);
        }
    }

    /** Reads the graph of a workflow; edges to nodes that aren't there are left out. */
    public static WorkflowGraph of(Workflow workflow) {
        WorkflowData data = workflow.getData() == null ? new WorkflowData() : workflow.getData();
        Map<String, Node> nodes = new LinkedHashMap<>();
        for (Node node : data.getNodes()) {
            if (node.getId() != null) {
                nodes.put(node.getId(), node);
            }
        }
        Map<String, Map<String, List<String>>> targets = new LinkedHashMap<>();
        for (Edge edge : data.getEdges()) {
            Node source = nodes.get(edge.getSource());
            if (source != null && nodes.containsKey(edge.getTarget())) {
                targets.computeIfAbsent(source.getId(), id -> new LinkedHashMap<>())
                        .computeIfAbsent(branch(source, edge), handle -> new ArrayList<>())
                        .add(edge.getTarget());
            }
        }
        Map<String, Vertex> vertices = new LinkedHashMap<>();
        nodes.forEach((id, node) -> vertices.put(
                id,
                new Vertex(
                        id,
                        Objects.requireNonNullElse(node.getName(), id),
                        Objects.requireNonNullElse(node.getType(), ""),
                        targets.containsKey(id) ? List.copyOf(targets.get(id).values()) : List.of(List.of()))));
        return new WorkflowGraph(data.getStartNode(), vertices);
    }

    /** Only an if/else chooses; an edge of it without a handle is a branch of its own. */
    private static String branch(Node source, Edge edge) {
        if (!Node.IF_ELSE.equals(source.getType())) {
            return "";
        }
        return edge.getSourceHandle() == null ? edge.getTarget() : edge.getSourceHandle();
    }

    /** The node that every run begins with; {@code null} where the workflow names none that exists. */
    Vertex start() {
        return start == null ? null : vertices.get(start);
    }

    Vertex vertex(String id) {
        return vertices.get(id);
    }

    boolean hasOutputs() {
        return vertices.values().stream().anyMatch(Vertex::isOutput);
    }

    Iterable<Vertex> vertices() {
        return vertices.values();
    }
}
