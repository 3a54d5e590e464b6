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
package ai.scriptrun.camel.store;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Stores runs until their results are delivered: one record for each run, with at most one owner. Nothing else
 * remembers a run, so nothing can contradict the record; what a node knows of the runs that it owns may be lost at any
 * instruction.
 *
 * <p>An <em>owner</em> is a consumer of one node for as long as it keeps its lease. Every change of a run is made in
 * one transaction and only while the owner still holds the run: {@code false} means that it doesn't, and that the run
 * belongs to another owner. This fence keeps a node that was frozen from delivering what another node has
 * taken over.
 *
 * <p>Implementations are thread-safe. Any method may throw a {@link RuntimeException} while the store can't be reached;
 * the caller then doesn't do what it could not store, and retries later. Other implementations are checked by the
 * tests in {@code RunStoreContract}.
 */
public interface RunStore extends StartStore {

    /** Duration of a lease that is not renewed. */
    Duration lease();

    /**
     * Begins the lease of a new owner.
     *
     * @param account fingerprint of the credential that the owner calls the service with
     * @return the owner's name, which no other owner has or had
     */
    String join(String account);

    /**
     * Renews an owner's lease.
     *
     * @return {@code false} if it had expired; the owner can't renew it, a new one has to join
     */
    boolean renew(String owner);

    /** Ends an owner's lease; the runs that it still holds are free at once. */
    void leave(String owner);

    /**
     * Adds runs, free to be claimed. A run that the store knows already, by kind and run id, stays as it is.
     *
     * @return how many were new
     */
    int add(Collection<NewRun> runs);

    /**
     * Makes an owner the owner of runs without an owner, whose owner's lease has expired, or that were released and are
     * due again, those that are due longest first. Runs of another account are taken only where no living owner has
     * that account, as after a change of credentials. Runs that other transactions have locked are skipped.
     *
     * @param most how many at most
     * @return the runs, none where there are none
     */
    List<StoredRun> claim(RunKind kind, String owner, int most);

    /** The runs that an owner holds: after a claim whose response was lost, what it claimed. */
    List<StoredRun> held(RunKind kind, String owner);

    /**
     * Records that a run has ended, so that it no longer counts as in flight; nothing changes if that is recorded
     * already.
     *
     * @param cost its cost in USD, or {@code null}
     * @return {@code false} if the owner doesn't hold the run any more
     */
    boolean ended(long id, String owner, Double cost);

    /**
     * Records that the delivery of a run begins, which has ended then, and returns its payload.
     *
     * @return {@code null} if the owner doesn't hold the run any more
     */
    DeliveryAttempt beginDelivery(long id, String owner);

    /**
     * Records that a run was delivered. Takes part in the transaction of {@link #inTransaction} if there is one.
     *
     * @param cost its cost in USD, or {@code null}
     * @return {@code false} if the owner doesn't hold the run any more
     */
    boolean delivered(long id, String owner, Double cost);

    /** The same for a run whose cost isn't known. */
    default boolean delivered(long id, String owner) {
        return delivered(id, owner, null);
    }

    /**
     * Releases a run undelivered: it can be claimed again after the delay.
     *
     * @return {@code false} if the owner doesn't hold the run any more
     */
    boolean release(long id, String owner, Duration delay);

    /** How far the history of this kind is known; {@code null} before the first reading ever. */
    HistoryMark historyMark(RunKind kind);

    /**
     * Moves the mark of a history forward. {@link HistoryMark#begunAt()} stays as it was set first, and
     * {@link HistoryMark#readUpTo()} never moves back, whichever node comes later.
     */
    void setHistoryMark(RunKind kind, HistoryMark mark);

    /**
     * How many runs of this kind are stored and not delivered.
     *
     * @param most the count stops here, which keeps it cheap
     */
    int count(RunKind kind, int most);

    /**
     * Deletes some of the runs that were delivered at least this long ago. Those of a history stay as long as they can
     * appear again, see {@link RunKind#isHistory()}.
     *
     * @param most how many at most, so that no other statement waits for long
     * @return how many were deleted
     */
    int forget(Duration keepDelivered, int most);

    /** Whether {@link #inTransaction} is there. */
    default boolean isTransactional() {
        return false;
    }

    /**
     * Runs work in a transaction of the store, on the calling thread; it is rolled back if the work throws.
     *
     * @throws Exception                     what the work throws, or the store where it can't commit
     * @throws UnsupportedOperationException where the store has no transactions
     */
    default <T> T inTransaction(Callable<T> work) throws Exception {
        throw new UnsupportedOperationException(getClass().getName() + " has no transactions");
    }
}
