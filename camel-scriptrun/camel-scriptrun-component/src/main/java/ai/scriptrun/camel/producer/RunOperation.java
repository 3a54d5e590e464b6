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

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import ai.scriptrun.camel.ScriptRunConfiguration;
import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.client.ApiResult;
import ai.scriptrun.camel.client.RunInput;
import ai.scriptrun.camel.client.ScriptRunClient;
import ai.scriptrun.camel.exception.RunStartUncertainException;
import ai.scriptrun.camel.model.RunStatus;
import ai.scriptrun.camel.model.WorkflowRun;
import ai.scriptrun.camel.run.RunLog;
import ai.scriptrun.camel.run.ScriptRunConnection;
import ai.scriptrun.camel.store.Payload;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.ExchangeHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a run, once for an exchange whatever befalls it, and then leaves it, hands it over to a consumer, or waits for
 * it.
 */
final class RunOperation implements Operation {

    private static final Logger LOG = LoggerFactory.getLogger(RunOperation.class);
    private static final Set<String> OF_THIS_DELIVERY =
            Set.of(Exchange.REDELIVERED, Exchange.REDELIVERY_COUNTER, Exchange.REDELIVERY_MAX_COUNTER);

    private final ScriptRunConnection connection;
    private final Inputs inputs;
    private final ScriptRunConfiguration options;
    private final TrackedStarts trackedStarts;
    private final StartMemory memory;
    private final String endpoint;
    private final BodyReader bodies;
    private final InputCheck check;
    private final Awaiting awaiting;

    RunOperation(
            ScriptRunConnection connection,
            Inputs inputs,
            ScriptRunConfiguration options,
            TrackedStarts trackedStarts,
            StartMemory memory,
            String endpoint) {
        this.connection = connection;
        this.inputs = inputs;
        this.options = options;
        this.trackedStarts = trackedStarts;
        this.memory = memory;
        this.endpoint = endpoint;
        this.bodies = new BodyReader(inputs);
        this.check = new InputCheck(connection.client(), connection.timer());
        this.awaiting = new Awaiting(connection, options);
    }

    @Override
    public CompletableFuture<?> execute(Exchange exchange) throws IOException {
        long workflowId = inputs.workflowId(exchange);
        RunInput input = bodies.input(exchange);
        StartIdentity identity = StartIdentity.of(exchange, endpoint, workflowId, input);
        StartedRun before = memory.recall(exchange, identity);
        if (before != null) {
            LOG.debug("Exchange {} is redelivered and has started {} before", exchange.getExchangeId(), before);
            return carryOn(exchange, before, bodies.storable(exchange));
        }
        Object stored = options.isTrack() ? bodies.storable(exchange) : null;
        CompletableFuture<StartedRun> start = options.isValidateInput()
                ? check.check(workflowId, input).thenCompose(valid -> start(exchange, identity, input))
                : start(exchange, identity, input);
        return start.thenCompose(started -> carryOn(exchange, started, stored));
    }

    private CompletableFuture<StartedRun> start(Exchange exchange, StartIdentity identity, RunInput input) {
        long workflowId = identity.workflowId();
        LogContext log = new LogContext();
        return connection.client().startRun(workflowId, input).handle((answer, failure) -> {
            if (failure == null) {
                StartedRun started = accepted(exchange, identity, answer);
                log.run(() -> RunLog.started(ExchangeHelper.getAtRouteId(exchange), workflowId, started.runId()));
                return started;
            }
            Throwable cause = ScriptRunClient.unwrap(failure);
            if (cause instanceof RunStartUncertainException doubt) {
                memory.keep(exchange, identity, StartedRun.uncertain(workflowId, doubt));
            }
            throw new CompletionException(cause);
        });
    }

    private StartedRun accepted(Exchange exchange, StartIdentity identity, ApiResult<WorkflowRun> answer) {
        long workflowId = identity.workflowId();
        Instant now = connection.timer().now();
        StartedRun started = StartedRun.accepted(answer.value(), workflowId, now, answer.httpStatus());
        memory.keep(exchange, identity, started);
        connection.runs().started();
        connection.graphs().remember(started.runId(), workflowId);
        return started;
    }

    private CompletableFuture<?> carryOn(Exchange exchange, StartedRun started, Object stored) {
        boolean toTrack = options.isTrack() && !started.isTracked();
        Map<String, Object> headers = toTrack ? headersToKeep(exchange) : Map.of();
        // Set at once, so that an error handler finds the run even where the wait fails.
        Message message = exchange.getMessage();
        message.setHeader(ScriptRunConstants.WORKFLOW_ID, started.workflowId());
        message.setHeader(ScriptRunConstants.RUN_ID, started.runId());
        if (toTrack) {
            Duration age =
                    Duration.between(started.startedAt(), connection.timer().now());
            trackedStarts.add(started.workflowId(), started.runId(), age, new Payload(headers, stored));
            started.setTracked();
        }
        if (options.isAwait()) {
            return awaiting.run(
                    exchange, "runWorkflow", started.workflowId(), started.runId(), started.startedAt(), true);
        }
        answerCreated(exchange, started);
        return CompletableFuture.completedFuture(null);
    }

    private static Map<String, Object> headersToKeep(Exchange exchange) {
        Map<String, Object> headers = new HashMap<>(exchange.getMessage().getHeaders());
        headers.keySet().removeAll(OF_THIS_DELIVERY);
        return headers;
    }

    private static void answerCreated(Exchange exchange, StartedRun started) {
        WorkflowRun run = new WorkflowRun(started.run().toJson().deepCopy());
        if (run.getStatus() == null) {
            run.toJson().put("status", RunStatus.CREATED);
        }
        Message message = exchange.getMessage();
        message.setHeader(ScriptRunConstants.RUN_STATUS, run.getStatus());
        message.setHeader(ScriptRunConstants.COMPLETE, false);
        // Of an earlier run.
        message.removeHeader(ScriptRunConstants.TOTAL_COST);
        message.removeHeader(ScriptRunConstants.POLLS);
        Outcome.set(exchange, run, started.httpStatus());
    }
}
