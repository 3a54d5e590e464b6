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
package ai.scriptrun.camel.result;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import ai.scriptrun.camel.model.Node;
import ai.scriptrun.camel.model.Workflow;

/** The nodes of a workflow and the ways between them, as far as they tell which results a run must have. Immutable. */
public final class WorkflowGraph {

    /** Of a workflow that isn't known: no nodes at all. */
    public static final WorkflowGraph UNKNOWN = new WorkflowGraph(null, Optional.empty(), Map.of());

    private final Long workflowId;
    private final Optional<String> start;
    private final Map<String, Vertex> vertices;
    private final Map<String, List<String>> sources = new HashMap<>();
    /** All that a run passes; empty where an if/else lies on the way. */
    private final Set<String> onlyWay;

    WorkflowGraph(Long workflowId, Optional<String> start, Map<String, Vertex> vertices) {
        this.workflowId = workflowId;
        this.start = start;
        this.vertices = vertices;
        for (Vertex vertex : vertices.values()) {
            vertex.targets().forEach(target -> sources.computeIfAbsent(target, id -> new ArrayList<>())
                    .add(vertex.id()));
        }
        Set<String> way = reachable(start.stream().toList(), Vertex::ways);
        this.onlyWay = way.stream().noneMatch(id -> vertices.get(id).isIfElse()) ? way : Set.of();
    }

    /**
     * A node and the nodes that a run may continue with.
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

        /** Whether it is an if/else that leads to nothing where its condition goes the one way. */
        boolean isHalfWired() {
            return isIfElse() && ways.size() == 1;
        }

        /** The nodes that may follow, on any way. */
        List<String> targets() {
            return ways.stream().flatMap(List::stream).distinct().toList();
        }

        /** Name and id for people; names alone are often the same. */
        String describe() {
            return name.equals(id) ? id : name + " [" + id + "]";
        }
    }

    /** Reads the graph of a workflow; edges to nodes that aren't there are left out. */
    public static WorkflowGraph of(Workflow workflow) {
        return new GraphReader(workflow).read();
    }

    /** The workflow's id, or {@code null} where the service left it out. */
    public Long workflowId() {
        return workflowId;
    }

    /** Where every run begins: the start node, else a trigger or the first node that no edge enters. */
    Optional<Vertex> start() {
        return start.map(vertices::get);
    }

    /** Whether runs of both must have the same results. */
    public boolean isSameAs(WorkflowGraph other) {
        return start.equals(other.start) && vertices.equals(other.vertices);
    }

    /** The same, of a workflow whose id isn't known for sure. */
    WorkflowGraph withoutId() {
        return new WorkflowGraph(null, start, vertices);
    }

    Vertex vertex(String id) {
        return vertices.get(id);
    }

    /** Whether the workflow isn't known, so that the graph says nothing of its runs. */
    public boolean isUnknown() {
        return this == UNKNOWN;
    }

    /** Whether the workflow has this node. */
    public boolean knows(String id) {
        return vertices.containsKey(id);
    }

    /** A node for people: its name and id, or its id alone where the graph doesn't know it. */
    public String describe(String id) {
        return knows(id) ? vertices.get(id).describe() : id;
    }

    /** Whether these are exactly the nodes of a whole run of a graph without if/else. */
    boolean isWholeRun(Set<String> there) {
        return !onlyWay.isEmpty()
                && onlyWay.containsAll(there)
                && onlyWay.stream()
                        .allMatch(id -> there.contains(id) || vertices.get(id).mayBeSilent());
    }

    /** All nodes that these ways lead to from these nodes, and the nodes themselves. */
    Set<String> reachable(Collection<String> from, Function<Vertex, List<List<String>>> ways) {
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            Vertex vertex = vertices.get(open.poll());
            if (reached.add(vertex.id())) {
                ways.apply(vertex).forEach(open::addAll);
            }
        }
        return reached;
    }

    boolean knowsAll(Set<String> ids) {
        return vertices.keySet().containsAll(ids);
    }

    /** The nodes that lead to this one. */
    List<String> sources(String id) {
        return sources.getOrDefault(id, List.of());
    }

    boolean hasOutputs() {
        return vertices.values().stream().anyMatch(Vertex::isOutput);
    }

    Iterable<Vertex> vertices() {
        return vertices.values();
    }
}
