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
import java.util.Set;

/**
 * The part of a {@link RunStore} for starts: when a start may be made, and what is known of those of
 * which it is unknown whether they were accepted.
 *
 * <p>A run is <em>in flight</em> from the moment its intent is stored until its end is stored. There
 * is no counter beside these records: limits are checked against the records, under a lock of their workflow, so that
 * they are exact over all nodes. An uncertain start counts as in flight for as long as runs of the workflow have taken,
 * and is taken to have cost as much as the dearest of them.
 */
public interface StartStore {

    /** Whether the store outlives the application, so that an intent is stored before the call. */
    default boolean isLasting() {
        return false;
    }

    /**
     * Stores the intent of an owner to start a run, if the terms allow it; or returns the start that has the same key
     * already. If the owner dies before it stores the outcome, another one that claims the starts of
     * {@link RunKind#starting} finds it in the state {@link RunState#STARTING}.
     *
     * @param start the start; with a key, unique by service, workflow and key
     */
    StoredStart intend(NewStart start, String owner);

    /**
     * Queues a start that any node makes as soon as its terms allow; or returns the start that has the
     * same key already. Takes part in a transaction of the caller, where the store has transactions.
     *
     * @param start the start; unique by service, workflow and key
     */
    StoredStart enqueue(NewStart start);

    /** Ids of the workflows that have starts queued. */
    List<Long> queuedWorkflows(String service);

    /**
     * Makes an owner the owner of queued starts of one workflow, first in, first out, as far as their terms allow. They
     * are in the state {@link RunState#STARTING} from then on.
     *
     * @param most how many at most
     * @return the starts, none if none may be made
     */
    List<DueStart> dequeue(String service, long workflowId, String owner, int most);

    /**
     * Puts a start that was certainly not accepted back to its place in the queue.
     *
     * @param delay delay before it is retried
     * @return {@code false} where the owner doesn't hold it any more
     */
    boolean requeue(long id, String owner, Duration delay);

    /**
     * Records that a start was accepted.
     *
     * @param then what to do with the run
     * @return {@code false} where the owner doesn't hold it any more, or the run belongs to another start
     */
    boolean started(long id, String owner, String runId, AfterStart then);

    /** Deletes a start that was certainly not accepted; its key may start again. */
    void notStarted(long id, String owner);

    /** Passes a queued start that will never be accepted to the consumers, as a run that failed before it began. */
    void refused(long id, String owner, StartFailure failure);

    /**
     * Records that it is unknown whether a start was accepted; it is found by its key, and never made again.
     *
     * @param deliver whether consumers get it, as a run without a result
     */
    void uncertain(long id, String owner, boolean deliver);

    /**
     * A start that the owner holds, with all that it takes to make it.
     *
     * @return {@code null} where the owner doesn't hold it any more
     */
    DueStart dueStart(long id, String owner);

    /**
     * Records that a start is about to be made again, because its earlier attempt was certainly not accepted.
     *
     * @return {@code false} where the owner doesn't hold it any more
     */
    boolean restarting(long id, String owner);

    /** The starts of a workflow without a run that were about to be made at most this long ago. */
    List<StartInDoubt> inDoubt(String service, long workflowId, Duration oldest);

    /** The workflows that have starts queued or runs in flight, and how many. */
    List<StartCount> countStarts(String service);

    /** Those of the given runs that belong to starts of this store. */
    Set<String> startedRuns(String service, Collection<String> runIds);
}
