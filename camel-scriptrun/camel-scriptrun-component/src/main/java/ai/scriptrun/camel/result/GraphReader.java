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

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import ai.scriptrun.camel.model.Edge;
import ai.scriptrun.camel.model.Node;
import ai.scriptrun.camel.model.Workflow;
import ai.scriptrun.camel.model.WorkflowData;
import ai.scriptrun.camel.result.WorkflowGraph.Vertex;
import com.fasterxml.jackson.databind.JsonNode;

/** Reads the graph of one workflow from its edges; edges to nodes that aren't there are left out. */
final class GraphReader {

    private final Workflow workflow;
    private final WorkflowData data;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Branches> targets = new LinkedHashMap<>();

    GraphReader(Workflow workflow) {
        this.workflow = workflow;
        this.data = Objects.requireNonNullElseGet(workflow.getData(), WorkflowData::new);
    }

    WorkflowGraph read() {
        for (Node node : data.getNodes()) {
            if (node.getId() != null) {
                nodes.put(node.getId(), node);
            }
        }
        data.getEdges().forEach(this::read);
        // In a workflow that has edges, a node may still name in its own data what a removed edge led to.
        boolean drawn = !data.getEdges().isEmpty();
        nodes.forEach((id, node) -> targets.computeIfAbsent(id, key -> drawn ? new Branches() : branchesInData(node)));
        Map<String, Vertex> vertices = new LinkedHashMap<>();
        nodes.forEach((id, node) -> vertices.put(
                id,
                new Vertex(
                        id,
                        Objects.requireNonNullElse(node.getName(), id),
                        Objects.requireNonNullElse(node.getType(), ""),
                        targets.get(id).ways())));
        return new WorkflowGraph(workflow.getId(), start(), vertices);
    }

    private void read(Edge edge) {
        if (nodes.containsKey(edge.getSource()) && nodes.containsKey(edge.getTarget())) {
            Node source = nodes.get(edge.getSource());
            String branch = branch(source, Objects.requireNonNullElse(edge.getSourceHandle(), edge.getTarget()));
            targets.computeIfAbsent(source.getId(), id -> new Branches()).add(branch, edge.getTarget());
        }
    }

    /** Only an if/else chooses; an edge of it without a handle is a branch of its own. */
    private static String branch(Node source, String name) {
        return Node.IF_ELSE.equals(source.getType()) ? name : "";
    }

    /** A workflow that was written by hand may have no edges, but name the following nodes in the node itself. */
    private Branches branchesInData(Node node) {
        Branches branches = new Branches();
        if (node.getData() != null) {
            next(node)
                    .map(JsonNode::asText)
                    .distinct()
                    .filter(nodes::containsKey)
                    .forEach(id -> branches.add(branch(node, id), id));
        }
        return branches;
    }

    private static Stream<JsonNode> next(Node node) {
        List<JsonNode> next = new ArrayList<>();
        if (Node.IF_ELSE.equals(node.getType())) {
            next.add(node.getData().path("true_node"));
            next.add(node.getData().path("false_node"));
            next.removeIf(id -> id.asText().isEmpty());
        }
        if (next.isEmpty()) {
            node.getData().path("next_nodes").forEach(next::add);
        }
        return next.stream();
    }

    private Optional<String> start() {
        String named = data.getStartNode();
        if (named != null && nodes.containsKey(named)) {
            return Optional.of(named);
        }
        Set<String> entered = new HashSet<>();
        targets.values().forEach(branches -> branches.ways().forEach(entered::addAll));
        List<String> first =
                nodes.keySet().stream().filter(id -> !entered.contains(id)).toList();
        return first.stream()
                .filter(id -> Node.TRIGGER.equals(nodes.get(id).getType()))
                .findFirst()
                .or(() -> first.stream().findFirst());
    }

    /** The targets of one node, by branch. */
    private static final class Branches {
        private final Map<String, List<String>> byBranch = new LinkedHashMap<>();

        void add(String branch, String target) {
            byBranch.computeIfAbsent(branch, name -> new ArrayList<>()).add(target);
        }

        List<List<String>> ways() {
            return byBranch.isEmpty() ? List.of(List.of()) : List.copyOf(byBranch.values());
        }
    }
}
