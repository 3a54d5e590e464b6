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

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

import ai.scriptrun.camel.exception.ErrorContext;
import ai.scriptrun.camel.exception.RunStartUncertainException;
import ai.scriptrun.camel.exception.ScriptRunException;
import ai.scriptrun.camel.store.NewStart;
import ai.scriptrun.camel.store.Payload;
import ai.scriptrun.camel.store.RunKind;
import ai.scriptrun.camel.store.RunStore;
import ai.scriptrun.camel.store.StoreLease;
import ai.scriptrun.camel.store.StoredStart;
import ai.scriptrun.camel.time.Timer;

/**
 * Writes starts into the run store before they are made: with a start key, so that the key starts one run; with a store
 * that lasts, so that a start whose application dies is not lost without a word. Thread-safe.
 */
final class StartIntents {

    /** How often a start that another exchange is making is looked at. */
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(200);

    private final RunStore store;
    private final StoreLease lease;
    private final RunKind kind;
    private final String account;
    private final Timer timer;
    private final Duration patience;

    /** @param patience how long a start that another exchange is making is waited for */
    StartIntents(RunStore store, StoreLease lease, String service, String account, Timer timer, Duration patience) {
        this.store = store;
        this.lease = lease;
        this.kind = RunKind.tracked(service);
        this.account = account;
        this.timer = timer;
        this.patience = patience;
    }

    /**
     * A start that was written down.
     *
     * @param id    the store's own id
     * @param owner who makes it
     * @param runId the run that the key has started before, or {@code null} where the start is to be made
     */
    record Intent(long id, String owner, String runId) {}

    /** Whether a start is to be written down before it is made. */
    boolean areWanted(String startKey) {
        return startKey != null || store.isLasting();
    }

    /** Writes a start down, or finds the run that its key has started; nothing was sent where this fails. */
    CompletableFuture<Intent> begin(long workflowId, String startKey, Payload payload) {
        CompletableFuture<Intent> intent = new CompletableFuture<>();
        look(
                new NewStart(kind, account, workflowId, startKey, payload),
                timer.now().plus(patience),
                intent);
        return intent;
    }

    private void look(NewStart start, Instant end, CompletableFuture<Intent> intent) {
        try {
            String owner = lease.owner();
            StoredStart stored = store.intend(start, owner);
            if (stored.isNew() || stored.runId() != null) {
                intent.complete(new Intent(stored.id(), owner, stored.runId()));
            } else if (stored.pending() && timer.now().isBefore(end)) {
                timer.after(LOOK_INTERVAL, () -> look(start, end, intent));
            } else {
                intent.completeExceptionally(keyInDoubt(start));
            }
        } catch (RuntimeException e) {
            ErrorContext context = ErrorContext.of("runWorkflow", start.workflowId(), null);
            intent.completeExceptionally(new ScriptRunException(
                    context.describe() + " can't be written into the run store, and nothing was started: "
                            + e.getMessage(),
                    context,
                    e));
        }
    }

    private static RunStartUncertainException keyInDoubt(NewStart start) {
        ErrorContext context = ErrorContext.of("runWorkflow", start.workflowId(), null);
        return new RunStartUncertainException(
                context.describe() + " was started before with the start key '" + start.startKey()
                        + "', and nobody knows whether the service accepted that. Nothing was started now; look into the"
                        + " workflow's history, and use another key to start again.",
                context,
                null);
    }

    /** The start was accepted; {@code false} where a consumer has taken it for uncertain meanwhile. */
    boolean started(Intent intent, String runId, boolean deliver) {
        return store.started(intent.id, intent.owner, runId.toLowerCase(Locale.ROOT), deliver);
    }

    /** The start surely was not accepted. */
    void notStarted(Intent intent) {
        store.notStarted(intent.id, intent.owner);
    }

    /** Nobody knows whether the start was accepted. */
    void uncertain(Intent intent) {
        store.uncertain(intent.id, intent.owner);
    }
}
