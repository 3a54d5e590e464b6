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

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import ai.scriptrun.camel.model.WorkflowRun;

import static ai.scriptrun.camel.result.Completeness.DOUBTFUL;
import static ai.scriptrun.camel.result.Completeness.INCOMPLETE;

/**
 * The graphs that a run may have been made by: of its workflow as it was read before and after the run's start, or of
 * each workflow that the run may be of. A result on which they disagree is doubtful, and so is one that
 * contradicts them all, because then the workflow that was run is none of these.
 *
 * @param graphs the newest last; empty where nothing is known
 * @param sure   whether the run's workflow is known, and can be read
 */
public record PossibleGraphs(List<WorkflowGraph> graphs, boolean sure) {

    /** Nothing is known. */
    public static final PossibleGraphs UNKNOWN = new PossibleGraphs(List.of(), false);

    /** These and others, for a run that may be of any of them. */
    public PossibleGraphs and(PossibleGraphs others) {
        return new PossibleGraphs(
                Stream.concat(graphs.stream(), others.graphs.stream()).toList(), sure && others.sure);
    }

    /** Whether the data of a run that has ended is all there. */
    public Completeness completeness(WorkflowRun run) {
        return CompletenessCheck.ofData(run).orElseGet(() -> byGraphs(run));
    }

    private Completeness byGraphs(WorkflowRun run) {
        List<WorkflowGraph> fitting = graphs.stream()
                .filter(graph -> graph.knowsAll(run.getData().keySet()))
                .toList();
        if (fitting.isEmpty() || !sure) {
            return DOUBTFUL;
        }
        List<Completeness> verdicts =
                fitting.stream().map(graph -> by(graph, run)).distinct().toList();
        return verdicts.size() == 1 ? verdicts.get(0) : DOUBTFUL;
    }

    private static Completeness by(WorkflowGraph graph, WorkflowRun run) {
        Completeness completeness = CompletenessCheck.of(run, graph);
        return completeness == INCOMPLETE && new RunPaths(graph, run.getData().keySet()).hasGap()
                ? DOUBTFUL
                : completeness;
    }

    /** The graph that knows the most of the run's nodes, the newest of these; unknown where none knows any. */
    public WorkflowGraph best(WorkflowRun run) {
        WorkflowGraph best = WorkflowGraph.UNKNOWN;
        long most = run.getData().isEmpty() ? 0 : 1;
        for (WorkflowGraph graph : graphs) {
            long known = run.getData().keySet().stream().filter(graph::knows).count();
            if (known >= most) {
                best = graph;
                most = known;
            }
        }
        return best.isUnknown() || isOfOneWorkflow() ? best : best.withoutId();
    }

    /** The nodes whose results are unfinished or missing, for people; empty where none is known to be. */
    public Set<String> missing(WorkflowRun run) {
        return CompletenessCheck.missing(run, best(run));
    }

    private boolean isOfOneWorkflow() {
        return graphs.stream()
                .allMatch(graph ->
                        Objects.equals(graph.workflowId(), graphs.get(0).workflowId()));
    }
}
