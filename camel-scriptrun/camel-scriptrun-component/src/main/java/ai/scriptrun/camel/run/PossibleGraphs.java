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

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import ai.scriptrun.camel.model.WorkflowRun;

import static ai.scriptrun.camel.run.Completeness.DOUBTFUL;
import static ai.scriptrun.camel.run.Completeness.INCOMPLETE;

/**
 * The graphs that a run may have been made by: of its workflow as it was read before and after the run's start, or of
 * each workflow that the run may be of. What they don't agree on is doubtful, and so is what contradicts them all,
 * because the workflow that was run is then none of these.
 *
 * @param graphs the newest last; empty where nothing is known
 * @param sure   whether the run's workflow is known, and can be read
 */
record PossibleGraphs(List<WorkflowGraph> graphs, boolean sure) {

    static final PossibleGraphs UNKNOWN = new PossibleGraphs(List.of(), false);

    /** These and others, for a run that may be of any of them. */
    PossibleGraphs and(PossibleGraphs others) {
        return new PossibleGraphs(
                Stream.concat(graphs.stream(), others.graphs.stream()).toList(), sure && others.sure);
    }

    /** Whether the data of a run that has ended is all there. */
    Completeness completeness(WorkflowRun run) {
        Completeness byDataAlone = ResultCheck.ofData(run);
        if (byDataAlone != null) {
            return byDataAlone;
        }
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
        Completeness completeness = ResultCheck.of(run, graph);
        return completeness == INCOMPLETE && new RunPaths(graph, run.getData().keySet()).hasGap()
                ? DOUBTFUL
                : completeness;
    }

    /** The graph that knows the most of the run's nodes, the newest of these; {@code null} where none knows any. */
    WorkflowGraph best(WorkflowRun run) {
        WorkflowGraph best = null;
        long most = run.getData().isEmpty() ? 0 : 1;
        for (WorkflowGraph graph : graphs) {
            long known = run.getData().keySet().stream()
                    .filter(id -> graph.vertex(id) != null)
                    .count();
            if (known >= most) {
                best = graph;
                most = known;
            }
        }
        return best == null || isOfOneWorkflow() ? best : best.withoutId();
    }

    private boolean isOfOneWorkflow() {
        return graphs.stream()
                .allMatch(graph ->
                        Objects.equals(graph.workflowId(), graphs.get(0).workflowId()));
    }
}
