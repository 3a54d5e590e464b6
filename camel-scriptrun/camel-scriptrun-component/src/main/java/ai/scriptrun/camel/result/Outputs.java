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
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import ai.scriptrun.camel.model.NodeResult;
import ai.scriptrun.camel.model.WorkflowRun;
import ai.scriptrun.camel.result.WorkflowGraph.Vertex;

/**
 * Finds the final result of a run (API, "Determining the Final Result"): the content of the output nodes that ran. A
 * workflow without output nodes has the last nodes that ran taken for them; where the workflow can't be read, all nodes.
 */
final class Outputs {

    private Outputs() {}

    /** {@code null} where no output ran, one output's content by itself, several in a map by name. */
    static Object of(WorkflowRun run, WorkflowGraph graph, Function<String, Object> reader) {
        Map<String, NodeResult> results = run.getData();
        List<Output> outputs = find(results, graph);
        if (outputs.isEmpty()) {
            return null;
        }
        if (outputs.size() == 1) {
            return content(results, outputs.get(0), reader);
        }
        Map<String, Long> uses = outputs.stream().collect(Collectors.groupingBy(Output::name, Collectors.counting()));
        Map<String, Object> contents = new LinkedHashMap<>();
        for (Output output : outputs) {
            contents.put(uses.get(output.name()) > 1 ? output.id() : output.name(), content(results, output, reader));
        }
        return contents;
    }

    private record Output(String id, String name) {}

    private static List<Output> find(Map<String, NodeResult> results, WorkflowGraph graph) {
        Predicate<Vertex> isOutput = graph.hasOutputs() ? Vertex::isOutput : vertex -> isLast(vertex, results, graph);
        List<Output> outputs = new ArrayList<>();
        for (Vertex vertex : graph.vertices()) {
            if (isOutput.test(vertex) && hasRun(results, vertex.id())) {
                outputs.add(new Output(vertex.id(), vertex.name()));
            }
        }
        // Where the output nodes were replaced since, the run's own are among the nodes that the graph doesn't know.
        return outputs.isEmpty() ? unnamed(results, id -> !graph.knows(id)) : outputs;
    }

    private static List<Output> unnamed(Map<String, NodeResult> results, Predicate<String> which) {
        // The service's order has no meaning; sorting makes the map reproducible.
        return results.keySet().stream()
                .filter(which)
                .filter(id -> hasRun(results, id))
                .sorted(Comparator.naturalOrder())
                .map(id -> new Output(id, id))
                .toList();
    }

    /** Triggers and if/else nodes have no content. Of the others, the last are those after which none ran. */
    private static boolean isLast(Vertex vertex, Map<String, NodeResult> results, WorkflowGraph graph) {
        if (vertex.mayBeSilent()) {
            return false;
        }
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(vertex.targets());
        while (!open.isEmpty()) {
            Vertex next = graph.vertex(open.poll());
            if (next.mayBeSilent() && seen.add(next.id())) {
                open.addAll(next.targets());
            } else if (!next.mayBeSilent() && hasRun(results, next.id())) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasRun(Map<String, NodeResult> results, String id) {
        NodeResult result = results.get(id);
        return result != null && result.getResult() != null;
    }

    private static Object content(Map<String, NodeResult> results, Output output, Function<String, Object> reader) {
        String content = results.get(output.id()).getContent();
        return content == null ? null : reader.apply(content);
    }
}
