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

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

import ai.scriptrun.camel.connection.ScriptRunConnection;
import ai.scriptrun.camel.consumer.InFlightRun.Closing.Released;
import ai.scriptrun.camel.run.AwaitedRun;
import ai.scriptrun.camel.store.RunStore;
import ai.scriptrun.camel.store.StoreLease;
import ai.scriptrun.camel.store.StoredRun;
import ai.scriptrun.camel.time.Backoff;
import ai.scriptrun.camel.time.ExecutorTimer;
import ai.scriptrun.camel.time.Timer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.support.ScheduledBatchPollingConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes runs of one kind out of the store, waits for them, and delivers them as they end. A run that succeeds on its
 * route is done; one that fails is delivered again. A run without a result enters the route as a failed exchange,
 * for the route's error handler.
 */
@ManagedResource(description = "ScriptRun results consumer")
public class ResultsConsumer extends ScheduledBatchPollingConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(ResultsConsumer.class);

    /** Maximum number of results in memory if {@code maxMessagesPerPoll} is not set. */
    private static final int USUAL_ROOM = 100;

    /** Runs claimed by one statement: more would delay those that have ended. */
    private static final int CLAIMED_AT_ONCE = 1_000;

    private static final Duration FETCH_TIME = Duration.ofMillis(250);

    /** How often delivered runs are deleted after their retention time. */
    private static final Duration FORGET_INTERVAL = Duration.ofMinutes(1);

    private static final int FORGOTTEN_AT_ONCE = 1_000;

    private final ResultsOptions options;
    private final Supplier<ScriptRunConnection> connections;
    private final RunStore store;
    private final String account;
    private final RunSource source;
    private final RunEnds runEnds;
    private ScriptRunConnection connection;
    private ScheduledExecutorService leaseThread;
    private StoreLease lease;
    private volatile InFlightRuns inFlight;
    private Deliveries deliveries;
    private Instant nextForget;
    private boolean claimInDoubt;
    private boolean storeFails;

    /**
     * @param endpoint    the endpoint
     * @param processor   the route
     * @param options     its options
     * @param connections gives the connection once the endpoint is started
     * @param store       where the runs live
     * @param account     fingerprint of the credential
     * @param source      which runs it takes
     * @param runEnds     called at the end of runs that starts may wait for
     */
    public ResultsConsumer(
            Endpoint endpoint,
            Processor processor,
            ResultsOptions options,
            Supplier<ScriptRunConnection> connections,
            RunStore store,
            String account,
            RunSource source,
            RunEnds runEnds) {
        super(endpoint, processor);
        this.options = options;
        this.connections = connections;
        this.store = store;
        this.account = account;
        this.source = source;
        this.runEnds = runEnds;
    }

    @Override
    protected void doStart() throws Exception {
        connection = connections.get();
        lease = new StoreLease(store, account, leaseTimer());
        int room = maxMessagesPerPoll > 0 ? maxMessagesPerPoll : USUAL_ROOM;
        inFlight = new InFlightRuns(connection.driver(), options.policy(), connection.timer()::now, room, runEnds);
        deliveries = new Deliveries(
                store,
                account,
                lease,
                inFlight,
                new Route(),
                connection.timer(),
                connection.runs(),
                connection.traces(),
                options.statuses(),
                options.resultFormat(),
                options.transacted());
        nextForget = connection.timer().now().plus(FORGET_INTERVAL);
        super.doStart();
        // Now and not with the first poll, so that runs that end from now on are new; the start doesn't wait for it.
        connection.timer().after(Duration.ZERO, this::discoverFirst);
    }

    /** The timer of the lease: with a thread of its own, because a renewal must not wait for other work. */
    protected Timer leaseTimer() {
        if (leaseThread == null) {
            leaseThread = getEndpoint()
                    .getCamelContext()
                    .getExecutorServiceManager()
                    .newSingleThreadScheduledExecutor(this, "ScriptRunLease");
        }
        return new ExecutorTimer(leaseThread, Runnable::run);
    }

    /** How long a poll's thread waits for a result that is being fetched. */
    protected Duration fetchTime() {
        return FETCH_TIME;
    }

    private void discoverFirst() {
        Exception trouble = discover();
        if (trouble != null) {
            LOG.debug("The first search for runs has failed, and is repeated with the first poll", trouble);
        }
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        deliveries.stop();
    }

    @Override
    protected void doShutdown() throws Exception {
        super.doShutdown();
        if (leaseThread != null) {
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdownNow(leaseThread);
            leaseThread = null;
        }
    }

    @ManagedAttribute(description = "Runs that this consumer has claimed: waiting, ended, or being delivered")
    public int getInFlightRuns() {
        InFlightRuns current = inFlight;
        return current == null ? 0 : current.size();
    }

    @ManagedAttribute(description = "Results in memory: being fetched, waiting for the route, or being delivered")
    public int getResultsInMemory() {
        InFlightRuns current = inFlight;
        return current == null ? 0 : current.resultsInMemory();
    }

    @ManagedAttribute(description = "Runs whose outcome could not be written into the run store yet")
    public int getUnwrittenRuns() {
        InFlightRuns current = inFlight;
        return current == null ? 0 : current.unclosed().size();
    }

    @ManagedOperation(description = "Ids of the runs that this consumer has claimed")
    public List<String> runIds() {
        InFlightRuns current = inFlight;
        return current == null ? List.of() : current.runIds();
    }

    /** A polling consumer (pollEnrich) has a waiting caller, so a delayed start has no benefit. */
    @Override
    public void onInit() throws Exception {
        super.onInit();
        setInitialDelay(0);
    }

    @Override
    protected int poll() throws Exception {
        shutdownRunningTask = null;
        pendingExchanges = 0;
        Exception trouble = discover();
        boolean moreToClaim;
        try {
            deliveries.retryClosings();
            moreToClaim = claim();
            forget();
            storeWorks();
        } catch (RuntimeException e) {
            storeFailed(e);
            return 0;
        }
        int left = maxMessagesPerPoll > 0 ? maxMessagesPerPoll : Integer.MAX_VALUE;
        int polled = 0;
        boolean more = true;
        while (more && left > 0 && isBatchAllowed()) {
            int delivered = processBatch(inFlight.nextBatch(Math.min(left, USUAL_ROOM), fetchTime()));
            polled += delivered;
            left -= delivered;
            more = delivered > 0 || moreToClaim;
            if (more && left > 0) {
                // Many results to deliver must not delay other runs.
                discover();
                moreToClaim = claim();
            }
        }
        if (trouble != null) {
            throw trouble;
        }
        return polled;
    }

    /** Of an outage, the first failure and the end are logged. */
    private void storeFailed(RuntimeException failure) {
        if (storeFails) {
            LOG.debug("The run store still fails", failure);
            return;
        }
        storeFails = true;
        throw failure;
    }

    private void storeWorks() {
        if (storeFails) {
            storeFails = false;
            LOG.info("The run store works again");
        }
    }

    /**
     * Claims runs and begins to wait for them.
     *
     * @return whether there may be more
     */
    private boolean claim() {
        if (!isRunAllowed()) {
            return false;
        }
        String owner = lease.owner();
        inFlight.dropAllBut(owner);
        if (claimInDoubt) {
            // A claim that failed may have been committed.
            take(store.held(source.kind(), owner), owner);
            claimInDoubt = false;
        }
        claimInDoubt = true;
        List<StoredRun> claimed = store.claim(source.kind(), owner, CLAIMED_AT_ONCE);
        claimInDoubt = false;
        take(claimed, owner);
        return claimed.size() == CLAIMED_AT_ONCE;
    }

    private void take(List<StoredRun> claimed, String owner) {
        Instant now = connection.timer().now();
        for (StoredRun stored : claimed) {
            Instant startedAt = now.minus(stored.age());
            AwaitedRun awaited = new AwaitedRun(
                    "results",
                    stored.workflowId(),
                    stored.runId(),
                    startedAt,
                    source.knowsStarts(),
                    source.deadline(startedAt));
            InFlightRun run = new InFlightRun(stored, awaited, owner);
            try {
                inFlight.take(run, source.firstPoll(stored));
            } catch (Throwable e) {
                LOG.warn("Run {} can't be awaited now, and is claimed again", stored.runId(), e);
                deliveries.close(run, new Released(Backoff.after(1)));
            }
        }
    }

    /** A failure to find more runs must not delay those that are there. */
    private Exception discover() {
        try {
            source.discover(connection, this::isPollAllowed);
            return null;
        } catch (Exception e) {
            return e;
        }
    }

    private void forget() {
        Instant now = connection.timer().now();
        if (!now.isBefore(nextForget)) {
            nextForget = now.plus(FORGET_INTERVAL);
            int forgotten = store.forget(options.keepDelivered(), FORGOTTEN_AT_ONCE);
            LOG.debug("{} delivered runs were forgotten", forgotten);
        }
    }

    @Override
    public int processBatch(Queue<Object> batch) {
        int total = batch.size();
        int index = 0;
        try {
            while (!batch.isEmpty() && isBatchAllowed()) {
                InFlightRun run = (InFlightRun) batch.poll();
                int number = index;
                pendingExchanges = batch.size();
                deliveries.deliver(run, exchange -> {
                    exchange.setProperty(ExchangePropertyKey.BATCH_INDEX, number);
                    exchange.setProperty(ExchangePropertyKey.BATCH_SIZE, total);
                    exchange.setProperty(ExchangePropertyKey.BATCH_COMPLETE, batch.isEmpty());
                });
                index++;
            }
        } finally {
            for (Object left : batch) {
                inFlight.putBack((InFlightRun) left);
            }
            batch.clear();
        }
        return index;
    }

    private final class Route implements ResultRoute {

        @Override
        public String id() {
            return getRouteId();
        }

        @Override
        public Exchange newExchange() {
            return createExchange(false);
        }

        @Override
        public void process(Exchange exchange) {
            getAsyncProcessor().process(exchange, defaultConsumerCallback(exchange, true));
        }

        @Override
        public void processHere(Exchange exchange) throws Exception {
            getProcessor().process(exchange);
        }

        @Override
        public void done(Exchange exchange) {
            defaultConsumerCallback(exchange, true).done(true);
        }
    }
}
