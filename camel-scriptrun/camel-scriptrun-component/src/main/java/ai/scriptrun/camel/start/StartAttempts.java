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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ai.scriptrun.camel.client.ApiResult;
import ai.scriptrun.camel.client.Failures;
import ai.scriptrun.camel.client.RunInput;
import ai.scriptrun.camel.client.ScriptRunClient;
import ai.scriptrun.camel.connection.ScriptRunConnection;
import ai.scriptrun.camel.exception.InvalidInputException;
import ai.scriptrun.camel.exception.RunStartUncertainException;
import ai.scriptrun.camel.exception.ScriptRunApiException;
import ai.scriptrun.camel.exception.ScriptRunException;
import ai.scriptrun.camel.exception.WorkflowRejectedException;
import ai.scriptrun.camel.model.WorkflowRun;
import ai.scriptrun.camel.run.RunLog;
import ai.scriptrun.camel.store.AfterStart;
import ai.scriptrun.camel.store.DueStart;
import ai.scriptrun.camel.store.RunStore;
import ai.scriptrun.camel.store.StartFailure;
import ai.scriptrun.camel.store.StoreLease;
import ai.scriptrun.camel.time.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the starts that no exchange waits for, and stores the outcome of each: accepted, refused, to be retried
 * later, or uncertain. Not thread-safe: used by one thread.
 */
final class StartAttempts {

    private static final Logger LOG = LoggerFactory.getLogger(StartAttempts.class);
    private static final int WORDS_KEPT = 2_000;

    private final RunStore store;
    private final ScriptRunConnection connection;
    private final StartSettings settings;
    private final Timer timer;
    private final StoreWrites writes;
    private final RunWatches watches;
    private final StartSearch search;
    private final Runnable placeFree;
    private final Map<Long, String> ownersUnderWay = new HashMap<>();
    private final Outage outage = new Outage();

    /**
     * @param timer     runs one task at a time
     * @param search    searches for the runs of uncertain starts
     * @param placeFree is to be run when another start may be made
     */
    StartAttempts(
            RunStore store,
            ScriptRunConnection connection,
            StartSettings settings,
            Timer timer,
            StoreWrites writes,
            RunWatches watches,
            StartSearch search,
            Runnable placeFree) {
        this.store = store;
        this.connection = connection;
        this.settings = settings;
        this.timer = timer;
        this.writes = writes;
        this.watches = watches;
        this.search = search;
        this.placeFree = placeFree;
    }

    /**
     * A start that an owner holds.
     *
     * @param lease  shows whether it still does
     * @param madeAt before it was sent
     */
    record Held(DueStart start, String owner, StoreLease lease, Instant madeAt) {

        long id() {
            return start.id();
        }

        boolean isStillHeld() {
            return lease.isHeldBy(owner);
        }
    }

    /** How many are being made. */
    int underWay() {
        return ownersUnderWay.size();
    }

    /** Whether this owner is making the start or searching for its run. */
    boolean isUnderWay(long id, String owner) {
        return owner.equals(ownersUnderWay.get(id));
    }

    /** Makes a start. */
    void make(Held held) {
        DueStart start = held.start();
        ownersUnderWay.put(held.id(), held.owner());
        RunInput input;
        try {
            if (start.unreadable() != null) {
                throw start.unreadable();
            }
            input = settings.inputs().apply(start.payload());
        } catch (Exception e) {
            refuse(
                    held,
                    new StartFailure(
                            ScriptRunException.class.getSimpleName(),
                            "what was stored to start it with can't be read (record " + start.id()
                                    + " of the run store): " + e.getMessage(),
                            null,
                            List.of()));
            return;
        }
        connection.graphs().expectFirst(start.workflowId());
        connection
                .client()
                .startRun(
                        start.workflowId(),
                        input,
                        () -> LeaseCheck.check(held.lease(), held.owner(), start.workflowId()))
                .whenComplete((response, failure) -> timer.after(
                        Duration.ZERO,
                        () -> end(held, response, failure == null ? null : ScriptRunClient.unwrap(failure))));
    }

    private void end(Held held, ApiResult<WorkflowRun> response, Throwable failure) {
        if (failure == null) {
            outage.over();
            accept(held, response.value().getId(), "was started from the queue");
        } else if (failure instanceof RunStartUncertainException) {
            doubt(held, settings.settling());
        } else if (!held.isStillHeld()) {
            // Nothing was accepted, but others may treat it as uncertain already.
            putBack(held, Duration.ZERO);
        } else if (isForGood(failure)) {
            outage.over();
            refuse(held, describe((ScriptRunException) failure));
        } else {
            Duration delay = outage.failed(timer.now());
            LOG.warn(
                    "A queued start of workflow {} (record {}) was not accepted, and is retried in {} s: {}",
                    held.start().workflowId(),
                    held.id(),
                    delay.toSeconds(),
                    failure.getMessage());
            putBack(held, delay);
        }
    }

    /** Whether a retry would fail in the same way; a credential may be corrected meanwhile. */
    private static boolean isForGood(Throwable failure) {
        return failure instanceof InvalidInputException
                || failure instanceof WorkflowRejectedException
                || (failure instanceof ScriptRunApiException
                        && !Failures.isAuthentication(failure)
                        && !Failures.isTransient(failure));
    }

    private static StartFailure describe(ScriptRunException failure) {
        String message = String.valueOf(failure.getMessage());
        return new StartFailure(
                failure.getClass().getSimpleName(),
                message.length() > WORDS_KEPT ? message.substring(0, WORDS_KEPT) + "…" : message,
                failure.getContext().httpStatus(),
                failure instanceof WorkflowRejectedException rejected ? rejected.getErrors() : List.of());
    }

    private void accept(Held held, String runId, String how) {
        connection.started(runId, held.start().workflowId());
        RunLog.startedLater(held.start().workflowId(), runId, how);
        AfterStart then = held.start().terms().then();
        write(held, "Run " + runId + " was started", () -> {
            if (!store.started(held.id(), held.owner(), runId, then)) {
                LOG.warn("Run {} was started, but its record {} was taken over meanwhile", runId, held.id());
                // Otherwise the run belongs to another start, and this one stays uncertain.
                store.uncertain(held.id(), held.owner(), true);
            } else if (then == AfterStart.WATCH) {
                watches.watch(held.id(), held.owner(), held.start().workflowId(), runId, timer.now());
            }
        });
    }

    private void refuse(Held held, StartFailure failure) {
        LOG.warn(
                "A queued start of workflow {} (record {}) was refused, and enters scriptrun:results as a failed exchange: {}",
                held.start().workflowId(),
                held.id(),
                failure.message());
        write(held, "A queued start was refused", () -> store.refused(held.id(), held.owner(), failure));
    }

    private void putBack(Held held, Duration delay) {
        write(held, "A queued start was not accepted", () -> store.requeue(held.id(), held.owner(), delay));
    }

    /** Takes over a start whose owner has died; that owner's call may still be in flight. */
    void takeOver(Held held) {
        ownersUnderWay.put(held.id(), held.owner());
        doubt(held, settings.settlingOfOthers());
    }

    /** Unknown whether it was accepted: searches for its run if the terms say so. */
    private void doubt(Held held, Duration settling) {
        if (!held.start().terms().search()) {
            giveUp(held);
            return;
        }
        LOG.warn(
                "It is unknown whether a start of workflow {} (record {}) was accepted; the history is searched for its run",
                held.start().workflowId(),
                held.id());
        DueStart start = held.start();
        search.find(new StartSearch.Sought(
                        start.id(), start.workflowId(), start.startKey(), held.madeAt(), timer.now(), settling))
                .thenAccept(finding -> timer.after(Duration.ZERO, () -> found(held, finding)));
    }

    private void found(Held held, StartSearch.Finding finding) {
        if (finding instanceof StartSearch.Found found) {
            accept(held, found.runId(), "was found in the history");
        } else if (finding instanceof StartSearch.None) {
            LOG.info(
                    "The history has no run of the start of workflow {} with record {}; it is made again",
                    held.start().workflowId(),
                    held.id());
            again(held);
        } else {
            giveUp(held);
        }
    }

    private void again(Held held) {
        writes.write("A start is to be made again", () -> {
            Instant now = timer.now();
            if (store.restarting(held.id(), held.owner())) {
                make(new Held(held.start(), held.owner(), held.lease(), now));
            } else {
                ownersUnderWay.remove(held.id(), held.owner());
            }
        });
    }

    private void giveUp(Held held) {
        connection.runs().uncertain(held.start().workflowId());
        LOG.warn(
                "It is unknown whether a start of workflow {} (record {}) was accepted; it enters scriptrun:results as a"
                        + " failed exchange",
                held.start().workflowId(),
                held.id());
        write(held, "A start is uncertain", () -> store.uncertain(held.id(), held.owner(), true));
    }

    private void write(Held held, String what, Runnable task) {
        writes.write(what + " (record " + held.id() + ")", () -> {
            task.run();
            ownersUnderWay.remove(held.id(), held.owner());
            placeFree.run();
        });
    }
}
