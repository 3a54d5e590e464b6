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
import ai.scriptrun.camel.connection.ScriptRunConnection;
import ai.scriptrun.camel.exception.ErrorContext;
import ai.scriptrun.camel.exception.RunStartUncertainException;
import ai.scriptrun.camel.exception.ScriptRunException;
import ai.scriptrun.camel.model.StatusWords;
import ai.scriptrun.camel.model.WorkflowRun;
import ai.scriptrun.camel.run.RunLog;
import ai.scriptrun.camel.store.Payload;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.ExchangeHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a run, once for an exchange however often it is redelivered, and hands it over to a consumer or waits for it. */
final class RunOperation implements Operation {

    private static final Logger LOG = LoggerFactory.getLogger(RunOperation.class);
    private static final Set<String> OF_THIS_DELIVERY =
            Set.of(Exchange.REDELIVERED, Exchange.REDELIVERY_COUNTER, Exchange.REDELIVERY_MAX_COUNTER);

    private final ScriptRunConnection connection;
    private final Inputs inputs;
    private final ScriptRunConfiguration options;
    private final TrackedStarts trackedStarts;
    private final StartIntents intents;
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
            StartIntents intents,
            StartMemory memory,
            String endpoint) {
        this.connection = connection;
        this.inputs = inputs;
        this.options = options;
        this.trackedStarts = trackedStarts;
        this.intents = intents;
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
        String startKey = inputs.startKey(exchange);
        boolean writtenDown = intents.areWanted(startKey);
        Object stored = options.isTrack() || writtenDown ? bodies.storable(exchange) : null;
        CompletableFuture<?> checked =
                options.isValidateInput() ? check.check(workflowId, input) : CompletableFuture.completedFuture(null);
        return checked.thenCompose(valid -> writtenDown
                        ? startWrittenDown(exchange, identity, input, startKey, stored)
                        : start(exchange, identity, input))
                .thenCompose(started -> carryOn(exchange, started, stored));
    }

    private CompletableFuture<StartedRun> startWrittenDown(
            Exchange exchange, StartIdentity identity, RunInput input, String startKey, Object stored) {
        Payload payload = new Payload(headersToKeep(exchange), stored);
        return intents.begin(identity.workflowId(), startKey, payload).thenCompose(intent -> {
            if (intent.runId() != null) {
                LOG.debug("The start key '{}' has started run {} before", startKey, intent.runId());
                StartedRun known = StartedRun.known(
                        intent.runId(),
                        identity.workflowId(),
                        connection.timer().now());
                memory.keep(exchange, identity, known);
                return CompletableFuture.completedFuture(known);
            }
            return start(exchange, identity, input)
                    .whenComplete((started, failure) -> written(intent, started, failure));
        });
    }

    private void written(StartIntents.Intent intent, StartedRun started, Throwable failure) {
        if (failure == null) {
            started.setIntent(intent);
            return;
        }
        try {
            if (ScriptRunClient.unwrap(failure) instanceof RunStartUncertainException) {
                intents.uncertain(intent);
            } else {
                intents.notStarted(intent);
            }
        } catch (RuntimeException e) {
            LOG.warn(
                    "How the start with record {} went can't be written into the run store; it will be taken for uncertain",
                    intent.id(),
                    e);
        }
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
        // Set at once, so that an error handler finds the run even where the wait fails.
        Map<String, Object> headers = options.isTrack() && !started.isStored() ? headersToKeep(exchange) : Map.of();
        Message message = exchange.getMessage();
        message.setHeader(ScriptRunConstants.WORKFLOW_ID, started.workflowId());
        message.setHeader(ScriptRunConstants.RUN_ID, started.runId());
        if (!started.isStored()) {
            store(started, new Payload(headers, stored));
            started.setStored();
        }
        if (options.isAwait()) {
            return awaiting.run(
                    exchange, "runWorkflow", started.workflowId(), started.runId(), started.startedAt(), true);
        }
        answerCreated(exchange, started);
        return CompletableFuture.completedFuture(null);
    }

    private void store(StartedRun started, Payload payload) {
        try {
            boolean noted =
                    started.intent() != null && intents.started(started.intent(), started.runId(), options.isTrack());
            if (options.isTrack() && !noted) {
                Duration age =
                        Duration.between(started.startedAt(), connection.timer().now());
                trackedStarts.add(started.workflowId(), started.runId(), age, payload);
            }
        } catch (RuntimeException e) {
            ErrorContext context = ErrorContext.of("runWorkflow", started.workflowId(), started.runId());
            throw new ScriptRunException(
                    context.describe() + " was started, but can't be stored in the run store: " + e.getMessage()
                            + ". A redelivery of the exchange stores it, and starts nothing again.",
                    context,
                    e);
        }
    }

    private static Map<String, Object> headersToKeep(Exchange exchange) {
        Map<String, Object> headers = new HashMap<>(exchange.getMessage().getHeaders());
        headers.keySet().removeAll(OF_THIS_DELIVERY);
        return headers;
    }

    private static void answerCreated(Exchange exchange, StartedRun started) {
        WorkflowRun run = new WorkflowRun(started.run().toJson().deepCopy());
        if (run.getStatus() == null) {
            run.toJson().put("status", StatusWords.CREATED);
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
