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

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is wrong with a workflow's structure.
 *
 * @param errors why it can't run; empty if it can
 * @param warnings what is odd but does no harm, such as a node that can't be reached
 */
public record WorkflowCheck(List<String> errors, List<String> warnings) {

    static WorkflowCheck of(WorkflowGraph graph) {
        List<String> errors = new ArrayList<>();
        checkStart(graph, errors);
        graph.repeatedIds().forEach(id -> errors.add("Node id " + id + " is used more than once"));
        graph.nodes().values().forEach(node -> errors.addAll(NodeCheck.errors(node)));
        checkEdges(graph, errors);
        if (graph.isCyclic()) {
            errors.add("The workflow has a cycle");
        }
        return new WorkflowCheck(List.copyOf(errors), unreachable(graph));
    }

    private static void checkStart(WorkflowGraph graph, List<String> errors) {
        if (graph.startId().isEmpty()) {
            errors.add("Workflow is missing required field start_node");
        } else if (!graph.nodes().containsKey(graph.startId())) {
            errors.add("start_node " + graph.startId() + " is not a node of the workflow");
        }
    }

    private static void checkEdges(WorkflowGraph graph, List<String> errors) {
        for (Edge edge : graph.edges()) {
            if (!graph.nodes().containsKey(edge.source())) {
                errors.add("An edge leaves node " + edge.source() + ", which does not exist");
            }
            if (!graph.nodes().containsKey(edge.target())) {
                errors.add("An edge enters node " + edge.target() + ", which does not exist");
            }
        }
    }

    private static List<String> unreachable(WorkflowGraph graph) {
        Set<String> reachable = new HashSet<>();
        graph.order().forEach(node -> reachable.add(node.id()));
        return graph.nodes().values().stream()
                .filter(node -> !reachable.contains(node.id()))
                .map(node -> "Node " + node.displayName() + " can't be reached from the start node")
                .toList();
    }
}
