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
package ai.scriptrun.camel.producer;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import ai.scriptrun.camel.client.ApiResult;
import ai.scriptrun.camel.client.RunInput;
import ai.scriptrun.camel.client.ScriptRunClient;
import ai.scriptrun.camel.connection.ScriptRunConnection;
import ai.scriptrun.camel.exception.RunStartUncertainException;
import ai.scriptrun.camel.model.WorkflowRun;
import ai.scriptrun.camel.run.RunLog;
import ai.scriptrun.camel.start.StartIntent;
import ai.scriptrun.camel.start.Starts;

/** The call that starts a run for an exchange, and its outcome: accepted, refused, or uncertain. */
final class StartCall {

    private final ScriptRunConnection connection;
    private final Supplier<Starts> starts;

    StartCall(ScriptRunConnection connection, Supplier<Starts> starts) {
        this.connection = connection;
        this.starts = starts;
    }

    /**
     * Starts a run; fails with {@link RunStartUncertainException} if it is unknown whether it was accepted.
     *
     * @param routeId  of the exchange, for the log
     * @param startKey the start's key, or {@code null}
     * @param intent   the stored intent, or {@code null}
     */
    CompletableFuture<StartedRun> make(
            String routeId, long workflowId, RunInput input, String startKey, StartIntent intent) {
        Instant madeAt = connection.timer().now();
        LogContext log = new LogContext();
        return connection
                .client()
                .startRun(workflowId, input, () -> checkLease(intent))
                .handle((response, failure) -> {
                    if (failure == null) {
                        StartedRun started = accepted(workflowId, response, intent);
                        log.run(() -> RunLog.started(routeId, workflowId, started.runId()));
                        return CompletableFuture.completedFuture(started);
                    }
                    Throwable cause = ScriptRunClient.unwrap(failure);
                    if (!(cause instanceof RunStartUncertainException doubt)) {
                        if (intent != null) {
                            starts.get().notStarted(intent);
                        }
                        throw new CompletionException(cause);
                    }
                    if (intent == null || !intent.terms().search()) {
                        return uncertain(workflowId, intent, doubt);
                    }
                    return search(routeId, workflowId, input, startKey, intent, madeAt, doubt);
                })
                .thenCompose(started -> started);
    }

    private void checkLease(StartIntent intent) {
        if (intent != null) {
            starts.get().checkLease(intent);
        }
    }

    private StartedRun accepted(long workflowId, ApiResult<WorkflowRun> response, StartIntent intent) {
        StartedRun started = StartedRun.accepted(
                response.value(), workflowId, connection.timer().now(), response.httpStatus(), intent);
        connection.started(started.runId(), workflowId);
        return started;
    }

    private CompletableFuture<StartedRun> uncertain(
            long workflowId, StartIntent intent, RunStartUncertainException doubt) {
        connection.runs().uncertain(workflowId);
        if (intent != null) {
            starts.get().uncertain(intent);
        }
        return CompletableFuture.failedFuture(doubt);
    }

    private CompletableFuture<StartedRun> search(
            String routeId,
            long workflowId,
            RunInput input,
            String startKey,
            StartIntent intent,
            Instant madeAt,
            RunStartUncertainException doubt) {
        return starts.get().search(intent, workflowId, startKey, madeAt).thenCompose(searched -> {
            if (searched.again()) {
                return make(routeId, workflowId, input, startKey, intent);
            }
            if (searched.runId() == null) {
                return uncertain(workflowId, intent, doubt);
            }
            connection.started(searched.runId(), workflowId);
            RunLog.startedLater(workflowId, searched.runId(), "was found in the history");
            return CompletableFuture.completedFuture(StartedRun.found(searched.runId(), workflowId, madeAt, intent));
        });
    }
}
