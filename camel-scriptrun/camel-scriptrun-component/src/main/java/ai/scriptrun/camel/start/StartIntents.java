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
import java.util.concurrent.CompletableFuture;

import ai.scriptrun.camel.exception.ErrorContext;
import ai.scriptrun.camel.exception.RunLimitException;
import ai.scriptrun.camel.exception.RunStartUncertainException;
import ai.scriptrun.camel.exception.ScriptRunException;
import ai.scriptrun.camel.store.NewStart;
import ai.scriptrun.camel.store.RunState;
import ai.scriptrun.camel.store.RunStore;
import ai.scriptrun.camel.store.StoreLease;
import ai.scriptrun.camel.store.StoredStart;
import ai.scriptrun.camel.time.Timer;

/**
 * Stores the intents of exchanges' starts before the calls: with a start key, so that the key starts one run;
 * with a limit, so that it counts; with a store that lasts, so that a start whose application dies is not lost.
 * Thread-safe.
 */
final class StartIntents {

    /** How often a start that another exchange is making is checked. */
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(200);

    private final RunStore store;
    private final StoreLease lease;
    private final Timer timer;
    private final StartLine line;

    /** @param line where exchanges wait whose start a limit doesn't allow yet */
    StartIntents(RunStore store, StoreLease lease, Timer timer, StartLine line) {
        this.store = store;
        this.lease = lease;
        this.timer = timer;
        this.line = line;
    }

    /** Stores a start's intent as soon as the limits allow, or finds the run that its key has started. */
    CompletableFuture<StartIntent> begin(NewStart start, Patience patience) {
        CompletableFuture<StartIntent> intent = new CompletableFuture<>();
        Instant now = timer.now();
        attempt(new Attempt(start, now.plus(patience.forKey()), now.plus(patience.forLimit()), intent));
        return intent;
    }

    /**
     * How long an exchange waits.
     *
     * @param forKey   for a start that another one is making under the same key
     * @param forLimit until its start is allowed
     */
    record Patience(Duration forKey, Duration forLimit) {}

    /** A pending start of an exchange. */
    private record Attempt(NewStart start, Instant keyEnd, Instant limitEnd, CompletableFuture<StartIntent> intent)
            implements StartLine.Waiting {

        @Override
        public long workflowId() {
            return start.workflowId();
        }

        @Override
        public Instant until() {
            return limitEnd;
        }

        @Override
        public boolean isOver() {
            return intent.isDone();
        }

        @Override
        public void giveUp(String limit) {
            ErrorContext context = ErrorContext.of("runWorkflow", start.workflowId(), null);
            intent.completeExceptionally(new RunLimitException(
                    context.describe() + " was not started: " + limit + ". Nothing was sent.", context, null));
        }
    }

    private void attempt(Attempt attempt) {
        try {
            String limit = tryNow(attempt);
            if (limit != null) {
                line.join(attempt, limit, this::tryNow);
            }
        } catch (RuntimeException e) {
            fail(attempt, e);
        }
    }

    /** Tries to store the intent; returns the limit that blocks it, or {@code null} if the exchange needn't wait. */
    private String tryNow(StartLine.Waiting waiting) {
        Attempt attempt = (Attempt) waiting;
        Instant sent = timer.now();
        String owner = lease.owner();
        StoredStart stored = store.intend(attempt.start, owner);
        if (stored.limit() != null) {
            return stored.limit();
        }
        if (stored.isNew()) {
            if (!timer.now().isBefore(sent.plus(store.lease()))) {
                throw new IllegalStateException("its response took longer than the lease of this node");
            }
            attempt.intent.complete(new StartIntent(stored.id(), owner, null, attempt.start));
        } else if (stored.runId() != null) {
            attempt.intent.complete(new StartIntent(stored.id(), owner, stored.runId(), attempt.start));
        } else if (stored.pending() && timer.now().isBefore(attempt.keyEnd)) {
            timer.after(LOOK_INTERVAL, () -> attempt(attempt));
        } else {
            attempt.intent.completeExceptionally(
                    stored.state() == RunState.QUEUED ? stillQueued(attempt.start, stored) : keyInDoubt(attempt.start));
        }
        return null;
    }

    private static void fail(Attempt attempt, RuntimeException cause) {
        ErrorContext context = ErrorContext.of("runWorkflow", attempt.start.workflowId(), null);
        attempt.intent.completeExceptionally(new ScriptRunException(
                context.describe() + " can't be written into the run store, and nothing was started: "
                        + cause.getMessage(),
                context,
                cause));
    }

    private static RunLimitException stillQueued(NewStart start, StoredStart stored) {
        ErrorContext context = ErrorContext.of("runWorkflow", start.workflowId(), null);
        return new RunLimitException(
                context.describe() + ": the start with the key '" + start.startKey() + "' is queued (record "
                        + stored.id() + " of the run store), and is still pending.",
                context,
                null);
    }

    private static RunStartUncertainException keyInDoubt(NewStart start) {
        ErrorContext context = ErrorContext.of("runWorkflow", start.workflowId(), null);
        return new RunStartUncertainException(
                context.describe() + " was started before with the start key '" + start.startKey()
                        + "', and it is unknown whether the service accepted that. Nothing was started now; check the"
                        + " workflow's history, and use another key to start again.",
                context,
                null);
    }
}
