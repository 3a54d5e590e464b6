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
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import ai.scriptrun.camel.result.WorkflowGraph.Vertex;

import static ai.scriptrun.camel.result.Completeness.COMPLETE;
import static ai.scriptrun.camel.result.Completeness.DOUBTFUL;
import static ai.scriptrun.camel.result.Completeness.INCOMPLETE;

/**
 * Reconstructs the ways that a run may have gone, by the nodes that left a result. A way that meets a node without one is
 * blocked. The results are all there when the start is not blocked and every node that left one lies on an open way:
 * a node that ran must have been reached, and the nodes after it must have run.
 */
final class RunPaths {

    private final WorkflowGraph graph;
    private final Set<String> there;
    private final String start;
    private final Set<String> blocked = new HashSet<>();
    private final List<String> roots = new ArrayList<>();

    /** @param graph one that has a start */
    RunPaths(WorkflowGraph graph, Set<String> there) {
        this.graph = graph;
        this.there = known(graph, there);
        this.start = graph.start().map(Vertex::id).orElseThrow();
        roots.add(start);
        block();
    }

    /** Without nodes that were deleted since. */
    private static Set<String> known(WorkflowGraph graph, Set<String> there) {
        if (graph.knowsAll(there)) {
            return there;
        }
        Set<String> known = new LinkedHashSet<>(there);
        known.removeIf(id -> !graph.knows(id));
        return known;
    }

    Completeness completeness() {
        if (blocked.contains(start)) {
            return INCOMPLETE;
        }
        OneWay fromStart = new OneWay();
        if (fromStart.explainsAll()) {
            return fromStart.completeness;
        }
        addRoots();
        if (roots.stream().anyMatch(blocked::contains)
                || !graph.reachable(roots, this::openWays).containsAll(there)) {
            return INCOMPLETE;
        }
        OneWay fromRoots = new OneWay();
        return fromRoots.explainsAll() ? fromRoots.completeness : DOUBTFUL;
    }

    /** The nodes that must have left a result, but did not. */
    Set<Vertex> missing() {
        addRoots();
        Set<String> missing = new LinkedHashSet<>();
        Set<String> explained = graph.reachable(roots, this::openWays);
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(roots);
        open.addAll(there);
        while (!open.isEmpty()) {
            Vertex vertex = graph.vertex(open.poll());
            if (!seen.add(vertex.id())) {
                continue;
            }
            if (!isThere(vertex)) {
                missing.add(vertex.id());
            } else if (blocked.contains(vertex.id())) {
                vertex.targets().stream().filter(blocked::contains).forEach(open::add);
            } else if (!explained.contains(vertex.id())) {
                graph.sources(vertex.id()).stream()
                        .filter(source -> !explained.contains(source))
                        .forEach(open::add);
            }
        }
        Set<Vertex> vertices = new LinkedHashSet<>();
        missing.forEach(id -> vertices.add(graph.vertex(id)));
        return vertices;
    }

    /**
     * Whether a node left a result although one before it, which must have led to it, did not. Data may arrive in any
     * order, but where this lasts, the graph is not the one that was run.
     */
    boolean hasGap() {
        Set<String> behind = new HashSet<>();
        Deque<String> before = new ArrayDeque<>();
        for (Vertex vertex : missing()) {
            before.add(vertex.id());
            behind.addAll(vertex.targets());
        }
        behind = graph.reachable(behind, Vertex::ways);
        behind.retainAll(there);
        // On a cycle, a node is both before and behind another, which gives no information.
        Set<String> seen = new HashSet<>();
        while (!before.isEmpty() && !behind.isEmpty()) {
            String id = before.poll();
            if (seen.add(id)) {
                behind.remove(id);
                before.addAll(graph.sources(id));
            }
        }
        return !behind.isEmpty();
    }

    private boolean isThere(Vertex vertex) {
        return vertex.mayBeSilent() || there.contains(vertex.id());
    }

    private void block() {
        Deque<String> open = new ArrayDeque<>();
        for (Vertex vertex : graph.vertices()) {
            if (!isThere(vertex)) {
                open.add(vertex.id());
            }
        }
        while (!open.isEmpty()) {
            String id = open.poll();
            if (blocked.add(id)) {
                for (String source : graph.sources(id)) {
                    if (isBlocked(graph.vertex(source))) {
                        open.add(source);
                    }
                }
            }
        }
    }

    private boolean isBlocked(Vertex vertex) {
        // An if/else with one branch wired may have gone the other way, to nothing.
        return !vertex.isHalfWired() && openWays(vertex).isEmpty();
    }

    private List<List<String>> openWays(Vertex vertex) {
        if (blocked.isEmpty()) {
            return vertex.ways();
        }
        List<List<String>> openWays = new ArrayList<>(vertex.ways().size());
        for (List<String> way : vertex.ways()) {
            if (Collections.disjoint(way, blocked)) {
                openWays.add(way);
            }
        }
        return openWays;
    }

    /** A node that ran although no path from the start leads to it is treated as a further start. */
    private void addRoots() {
        Set<String> reachable = graph.reachable(roots, Vertex::ways);
        there.stream().filter(id -> !reachable.contains(id)).forEach(roots::add);
    }

    /**
     * Lets every if/else go one way only. Mostly only one is possible; where both are, the one that explains
     * more is taken. Trying all combinations takes exponential time, so what isn't explained in this way is doubtful.
     */
    private final class OneWay {

        private final Set<String> reached = new HashSet<>();
        private final Deque<String> open = new ArrayDeque<>(roots);
        private final Deque<Vertex> undecided = new ArrayDeque<>();
        private Completeness completeness = COMPLETE;

        boolean explainsAll() {
            walk();
            while (!undecided.isEmpty()) {
                open.addAll(best(openWays(undecided.poll())));
                walk();
            }
            return reached.containsAll(there);
        }

        private void walk() {
            while (!open.isEmpty()) {
                Vertex vertex = graph.vertex(open.poll());
                if (!reached.add(vertex.id())) {
                    continue;
                }
                List<List<String>> ways = openWays(vertex);
                if (ways.isEmpty()) {
                    completeness = DOUBTFUL;
                } else if (ways.size() == 1) {
                    open.addAll(ways.get(0));
                } else {
                    undecided.add(vertex);
                }
            }
        }

        private List<String> best(List<List<String>> ways) {
            List<String> best = ways.get(0);
            long most = -1;
            for (List<String> way : ways) {
                long explained = explainedBy(way);
                if (explained > most) {
                    most = explained;
                    best = way;
                }
            }
            return best;
        }

        private long explainedBy(List<String> way) {
            Set<String> seen = new HashSet<>();
            Deque<String> ahead = new ArrayDeque<>(way);
            while (!ahead.isEmpty()) {
                String id = ahead.poll();
                if (!reached.contains(id) && seen.add(id)) {
                    openWays(graph.vertex(id)).forEach(ahead::addAll);
                }
            }
            return seen.stream().filter(there::contains).count();
        }
    }
}
