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
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import ai.scriptrun.camel.client.RunInput;
import ai.scriptrun.camel.client.ScriptRunClient;
import ai.scriptrun.camel.connection.ScriptRunConnection;
import ai.scriptrun.camel.exception.ErrorContext;
import ai.scriptrun.camel.exception.RunStartUncertainException;
import ai.scriptrun.camel.exception.ScriptRunException;
import ai.scriptrun.camel.message.RunHeaders;
import ai.scriptrun.camel.model.StatusWords;
import ai.scriptrun.camel.model.WorkflowRun;
import ai.scriptrun.camel.result.FinishedRun;
import ai.scriptrun.camel.run.RunTraces;
import ai.scriptrun.camel.start.ExchangeKey;
import ai.scriptrun.camel.start.StartIntent;
import ai.scriptrun.camel.start.Starts;
import ai.scriptrun.camel.store.NewStart;
import ai.scriptrun.camel.store.Payload;
import ai.scriptrun.camel.store.StoredStart;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a run, once for an exchange and its redeliveries, and awaits it or leaves it to a consumer. */
final class RunOperation implements Operation {

    private static final Logger LOG = LoggerFactory.getLogger(RunOperation.class);
    private static final Set<String> OF_THIS_DELIVERY =
            Set.of(Exchange.REDELIVERED, Exchange.REDELIVERY_COUNTER, Exchange.REDELIVERY_MAX_COUNTER);

    private final Inputs inputs;
    private final ProducerOptions options;
    private final StartOrders orders;
    private final Supplier<Starts> starts;
    private final StartMemory memory;
    private final String endpoint;
    private final BodyReader bodies;
    private final InputCheck check;
    private final Awaiting awaiting;
    private final RunTraces traces;
    private final StartCall call;

    /**
     * @param orders creates the endpoint's starts
     * @param starts gives the application's starts
     */
    RunOperation(
            ScriptRunConnection connection,
            Inputs inputs,
            ProducerOptions options,
            StartOrders orders,
            Supplier<Starts> starts,
            StartMemory memory,
            String endpoint) {
        this.inputs = inputs;
        this.options = options;
        this.orders = orders;
        this.starts = starts;
        this.memory = memory;
        this.endpoint = endpoint;
        this.bodies = new BodyReader(inputs);
        this.check = new InputCheck(connection.client(), connection.timer());
        this.awaiting = new Awaiting(connection, options);
        this.traces = connection.traces();
        this.call = new StartCall(connection, starts);
    }

    @Override
    public CompletableFuture<?> execute(Exchange exchange) throws IOException {
        long workflowId = inputs.workflowId(exchange);
        RunInput input = bodies.input(exchange);
        StartIdentity identity = StartIdentity.of(exchange, endpoint, workflowId, input);
        StartedRun before = memory.recall(exchange, identity);
        if (before != null) {
            LOG.debug("Exchange {} is redelivered and has started {} before", exchange.getExchangeId(), before);
            return options.queue() ? enqueue(exchange, workflowId, before.queueKey()) : carryOn(exchange, before);
        }
        String startKey = inputs.startKey(exchange);
        CompletableFuture<?> checked =
                options.validateInput() ? check.check(workflowId, input) : CompletableFuture.completedFuture(null);
        if (options.queue()) {
            if (exchange.isTransacted()) {
                // The transaction is bound to this thread.
                checked.join();
            }
            // A redelivery finds the queued start by this key; a transaction that was rolled back has removed
            // it.
            String key = startKey == null ? ExchangeKey.create() : startKey;
            return checked.thenCompose(valid -> enqueue(exchange, workflowId, key))
                    .thenRun(() -> memory.keep(exchange, identity, StartedRun.queued(key, workflowId)));
        }
        NewStart start = orders.areWritten(startKey) ? orderOf(exchange, workflowId, startKey) : null;
        return checked.thenCompose(valid -> start == null
                        ? make(exchange, identity, input, startKey, null)
                        : makeWritten(exchange, identity, input, start))
                .thenCompose(started -> carryOn(exchange, started));
    }

    private CompletableFuture<StartedRun> makeWritten(
            Exchange exchange, StartIdentity identity, RunInput input, NewStart start) {
        return starts.get()
                .begin(start, options.callTimeout(), options.slotTimeout())
                .thenCompose(intent -> {
                    if (intent.runId() == null) {
                        return make(exchange, identity, input, start.startKey(), intent);
                    }
                    LOG.debug("The start key '{}' has started run {} before", start.startKey(), intent.runId());
                    StartedRun known = StartedRun.known(intent.runId(), identity.workflowId());
                    memory.keep(exchange, identity, known);
                    return CompletableFuture.completedFuture(known);
                });
    }

    private CompletableFuture<StartedRun> make(
            Exchange exchange, StartIdentity identity, RunInput input, String startKey, StartIntent intent) {
        return call.make(ExchangeHelper.getAtRouteId(exchange), identity.workflowId(), input, startKey, intent)
                .whenComplete((started, failure) -> {
                    if (started != null) {
                        memory.keep(exchange, identity, started);
                    } else if (ScriptRunClient.unwrap(failure) instanceof RunStartUncertainException doubt) {
                        memory.keep(exchange, identity, StartedRun.uncertain(identity.workflowId(), doubt));
                    }
                });
    }

    private CompletableFuture<?> carryOn(Exchange exchange, StartedRun started) {
        // Set now, so that an error handler finds the run if the wait fails.
        RunHeaders.setUnfinished(exchange.getMessage(), started.workflowId(), started.runId());
        if (started.untold() != null) {
            store(started);
            started.setStored();
        }
        if (options.await()) {
            return await(exchange, started);
        }
        if (started.isWatched()) {
            watch(started);
        }
        setCreated(exchange.getMessage(), started);
        return CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<?> await(Exchange exchange, StartedRun started) {
        CompletableFuture<FinishedRun> awaited =
                awaiting.finished(exchange, "runWorkflow", started.workflowId(), started.runId(), started.startedAt());
        if (started.isWatched()) {
            // Its end frees its slot, also if this exchange's wait times out earlier.
            awaited.whenComplete((finished, failure) -> {
                if (finished == null) {
                    watch(started);
                } else {
                    starts.get()
                            .ended(
                                    started.intent(),
                                    started.runId(),
                                    finished.run().getTotalCost());
                }
            });
        }
        return awaited.thenAccept(finished -> awaiting.set(exchange, "runWorkflow", started.workflowId(), finished));
    }

    private void watch(StartedRun started) {
        starts.get().watch(started.intent(), started.workflowId(), started.runId(), started.startedAt());
    }

    private void store(StartedRun started) {
        try {
            if (!starts.get().started(started.untold(), started.runId()) && options.track()) {
                LOG.warn(
                        "Run {} was started, but its record {} was taken over meanwhile",
                        started.runId(),
                        started.untold().id());
            }
        } catch (RuntimeException e) {
            starts.get().startedLater(started.untold(), started.runId());
            ErrorContext context = ErrorContext.of("runWorkflow", started.workflowId(), started.runId());
            throw new ScriptRunException(
                    context.describe() + " was started, but can't be stored in the run store yet: " + e.getMessage()
                            + ". The write is retried; a redelivery of the exchange does not start another run.",
                    context,
                    e);
        }
    }

    private CompletableFuture<Void> enqueue(Exchange exchange, long workflowId, String key) {
        NewStart start = orderOf(exchange, workflowId, key);
        StoredStart stored;
        try {
            stored = starts.get().enqueue(start);
        } catch (RuntimeException e) {
            ErrorContext context = ErrorContext.of("runWorkflow", workflowId, null);
            return CompletableFuture.failedFuture(new ScriptRunException(
                    context.describe() + " can't be queued in the run store: " + e.getMessage(), context, e));
        }
        LOG.debug("A start of workflow {} is queued as record {}", workflowId, stored.id());
        takeTurn(exchange);
        setQueued(exchange.getMessage(), workflowId, stored.runId());
        return CompletableFuture.completedFuture(null);
    }

    /** In a transaction the start becomes visible with the commit. */
    private void takeTurn(Exchange exchange) {
        if (!exchange.isTransacted()) {
            starts.get().turn();
            return;
        }
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onComplete(Exchange completed) {
                starts.get().turn();
            }
        });
    }

    private NewStart orderOf(Exchange exchange, long workflowId, String startKey) {
        Map<String, Object> headers = new HashMap<>(exchange.getMessage().getHeaders());
        headers.keySet().removeAll(OF_THIS_DELIVERY);
        headers.putAll(traces.context(headers));
        return orders.of(workflowId, startKey, new Payload(headers, bodies.storable(exchange)));
    }

    private static void setCreated(Message message, StartedRun started) {
        WorkflowRun run = new WorkflowRun(started.run().toJson().deepCopy());
        if (run.getStatus() == null) {
            run.toJson().put("status", StatusWords.CREATED);
        }
        RunHeaders.setCreated(message, started.workflowId(), run, started.httpStatus());
        message.setBody(run);
    }

    private static void setQueued(Message message, long workflowId, String runId) {
        WorkflowRun run = new WorkflowRun(JsonNodeFactory.instance.objectNode());
        if (runId != null) {
            run.toJson().put("id", runId);
        }
        run.toJson().put("status", RunHeaders.queuedStatus(runId));
        RunHeaders.setQueued(message, workflowId, runId);
        message.setBody(run);
    }
}
