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
 * The part of a {@link RunStore} that has to do with starting runs: when a start may be made, and what is known of those of
 * which nobody knows whether they were accepted.
 *
 * <p>A run is <em>in flight</em> from the moment at which its start is written down until the store is told of its end. There
 * is no counter beside these records: limits are told by the records themselves, under a lock of their workflow, so that they
 * are exact over all nodes. A start in doubt counts as in flight for as long as runs of the workflow have taken, and is taken
 * to have cost as much as the dearest of them.
 */
public interface StartStore {

    /** Whether what is stored outlives the application, so that a start is written down before it is made. */
    default boolean isLasting() {
        return false;
    }

    /**
     * Writes down that an owner is about to start a run, where the terms allow it; or returns the start that has the same key
     * already. Should the owner die before it says how the start went, another one that claims the starts of
     * {@link RunKind#starting} finds it in the state {@link RunState#STARTING}.
     *
     * @param start the start; with a key, unique by service, workflow and key
     */
    StoredStart intend(NewStart start, String owner);

    /**
     * Writes down a start that is to be made as soon as its terms allow, by whichever node; or returns the start that has the
     * same key already. Takes part in a transaction of the caller, where the store has transactions.
     *
     * @param start the start; unique by service, workflow and key
     */
    StoredStart enqueue(NewStart start);

    /** Ids of the workflows that have starts queued. */
    List<Long> queuedWorkflows(String service);

    /**
     * Makes an owner the owner of queued starts of one workflow, first in, first out, as far as their terms allow. They are in
     * the state {@link RunState#STARTING} from then on.
     *
     * @param most how many at most
     * @return the starts, none where none may be made
     */
    List<DueStart> dequeue(String service, long workflowId, String owner, int most);

    /**
     * Puts a start that surely was not accepted back to its place in the queue.
     *
     * @param delay how long to wait before it is tried again
     * @return {@code false} where the owner doesn't hold it any more
     */
    boolean requeue(long id, String owner, Duration delay);

    /**
     * Notes that a start was accepted.
     *
     * @param then what becomes of the run
     * @return {@code false} where the owner doesn't hold it any more, or the run belongs to another start
     */
    boolean started(long id, String owner, String runId, AfterStart then);

    /** Forgets a start that surely was not accepted; its key may start again. */
    void notStarted(long id, String owner);

    /** Hands a queued start that will never be accepted to the consumers, as a run that failed before it began. */
    void refused(long id, String owner, StartFailure failure);

    /**
     * Notes that nobody knows whether a start was accepted; by its key it is found again, and never made again.
     *
     * @param deliver whether consumers get it, as a run that can't be brought to a result
     */
    void uncertain(long id, String owner, boolean deliver);

    /**
     * A start that the owner holds, with all that it takes to make it.
     *
     * @return {@code null} where the owner doesn't hold it any more
     */
    DueStart dueStart(long id, String owner);

    /**
     * Notes that a start is about to be made anew, because its earlier attempt surely was not accepted.
     *
     * @return {@code false} where the owner doesn't hold it any more
     */
    boolean restarting(long id, String owner);

    /** The starts of a workflow that have no run yet and were about to be made at most so long ago. */
    List<StartInDoubt> inDoubt(String service, long workflowId, Duration oldest);

    /** Those of some runs that starts of this store have been answered with. */
    Set<String> startedRuns(String service, Collection<String> runIds);
}
