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
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import ai.scriptrun.camel.client.ApiResult;
import ai.scriptrun.camel.client.RunApi;
import ai.scriptrun.camel.client.ScriptRunClient;
import ai.scriptrun.camel.exception.RunNotFoundException;
import ai.scriptrun.camel.model.RunStatus;
import ai.scriptrun.camel.model.WorkflowRun;
import ai.scriptrun.camel.result.Completeness;
import ai.scriptrun.camel.result.FinishedRun;
import ai.scriptrun.camel.result.WorkflowGraph;
import ai.scriptrun.camel.time.Timer;
import ai.scriptrun.camel.workflow.WorkflowGraphs;

/**
 * Polls a run once, as it is now. It is polled again only where it was started just now and isn't known yet, or where a
 * single poll can't tell whether its data is complete: a route that polls until it is would never end otherwise.
 */
final class SinglePoll {

    /** The delay before a run that isn't known yet is polled again. */
    static final Duration AGAIN = Duration.ofSeconds(1);

    private final RunApi api;
    private final WorkflowGraphs graphs;
    private final Timer timer;
    private final RunListener listener;
    private final RunPolicy policy;

    SinglePoll(RunApi api, WorkflowGraphs graphs, Timer timer, RunListener listener, RunPolicy policy) {
        this.api = api;
        this.graphs = graphs;
        this.timer = timer;
        this.listener = listener;
        this.policy = policy;
    }

    CompletableFuture<FinishedRun> at(String operation, Long workflowId, String runId) {
        return at(operation, workflowId, runId, 0);
    }

    private CompletableFuture<FinishedRun> at(String operation, Long workflowId, String runId, int settlings) {
        return ask(operation, workflowId, runId).thenCompose(result -> {
            WorkflowRun run = result.value();
            return switch (RunStatus.of(run.getStatus())) {
                case RUNNING, UNKNOWN ->
                    CompletableFuture.completedFuture(
                            new FinishedRun(run, WorkflowGraph.UNKNOWN, false, settlings + 1));
                case SUCCEEDED, FAILED -> ended(operation, workflowId, runId, settlings, run);
            };
        });
    }

    private CompletableFuture<FinishedRun> ended(
            String operation, Long workflowId, String runId, int settlings, WorkflowRun run) {
        return graphs.of(run, workflowId, Instant.MIN, settlings > 0).thenCompose(possible -> {
            Completeness completeness = possible.completeness(run);
            if (isToSettle(run, completeness) && settlings < policy.consistencyRetries()) {
                return later(policy.consistencyDelay(), () -> at(operation, workflowId, runId, settlings + 1));
            }
            boolean complete = completeness != Completeness.INCOMPLETE;
            return CompletableFuture.completedFuture(new FinishedRun(run, possible.best(run), complete, settlings + 1));
        });
    }

    /** A failed run may never have data, and its failure is a result already. */
    private static boolean isToSettle(WorkflowRun run, Completeness completeness) {
        return switch (RunStatus.of(run.getStatus())) {
            case SUCCEEDED, RUNNING, UNKNOWN -> completeness == Completeness.DOUBTFUL;
            case FAILED -> false;
        };
    }

    private CompletableFuture<ApiResult<WorkflowRun>> ask(String operation, Long workflowId, String runId) {
        listener.polled(workflowId);
        CompletableFuture<ApiResult<WorkflowRun>> response = api.getResult(operation, workflowId, runId);
        return isStartedJustNow(runId)
                ? response.exceptionallyCompose(failure -> askAgain(failure, operation, workflowId, runId))
                : response;
    }

    /** Whether the service may not know the run yet. */
    private boolean isStartedJustNow(String runId) {
        return graphs.startOf(runId)
                .filter(start -> timer.now().isBefore(start.plus(RunMachine.UNKNOWN_GRACE)))
                .isPresent();
    }

    private CompletableFuture<ApiResult<WorkflowRun>> askAgain(
            Throwable failure, String operation, Long workflowId, String runId) {
        Throwable cause = ScriptRunClient.unwrap(failure);
        if (!(cause instanceof RunNotFoundException)) {
            return CompletableFuture.failedFuture(cause);
        }
        return later(AGAIN, () -> ask(operation, workflowId, runId));
    }

    private <T> CompletableFuture<T> later(Duration delay, Supplier<CompletableFuture<T>> look) {
        CompletableFuture<T> later = new CompletableFuture<>();
        timer.after(delay, () -> look.get().whenComplete((value, failure) -> {
            if (failure == null) {
                later.complete(value);
            } else {
                later.completeExceptionally(ScriptRunClient.unwrap(failure));
            }
        }));
        return later;
    }
}
