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
import java.util.function.Predicate;

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
 * been followed by what comes after it, and must lie on a way whose own nodes are all there: that tells the branch that
 * was taken from one that merely shares its end. Linear in nodes and edges.
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
            new ResultCheck(run.getData(), graph).addMissing(names);
        }
        return names;
    }

    private void addMissing(Set<String> names) {
        if (ofSucceeded() != INCOMPLETE) {
            return;
        }
        int before = names.size();
        // Where one branch of an if/else is all there, what the other lacks is not missed.
        addAbsent(names, reached(way -> ofWay(way) != INCOMPLETE));
        if (names.size() == before) {
            addAbsent(names, reached(way -> true));
        }
    }

    private void addAbsent(Set<String> names, Set<String> ids) {
        for (String id : ids) {
            if (!isThere(graph.vertex(id))) {
                names.add(graph.vertex(id).name());
            }
        }
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
        return worst == INCOMPLETE || liesOnWholeWays() ? worst : INCOMPLETE;
    }

    /** Whether whatever ran is led to by ways whose own nodes are all there. */
    private boolean liesOnWholeWays() {
        Set<String> whole = reached(way -> ofWay(way) != INCOMPLETE);
        return whole.containsAll(results.keySet())
                || reached(way -> true).stream().filter(results::containsKey).allMatch(whole::contains);
    }

    /** Where one gets to from the start on such ways; on all ways of a vertex that has none such. */
    private Set<String> reached(Predicate<List<String>> such) {
        Set<String> reached = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>();
        open.push(graph.start().id());
        while (!open.isEmpty()) {
            Vertex vertex = graph.vertex(open.pop());
            if (reached.add(vertex.id())) {
                List<List<String>> ways = vertex.ways().stream().filter(such).toList();
                (ways.isEmpty() ? vertex.ways() : ways).forEach(way -> way.forEach(open::push));
            }
        }
        return reached;
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
            Completeness ofWay = ofWay(way);
            best = ofWay.compareTo(best) > 0 ? ofWay : best;
        }
        return best;
    }

    private Completeness ofWay(List<String> way) {
        Completeness ofWay = COMPLETE;
        for (String target : way) {
            ofWay = worse(ofWay, known.get(target));
        }
        return ofWay;
    }

    private static Completeness worse(Completeness a, Completeness b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
