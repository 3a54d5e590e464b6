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

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import ai.scriptrun.camel.client.ApiResult;
import ai.scriptrun.camel.client.RunApi;
import ai.scriptrun.camel.client.ScriptRunClient;
import ai.scriptrun.camel.exception.RunNotFoundException;
import ai.scriptrun.camel.model.RunStatus;
import ai.scriptrun.camel.model.WorkflowRun;
import ai.scriptrun.camel.time.Timer;

/** Asks for a run as it is now. Only where it was started just now and isn't known yet, that is waited out. */
final class SingleLook {

    /** Until a run that isn't known yet is asked for again. */
    static final Duration AGAIN = Duration.ofSeconds(1);

    private final RunApi api;
    private final Graphs graphs;
    private final Timer timer;
    private final RunListener listener;

    SingleLook(RunApi api, Graphs graphs, Timer timer, RunListener listener) {
        this.api = api;
        this.graphs = graphs;
        this.timer = timer;
        this.listener = listener;
    }

    CompletableFuture<FinishedRun> at(String operation, Long workflowId, String runId) {
        CompletableFuture<ApiResult<WorkflowRun>> answer = new CompletableFuture<>();
        ask(operation, workflowId, runId, answer);
        return answer.thenCompose(result -> {
            WorkflowRun run = result.value();
            boolean terminal = RunStatus.isTerminal(run.getStatus());
            CompletableFuture<WorkflowGraph> known =
                    terminal ? graphs.of(run, workflowId, Graphs.USUAL_AGE) : CompletableFuture.completedFuture(null);
            return known.thenApply(graph -> new FinishedRun(run, graph, terminal && isComplete(run, graph), 1));
        });
    }

    private void ask(
            String operation, Long workflowId, String runId, CompletableFuture<ApiResult<WorkflowRun>> answer) {
        listener.polled();
        api.getResult(operation, workflowId, runId).whenComplete((result, failure) -> {
            if (failure == null) {
                answer.complete(result);
                return;
            }
            Throwable cause = ScriptRunClient.unwrap(failure);
            if (cause instanceof RunNotFoundException && graphs.isStartedJustNow(runId)) {
                timer.after(AGAIN, () -> ask(operation, workflowId, runId, answer));
            } else {
                answer.completeExceptionally(cause);
            }
        });
    }

    /** A single look can't wait for more of a failed run's data, of which there may never be any. */
    private static boolean isComplete(WorkflowRun run, WorkflowGraph graph) {
        Completeness completeness = ResultCheck.of(run, graph);
        return completeness == Completeness.COMPLETE
                || (completeness == Completeness.DOUBTFUL && RunStatus.FAILED.equals(run.getStatus()));
    }
}
