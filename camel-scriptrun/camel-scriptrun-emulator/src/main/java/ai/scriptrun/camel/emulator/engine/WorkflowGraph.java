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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The nodes and edges of a workflow's data. Reads any data, a broken one too, so that {@link WorkflowCheck} can tell
 * what is wrong with it.
 */
final class WorkflowGraph {

    static final String TRUE_HANDLE = "condition-true";
    static final String FALSE_HANDLE = "condition-false";

    private final String startId;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Set<String> repeatedIds = new LinkedHashSet<>();
    private final List<Edge> edges = new ArrayList<>();
    private final Map<String, List<Edge>> leaving = new HashMap<>();
    private final List<Node> order;
    private final boolean cyclic;

    WorkflowGraph(JsonNode data) {
        startId = data.path("start_node").asText();
        for (JsonNode json : data.path("nodes")) {
            Node node = Node.of(json);
            if (nodes.putIfAbsent(node.id(), node) != null) {
                repeatedIds.add(node.id());
            }
        }
        data.path("edges").forEach(json -> add(Edge.of(json)));
        if (edges.isEmpty()) {
            nodes.values().forEach(this::addUndrawnEdges);
        }
        Walk walk = new Walk();
        walk.from(startId);
        order = List.copyOf(walk.visited);
        cyclic = walk.cyclic;
    }

    /**
     * A workflow written by hand may name the next nodes only in the node's data, without edges. In one that has edges, a
     * node may still name what an edge that is gone led to.
     */
    private void addUndrawnEdges(Node node) {
        if (node.is(NodeType.IF_ELSE)) {
            addBranch(node, "true_node", TRUE_HANDLE);
            addBranch(node, "false_node", FALSE_HANDLE);
        } else {
            node.data().path("next_nodes").forEach(next -> add(new Edge(node.id(), next.asText(), null)));
        }
    }

    private void addBranch(Node node, String field, String handle) {
        if (node.data().hasNonNull(field)) {
            add(new Edge(node.id(), node.data().path(field).asText(), handle));
        }
    }

    private void add(Edge edge) {
        edges.add(edge);
        leaving.computeIfAbsent(edge.source(), id -> new ArrayList<>()).add(edge);
    }

    String startId() {
        return startId;
    }

    Map<String, Node> nodes() {
        return nodes;
    }

    Set<String> repeatedIds() {
        return repeatedIds;
    }

    List<Edge> edges() {
        return edges;
    }

    List<Edge> edgesFrom(String id) {
        return leaving.getOrDefault(id, List.of());
    }

    /** The nodes that can be reached from the start node, each after all nodes that lead to it. */
    List<Node> order() {
        return order;
    }

    /** Whether a node that can be reached from the start node leads back to itself. */
    boolean isCyclic() {
        return cyclic;
    }

    /** Depth first, so that reversing the order of leaving gives a topological order. Without recursion: chains are long. */
    private final class Walk {
        private final Set<String> entered = new HashSet<>();
        private final Set<String> left = new HashSet<>();
        private final Deque<Step> path = new ArrayDeque<>();
        private final Deque<Node> visited = new ArrayDeque<>();
        private boolean cyclic;

        void from(String id) {
            enter(id);
            while (!path.isEmpty()) {
                Step step = path.peek();
                if (step.ahead().hasNext()) {
                    enter(step.ahead().next().target());
                } else {
                    path.pop();
                    left.add(step.node().id());
                    visited.addFirst(step.node());
                }
            }
        }

        private void enter(String id) {
            Node node = nodes.get(id);
            if (node == null) {
                return;
            }
            if (entered.add(id)) {
                path.push(new Step(node, edgesFrom(id).iterator()));
            } else {
                cyclic |= !left.contains(id);
            }
        }
    }

    private record Step(Node node, Iterator<Edge> ahead) {}
}
