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

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import ai.scriptrun.camel.client.Failures;
import ai.scriptrun.camel.client.RunApi;
import ai.scriptrun.camel.client.ScriptRunClient;
import ai.scriptrun.camel.exception.RunNotFoundException;
import ai.scriptrun.camel.model.RunStatus;
import ai.scriptrun.camel.model.WorkflowRun;
import ai.scriptrun.camel.result.PossibleGraphs;
import ai.scriptrun.camel.workflow.WorkflowGraphs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a poll: reads the run from the service and, once it has ended, the workflow's graph, which decides whether the
 * data is complete.
 */
final class Poller {

    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);

    private final RunApi api;
    private final WorkflowGraphs graphs;

    Poller(RunApi api, WorkflowGraphs graphs) {
        this.api = api;
        this.graphs = graphs;
    }

    /** A call that fails is a result too: the future fails only where this component does. */
    CompletableFuture<PollResult> poll(AwaitedRun run, RunState state) {
        return api.getResult(run.operation(), run.workflowId(), run.runId())
                .handle((result, failure) -> failure == null
                        ? read(run, state, result.value())
                        : CompletableFuture.completedFuture(notRead(run, failure)))
                .thenCompose(Function.identity());
    }

    private CompletableFuture<PollResult> read(AwaitedRun run, RunState state, WorkflowRun found) {
        LOG.debug("Run {} is '{}'", run.runId(), found.getStatus());
        return switch (RunStatus.of(found.getStatus())) {
            case RUNNING, UNKNOWN -> CompletableFuture.completedFuture(running(run, state, found));
            case SUCCEEDED, FAILED -> ended(run, state, found);
        };
    }

    private PollResult running(AwaitedRun run, RunState state, WorkflowRun found) {
        if (state.responses() == 0) {
            graphs.expect(run.workflowId(), run.earliestStart());
        }
        return new PollResult.Running(found.getStatus());
    }

    private CompletableFuture<PollResult> ended(AwaitedRun run, RunState state, WorkflowRun found) {
        if (found.getData().isEmpty()) {
            // Incomplete by itself, so no graph is needed.
            return CompletableFuture.completedFuture(new PollResult.Ended(found, PossibleGraphs.UNKNOWN));
        }
        return graphs.of(found, run.workflowId(), run.earliestStart(), state.settlings() > 0)
                .handle((possible, failure) ->
                        failure == null ? new PollResult.Ended(found, possible) : notRead(run, failure));
    }

    private static PollResult notRead(AwaitedRun run, Throwable failure) {
        Throwable cause = ScriptRunClient.unwrap(failure);
        LOG.debug("Run {} was not read: {}", run.runId(), cause.getMessage());
        if (cause instanceof RunNotFoundException) {
            return new PollResult.NotRead(new Response.Unknown(), cause);
        }
        boolean isTransient = Failures.isTransient(cause) || (Failures.isAuthentication(cause) && run.isConsumed());
        return new PollResult.NotRead(new Response.Failed(isTransient), cause);
    }
}
