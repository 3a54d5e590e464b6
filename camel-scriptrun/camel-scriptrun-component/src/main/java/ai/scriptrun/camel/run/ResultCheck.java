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

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.scriptrun.camel.model.NodeResult;
import ai.scriptrun.camel.model.RunStatus;
import ai.scriptrun.camel.model.WorkflowRun;
import ai.scriptrun.camel.run.WorkflowGraph.Vertex;

import static ai.scriptrun.camel.run.Completeness.COMPLETE;
import static ai.scriptrun.camel.run.Completeness.DOUBTFUL;
import static ai.scriptrun.camel.run.Completeness.INCOMPLETE;

/**
 * Checks whether the data of a run that has ended is all there (API, "Temporal Semantics"), by the workflow's graph and
 * never by the order of the data.
 *
 * <p>What must have run: from the start node along the edges; of an if/else one branch. And whatever did run must have
 * been followed by what comes after it, which tells the branch that was taken from one that merely shares its end.
 * Linear in nodes and edges.
 */
final class ResultCheck {

    private final Map<String, NodeResult> results;
    private final WorkflowGraph graph;
    private final Map<String, Completeness> known = new HashMap<>();

    private ResultCheck(Map<String, NodeResult> results, WorkflowGraph graph) {
        this.results = results;
        this.graph = graph;
    }

    /**
     * @param run   a run with a terminal status
     * @param graph its workflow's graph, or {@code null} where that can't be read
     */
    static Completeness of(WorkflowRun run, WorkflowGraph graph) {
        Map<String, NodeResult> results = run.getData();
        boolean failed = RunStatus.FAILED.equals(run.getStatus());
        if (results.isEmpty()) {
            // A run may fail before its first node: no data is then all that there will ever be.
            return failed ? DOUBTFUL : INCOMPLETE;
        }
        if (!results.values().stream().allMatch(ResultCheck::isSettled)) {
            return INCOMPLETE;
        }
        return failed || graph == null || graph.start() == null
                ? COMPLETE
                : new ResultCheck(results, graph).ofSucceeded();
    }

    /** Names of the nodes that are missing or unfinished, for people; empty where nothing is known to be. */
    static Set<String> missing(WorkflowRun run, WorkflowGraph graph) {
        Set<String> names = new LinkedHashSet<>();
        run.getData().forEach((id, node) -> {
            if (!isSettled(node)) {
                Vertex vertex = graph == null ? null : graph.vertex(id);
                names.add(vertex == null ? id : vertex.name());
            }
        });
        if (graph != null && graph.start() != null) {
            ResultCheck check = new ResultCheck(run.getData(), graph);
            for (Vertex vertex : graph.vertices()) {
                if (check.isDemanded(vertex)) {
                    check.at(vertex.id());
                }
            }
            check.known.forEach((id, completeness) -> {
                if (completeness == INCOMPLETE && !check.isThere(graph.vertex(id))) {
                    names.add(graph.vertex(id).name());
                }
            });
        }
        return names;
    }

    private static boolean isSettled(NodeResult node) {
        return RunStatus.FAILED.equals(node.getStatus())
                || (RunStatus.SUCCEED.equals(node.getStatus()) && node.getResult() != null);
    }

    private Completeness ofSucceeded() {
        Completeness worst = COMPLETE;
        for (Vertex vertex : graph.vertices()) {
            if (isDemanded(vertex)) {
                worst = worse(worst, at(vertex.id()));
            }
        }
        return worst;
    }

    private boolean isDemanded(Vertex vertex) {
        return vertex.id().equals(graph.start().id()) || results.containsKey(vertex.id());
    }

    private boolean isThere(Vertex vertex) {
        return vertex.mayBeSilent() || results.containsKey(vertex.id());
    }

    /** Depth first with a stack of its own: a chain of nodes may be longer than the thread's. */
    private Completeness at(String id) {
        Deque<String> open = new ArrayDeque<>();
        open.push(id);
        while (!open.isEmpty()) {
            Vertex vertex = graph.vertex(open.peek());
            Completeness before = known.get(vertex.id());
            if (before == null) {
                // Until it is known, a way that leads back to it takes nothing from it.
                known.put(vertex.id(), COMPLETE);
                vertex.ways().forEach(way -> way.stream()
                        .filter(target -> !known.containsKey(target))
                        .forEach(open::push));
            } else {
                open.pop();
                known.put(vertex.id(), worse(before, ofVertex(vertex)));
            }
        }
        return known.get(id);
    }

    private Completeness ofVertex(Vertex vertex) {
        if (!isThere(vertex)) {
            return INCOMPLETE;
        }
        // An if/else with one branch wired may have gone the other way, to nothing.
        Completeness best = vertex.isIfElse() && vertex.ways().size() == 1 ? DOUBTFUL : INCOMPLETE;
        for (List<String> way : vertex.ways()) {
            Completeness ofWay = COMPLETE;
            for (String target : way) {
                ofWay = worse(ofWay, known.get(target));
            }
            best = ofWay.compareTo(best) > 0 ? ofWay : best;
        }
        return best;
    }

    private static Completeness worse(Completeness a, Completeness b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
