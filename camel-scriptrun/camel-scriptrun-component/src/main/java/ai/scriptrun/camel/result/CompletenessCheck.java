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

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import ai.scriptrun.camel.model.NodeResult;
import ai.scriptrun.camel.model.RunStatus;
import ai.scriptrun.camel.model.WorkflowRun;

import static ai.scriptrun.camel.result.Completeness.COMPLETE;
import static ai.scriptrun.camel.result.Completeness.DOUBTFUL;
import static ai.scriptrun.camel.result.Completeness.INCOMPLETE;

/**
 * Checks whether the data of a run that has ended is all there (API, "Temporal Semantics"), by the workflow's graph and
 * never by the order of the data.
 */
public final class CompletenessCheck {

    private CompletenessCheck() {}

    /**
     * Whether the data of a run is all there.
     *
     * @param run   a run with a terminal status
     * @param graph its workflow's graph
     */
    public static Completeness of(WorkflowRun run, WorkflowGraph graph) {
        return ofData(run).orElseGet(() -> byGraph(run, graph));
    }

    private static Completeness byGraph(WorkflowRun run, WorkflowGraph graph) {
        if (graph.isUnknown()) {
            // Nothing says what else must come, so the data is given time.
            return DOUBTFUL;
        }
        Set<String> there = run.getData().keySet();
        return graph.start().isEmpty() || graph.isWholeRun(there)
                ? COMPLETE
                : new RunPaths(graph, there).completeness();
    }

    /** What needs no graph; empty where a graph has to tell what must have run. */
    static Optional<Completeness> ofData(WorkflowRun run) {
        Map<String, NodeResult> results = run.getData();
        if (!results.values().stream().allMatch(CompletenessCheck::isSettled)) {
            return Optional.of(INCOMPLETE);
        }
        return switch (RunStatus.of(run.getStatus())) {
            // A run may fail before its first node: then it never gets data.
            case FAILED -> Optional.of(results.isEmpty() ? DOUBTFUL : COMPLETE);
            case SUCCEEDED, RUNNING, UNKNOWN -> results.isEmpty() ? Optional.of(INCOMPLETE) : Optional.empty();
        };
    }

    /** The nodes that are unfinished or missing, for people; empty where nothing is known to be. */
    static Set<String> missing(WorkflowRun run, WorkflowGraph graph) {
        Map<String, NodeResult> results = run.getData();
        Set<String> nodes = new LinkedHashSet<>();
        results.forEach((id, node) -> {
            if (!isSettled(node)) {
                nodes.add(graph.describe(id));
            }
        });
        if (graph.start().isPresent() && mustBeWhole(run)) {
            new RunPaths(graph, results.keySet()).missing().forEach(vertex -> nodes.add(vertex.describe()));
        }
        return nodes;
    }

    /** Whether each node on the run's path must have a result: a failed run has stopped on its path. */
    private static boolean mustBeWhole(WorkflowRun run) {
        return switch (RunStatus.of(run.getStatus())) {
            case SUCCEEDED, RUNNING, UNKNOWN -> true;
            case FAILED -> false;
        };
    }

    private static boolean isSettled(NodeResult node) {
        return switch (RunStatus.of(node.getStatus())) {
            case SUCCEEDED -> node.getResult() != null;
            case FAILED -> true;
            case RUNNING, UNKNOWN -> false;
        };
    }
}
