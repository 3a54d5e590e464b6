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
package ai.scriptrun.camel.consumer;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

import ai.scriptrun.camel.ScriptRunConfiguration;
import ai.scriptrun.camel.run.RunLog;
import ai.scriptrun.camel.run.ScriptRunConnection;
import ai.scriptrun.camel.time.Timer;
import ai.scriptrun.camel.track.RunHeaders;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.support.ScheduledBatchPollingConsumer;

/**
 * Emits runs as they end. A run that succeeds on its route is done for good; one that fails is emitted again by a later
 * poll. A run that has no result to offer enters the route as a failed exchange, for the route's error handler.
 */
@ManagedResource(description = "ScriptRun results consumer")
public class ResultsConsumer extends ScheduledBatchPollingConsumer {

    /** Without {@code maxMessagesPerPoll}, a poll is made of batches, between which it looks for more runs. */
    private static final int LARGEST_BATCH = 100;

    private final ScriptRunConfiguration options;
    private final Supplier<ScriptRunConnection> connections;
    private final RunSource source;
    private final Set<String> statuses;
    private final Queue<EndedRun> uncommitted = new ConcurrentLinkedQueue<>();
    private Timer timer;

    /**
     * @param endpoint    the endpoint
     * @param processor   the route
     * @param options     the endpoint's options
     * @param statuses    the terminal states to emit
     * @param connections gives the connection once the endpoint is started
     * @param source      where the runs come from
     */
    public ResultsConsumer(
            Endpoint endpoint,
            Processor processor,
            ScriptRunConfiguration options,
            Set<String> statuses,
            Supplier<ScriptRunConnection> connections,
            RunSource source) {
        super(endpoint, processor);
        this.options = options;
        this.statuses = statuses;
        this.connections = connections;
        this.source = source;
    }

    @Override
    protected void doStart() throws Exception {
        ScriptRunConnection connection = connections.get();
        timer = connection.timer();
        source.start(connection);
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        source.stop();
        uncommitted.clear();
    }

    @ManagedAttribute(description = "Runs that are waited for, have ended, or are being emitted")
    public int getRunsInHand() {
        return source.inHand().size();
    }

    @ManagedAttribute(description = "Runs that have been emitted, but not yet removed from their repository")
    public int getUncommittedRuns() {
        return uncommitted.size();
    }

    @ManagedOperation(description = "Ids of the runs that are waited for, have ended, or are being emitted")
    public List<String> runIds() {
        return List.copyOf(source.inHand());
    }

    /** A polling consumer (pollEnrich) has its caller waiting, so there is nothing to be gained by a later start. */
    @Override
    public void onInit() throws Exception {
        super.onInit();
        setInitialDelay(0);
    }

    @Override
    public long beforePoll(long timeout) throws Exception {
        source.asked();
        return super.beforePoll(timeout);
    }

    @Override
    protected int poll() throws Exception {
        shutdownRunningTask = null;
        pendingExchanges = 0;
        int commits = uncommitted.size();
        for (int i = 0; i < commits; i++) {
            commit(uncommitted.poll());
        }
        Exception trouble = discover();
        // What fails on its way is emitted again by the next poll, not by this one.
        int left = source.ended();
        int polled = 0;
        int batch;
        do {
            batch = processBatch(batch(Math.min(left, maxMessagesPerPoll > 0 ? maxMessagesPerPoll : LARGEST_BATCH)));
            polled += batch;
            left -= batch;
            if (batch > 0 && left > 0) {
                // Many results to emit are no reason to keep other runs waiting.
                discover();
            }
        } while (batch > 0 && left > 0 && maxMessagesPerPoll <= 0 && isBatchAllowed());
        if (trouble != null) {
            throw trouble;
        }
        return polled;
    }

    /** Trouble with finding more runs is no reason to keep those that are there. */
    private Exception discover() {
        try {
            source.discover();
            return null;
        } catch (Exception e) {
            return e;
        }
    }

    private Queue<Object> batch(int most) {
        Queue<Object> batch = new ArrayDeque<>();
        while (batch.size() < most) {
            EndedRun run = source.next();
            if (run == null) {
                break;
            }
            if (run.finished() != null
                    && !statuses.contains(run.finished().run().getStatus())) {
                commit(run);
                continue;
            }
            Exchange exchange = createExchange(false);
            if (source.prepare(run, exchange)) {
                batch.add(new Delivery(run, exchange));
            } else {
                releaseExchange(exchange, false);
            }
        }
        return batch;
    }

    private record Delivery(EndedRun run, Exchange exchange) {}

    @Override
    public int processBatch(Queue<Object> batch) {
        int total = batch.size();
        int index = 0;
        while (!batch.isEmpty() && isBatchAllowed()) {
            Delivery delivery = (Delivery) batch.poll();
            Exchange exchange = delivery.exchange;
            exchange.setProperty(ExchangePropertyKey.BATCH_INDEX, index);
            exchange.setProperty(ExchangePropertyKey.BATCH_SIZE, total);
            exchange.setProperty(ExchangePropertyKey.BATCH_COMPLETE, batch.isEmpty());
            pendingExchanges = batch.size();
            deliver(delivery.run, exchange);
            index++;
        }
        while (!batch.isEmpty()) {
            Delivery left = (Delivery) batch.poll();
            source.rollback(left.run);
            releaseExchange(left.exchange, false);
        }
        return index;
    }

    private void deliver(EndedRun run, Exchange exchange) {
        if (run.finished() != null) {
            RunHeaders.set(exchange.getIn(), run.run().workflowId(), run.finished());
            exchange.getIn().setBody(run.finished().as(options.getResultFormat()));
        } else {
            RunHeaders.setUnfinished(exchange.getIn(), run.run().workflowId(), run.runId());
            fail(exchange, run.failure());
        }
        exchange.getExchangeExtension().addOnCompletion(new Outcome(run));
        getAsyncProcessor().process(exchange, defaultConsumerCallback(exchange, true));
    }

    /** As Camel's own bridge from consumers to error handlers does it: there is no step to be tried again. */
    private static void fail(Exchange exchange, Exception failure) {
        exchange.setException(failure);
        exchange.setProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, failure);
        exchange.setProperty(ExchangePropertyKey.ERRORHANDLER_BRIDGE, true);
        exchange.getExchangeExtension().setRedeliveryExhausted(true);
    }

    private void commit(EndedRun run) {
        try {
            source.commit(run);
        } catch (RuntimeException e) {
            uncommitted.add(run);
            getExceptionHandler()
                    .handleException(
                            "Run " + run.runId()
                                    + " was emitted, but can't be removed from the repository yet. Will try"
                                    + " again at next poll",
                            e);
        }
    }

    private final class Outcome implements Synchronization {

        private final EndedRun run;
        private final Instant endedAt = timer.now();

        Outcome(EndedRun run) {
            this.run = run;
        }

        @Override
        public void onComplete(Exchange exchange) {
            if (run.finished() != null) {
                RunLog.ended(getRouteId(), run.run(), run.finished(), endedAt);
            }
            commit(run);
        }

        @Override
        public void onFailure(Exchange exchange) {
            // Unhandled, but seen: whoever let the failure pass unchanged wants no more of this run.
            if (run.failure() != null && exchange.getException() == run.failure()) {
                commit(run);
            } else {
                source.rollback(run);
            }
        }
    }
}
