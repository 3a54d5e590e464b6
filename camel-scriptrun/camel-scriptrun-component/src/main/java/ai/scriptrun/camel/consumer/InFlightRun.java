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

import ai.scriptrun.camel.result.FinishedRun;
import ai.scriptrun.camel.run.AwaitedRun;
import ai.scriptrun.camel.run.RunWait;
import ai.scriptrun.camel.store.RunStore;
import ai.scriptrun.camel.store.StoredRun;

/** A run that a consumer has claimed, until the store has its outcome. {@link InFlightRuns} changes its state. */
final class InFlightRun {

    enum Phase {
        /** It is awaited. */
        WAITING,
        /** It has ended, and its result is not in memory. */
        ENDED,
        /** It has ended, and its result is being fetched. */
        FETCHING,
        /** Its result is there. */
        READY,
        /** Its result is being delivered. */
        DELIVERING;

        /** Whether its result is in memory, or is being fetched. */
        boolean takesRoom() {
            return this == FETCHING || this == READY || this == DELIVERING;
        }
    }

    /** How a run leaves its consumer. */
    sealed interface Closing {

        /** It was delivered, and the store has the record. */
        record Delivered() implements Closing {}

        /** It is delivered again, after a delay. */
        record Released(Duration delay) implements Closing {}
    }

    private final StoredRun stored;
    private final AwaitedRun awaited;
    private volatile String owner;
    private volatile Closing closing;
    Phase phase;
    RunWait wait;
    private FinishedRun finished;
    private Exception failure;
    private int earlierPolls;
    private Instant endedAt;

    InFlightRun(StoredRun stored, AwaitedRun awaited, String owner) {
        this.stored = stored;
        this.awaited = awaited;
        this.owner = owner;
    }

    long id() {
        return stored.id();
    }

    StoredRun stored() {
        return stored;
    }

    AwaitedRun awaited() {
        return awaited;
    }

    String owner() {
        return owner;
    }

    /** Its lease was lost while it was being delivered, and the same consumer has claimed it again. */
    void changeOwner(String newOwner) {
        owner = newOwner;
    }

    /** Its result, or {@code null} if it ended without one. */
    FinishedRun finished() {
        return finished;
    }

    /** Its cost in USD, or {@code null} if unknown. */
    Double cost() {
        return finished == null ? null : finished.run().getTotalCost();
    }

    /** Why it has no result, or {@code null}. */
    Exception failure() {
        return failure;
    }

    void keepResult(FinishedRun result, Exception trouble) {
        finished = result == null ? null : result.polledBefore(earlierPolls);
        failure = trouble;
        wait = null;
    }

    /** Its end was known at this time; the earliest counts. */
    void seenEnded(Instant at) {
        if (endedAt == null || at.isBefore(endedAt)) {
            endedAt = at;
        }
    }

    /** When its end was known first, or {@code null} before that. */
    Instant endedAt() {
        return endedAt;
    }

    /** Whether it is known, here or on another node, to have ended. */
    boolean hasBeenSeenEnded() {
        return endedAt != null || stored.deliveries() > 0;
    }

    /** The result is fetched again when it is due. */
    void dropResult() {
        earlierPolls += wait.polls();
        wait = null;
    }

    boolean isClosing() {
        return closing != null;
    }

    void setClosing(Closing how) {
        closing = how;
    }

    /** Writes its outcome into the store; {@code false} if the owner has lost it. */
    boolean writeClosing(RunStore store) {
        return closing instanceof Closing.Released released
                ? store.release(stored.id(), owner, released.delay())
                : store.delivered(stored.id(), owner, cost());
    }
}
