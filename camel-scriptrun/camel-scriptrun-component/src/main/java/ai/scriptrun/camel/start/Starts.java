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
package ai.scriptrun.camel.start;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import ai.scriptrun.camel.connection.ScriptRunConnection;
import ai.scriptrun.camel.exception.ErrorContext;
import ai.scriptrun.camel.exception.ScriptRunException;
import ai.scriptrun.camel.store.AfterStart;
import ai.scriptrun.camel.store.NewRun;
import ai.scriptrun.camel.store.NewStart;
import ai.scriptrun.camel.store.RunKind;
import ai.scriptrun.camel.store.RunState;
import ai.scriptrun.camel.store.RunStore;
import ai.scriptrun.camel.store.StoreLease;
import ai.scriptrun.camel.store.StoredRun;
import ai.scriptrun.camel.store.StoredStart;
import ai.scriptrun.camel.time.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The starts of an application in one run store with one credential: those of its exchanges, which may have to wait for
 * limits, and those that are queued in the store for any node. Thread-safe; its parts are used by one thread.
 */
public final class Starts {

    private static final Logger LOG = LoggerFactory.getLogger(Starts.class);

    /** How often the store is polled for changes by other nodes. */
    private static final Duration TICK = Duration.ofSeconds(1);

    private final RunStore store;
    private final StoreLease lease;
    private final StoreLease recoveryLease;
    private final StartSettings settings;
    private final Timer timer;
    private final StoreWrites writes = new StoreWrites();
    private final StartLine line;
    private final StartIntents intents;
    private final RunWatches watches;
    private final StartSearch search;
    private final StartAttempts attempts;
    private final StartQueue queue;
    private final StartRecovery recovery;
    private final StrayStarts strays;
    private final Set<Long> intentsUnderWay = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean turnIsDue = new AtomicBoolean();
    private volatile boolean straysPossible;
    private volatile boolean stopped;
    private boolean storeFails;

    /**
     * @param store      where intents are stored
     * @param service    the service's root
     * @param account    fingerprint of the credential
     * @param connection to the service, with that credential
     * @param settings   settings of the starts that no exchange waits for
     * @param timer      runs one task at a time
     * @param leaseTimer has a thread of its own, because a renewal must not wait for other work
     */
    public Starts(
            RunStore store,
            String service,
            String account,
            ScriptRunConnection connection,
            StartSettings settings,
            Timer timer,
            Timer leaseTimer) {
        this.store = store;
        this.settings = settings;
        this.timer = timer;
        this.lease = new StoreLease(store, account, leaseTimer);
        this.recoveryLease = new StoreLease(store, account, leaseTimer);
        this.line = new StartLine(timer);
        this.intents = new StartIntents(store, lease, timer, line);
        this.watches = new RunWatches(store, connection, settings, timer, writes, this::turn);
        this.search = new StartSearch(store, service, connection, settings, timer);
        this.attempts = new StartAttempts(store, connection, settings, timer, writes, watches, search, this::turn);
        this.queue = new StartQueue(store, service, lease, attempts, timer);
        this.recovery = new StartRecovery(store, service, recoveryLease, attempts, watches, timer);
        this.strays = new StrayStarts(store, service, lease, this::isUnderWay);
    }

    private boolean isUnderWay(long id) {
        return intentsUnderWay.contains(id) || attempts.isUnderWay(id, lease.owner());
    }

    /** Begins to make the starts of the store. */
    public void start() {
        timer.after(Duration.ZERO, this::tick);
    }

    /** Ends all waiting; starts in the store are made by other nodes, or after the next start. */
    public void stop() {
        stopped = true;
        timer.after(Duration.ZERO, line::close);
        end(lease);
        end(recoveryLease);
    }

    private static void end(StoreLease lease) {
        try {
            lease.end();
        } catch (RuntimeException e) {
            LOG.debug("A lease in the run store could not be ended, and expires", e);
        }
    }

    private void tick() {
        if (stopped) {
            return;
        }
        try {
            moveOn();
            storeFails = false;
        } catch (Throwable e) {
            if (!storeFails && !stopped) {
                LOG.warn("Starts in the run store can't be made now, and are retried: {}", e.toString());
            }
            LOG.debug("Cause of the delayed starts", e);
            storeFails = true;
        } finally {
            timer.after(TICK, this::tick);
        }
    }

    private void moveOn() {
        writes.retry();
        if (straysPossible) {
            straysPossible = strays.putBack();
        }
        recovery.claim();
        makeDueStarts();
    }

    /** Exchanges go first, because their callers wait. */
    private void makeDueStarts() {
        boolean known = false;
        try {
            line.moveOn();
            queue.moveOn();
            known = true;
        } finally {
            straysPossible |= !known;
        }
    }

    /** Another start may be made: a run has ended, or a start has come. */
    public void turn() {
        if (turnIsDue.compareAndSet(false, true)) {
            timer.after(Duration.ZERO, () -> {
                turnIsDue.set(false);
                if (!stopped) {
                    try {
                        makeDueStarts();
                    } catch (RuntimeException e) {
                        LOG.debug("Starts in the run store can't be made now, and are retried", e);
                    }
                }
            });
        }
    }

    /**
     * Stores the intent of an exchange's start as soon as the limits allow, or finds the run that its key has started;
     * nothing was sent if this fails.
     *
     * @param callTimeout timeout of a start call that another exchange is making under the same key
     * @param slotTimeout timeout of the wait until its terms allow the start
     */
    public CompletableFuture<StartIntent> begin(NewStart start, Duration callTimeout, Duration slotTimeout) {
        Duration forKey = start.terms().search()
                ? callTimeout.plus(settings.searchTime()).plus(store.isLasting() ? store.lease() : Duration.ZERO)
                : callTimeout;
        return intents.begin(start, new StartIntents.Patience(forKey, slotTimeout))
                .whenComplete((intent, failure) -> {
                    if (intent == null) {
                        straysPossible = true;
                    } else if (intent.runId() == null) {
                        intentsUnderWay.add(intent.id());
                    }
                });
    }

    /** Fails if this node no longer owns an intent: a node that was frozen may have lost it. */
    public void checkLease(StartIntent intent) {
        LeaseCheck.check(lease, intent.owner(), intent.start().workflowId());
    }

    /** Puts a start into the queue, in the caller's transaction if there is one; any node makes it. */
    public StoredStart enqueue(NewStart start) {
        return store.enqueue(start);
    }

    /**
     * The start of an exchange was accepted.
     *
     * @return {@code false} if another node has treated it as uncertain meanwhile
     */
    public boolean started(StartIntent intent, String runId) {
        String id = runId.toLowerCase(Locale.ROOT);
        boolean held =
                store.started(intent.id(), intent.owner(), id, intent.terms().then());
        if (!held
                && intent.terms().then() == AfterStart.DELIVER
                && !intent.terms().search()) {
            // It was reported as uncertain, but its run exists; a search finds it.
            NewStart start = intent.start();
            store.add(List.of(new NewRun(
                    RunKind.tracked(start.service()),
                    start.account(),
                    start.workflowId(),
                    id,
                    RunState.RUNNING,
                    Duration.ZERO,
                    null,
                    start.payload())));
        }
        intentsUnderWay.remove(intent.id());
        return held;
    }

    /** As {@link #started}, after a failed write, which is retried later. */
    public void startedLater(StartIntent intent, String runId) {
        timer.after(Duration.ZERO, () -> writes.write("Run " + runId + " was started", () -> started(intent, runId)));
    }

    /** The start of an exchange was certainly not accepted. */
    public void notStarted(StartIntent intent) {
        write("A start was not accepted", intent, () -> store.notStarted(intent.id(), intent.owner()));
    }

    /** It is unknown whether the start of an exchange was accepted; the exchange fails with that. */
    public void uncertain(StartIntent intent) {
        write("A start is uncertain", intent, () -> store.uncertain(intent.id(), intent.owner(), false));
    }

    private void write(String what, StartIntent intent, Runnable task) {
        timer.after(
                Duration.ZERO,
                () -> writes.write(what + " (record " + intent.id() + ")", () -> {
                    task.run();
                    intentsUnderWay.remove(intent.id());
                    turn();
                }));
    }

    /**
     * Searches for the run of an exchange's uncertain start.
     *
     * @param madeAt before it was sent
     * @return the run's id; empty if the start was certainly not accepted and may be made again; fails if it can't be
     * decided
     */
    public CompletableFuture<SearchedStart> search(
            StartIntent intent, long workflowId, String startKey, Instant madeAt) {
        return search.find(new StartSearch.Sought(
                        intent.id(), workflowId, startKey, madeAt, timer.now(), settings.settling()))
                .thenApply(finding -> {
                    if (finding instanceof StartSearch.Found found) {
                        return new SearchedStart(found.runId(), false);
                    }
                    return new SearchedStart(null, finding instanceof StartSearch.None && restarting(intent));
                });
    }

    /** If that can't be stored, the start is given up, because it was certainly not accepted. */
    private boolean restarting(StartIntent intent) {
        try {
            return store.restarting(intent.id(), intent.owner());
        } catch (RuntimeException e) {
            notStarted(intent);
            ErrorContext context = ErrorContext.of("runWorkflow", intent.start().workflowId(), null);
            throw new ScriptRunException(
                    context.describe() + " was not accepted, and is not made again, because the run store fails: "
                            + e.getMessage(),
                    context,
                    e);
        }
    }

    /**
     * Result of a search.
     *
     * @param runId the run, or {@code null}
     * @param again whether the start was certainly not accepted, and is to be made again
     */
    public record SearchedStart(String runId, boolean again) {}

    /** Awaits a run that was started under a limit, only to free its slot. */
    public void watch(StartIntent intent, long workflowId, String runId, Instant startedAt) {
        timer.after(Duration.ZERO, () -> watches.watch(intent.id(), intent.owner(), workflowId, runId, startedAt));
    }

    /** A run that was started under a limit has ended. */
    public void ended(StartIntent intent, String runId, Double cost) {
        timer.after(Duration.ZERO, () -> watches.ended(intent.id(), intent.owner(), runId, cost));
    }

    /** A run that a consumer holds has ended; if that can't be stored, its delivery does so. */
    public void ended(StoredRun run, String owner, Double cost) {
        timer.after(Duration.ZERO, () -> {
            try {
                store.ended(run.id(), owner, cost);
                turn();
            } catch (RuntimeException e) {
                LOG.debug("Run {} has ended, which can't be written into the run store now", run.runId(), e);
            }
        });
    }
}
