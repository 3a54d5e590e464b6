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
import java.util.List;
import java.util.Set;

/**
 * The part of a {@link RunStore} for people: to look at runs, and to decide about those that need it. A store need not
 * have it; the console then shows what it can without it.
 */
public interface ViewStore {

    /** How many undelivered runs there are by workflow and phase. */
    List<RunCount> counts();

    /**
     * A page of runs, newest first.
     *
     * @param phases     those to show; delivered ones as far as the store keeps them
     * @param workflowId the workflow, or {@code null} for any
     * @param before     only runs with a smaller id, which is how the next page is read
     * @param most       how many at most
     */
    List<ViewedRun> runs(Set<RunPhase> phases, Long workflowId, long before, int most);

    /** One run, or {@code null} if it isn't there any more. */
    ViewedRun run(long id);

    /** The payload of a run that is not delivered; {@link Payload#NONE} where there is none or it can't be read. */
    Payload payload(long id);

    /** The owners and their leases. */
    List<ViewedOwner> owners();

    /** Runs of the workflow in flight, as limits count them. */
    int inFlight(String service, long workflowId);

    /** What the workflow's runs have cost in USD since then, as budgets count it. */
    double spent(String service, long workflowId, Duration window);

    /**
     * Makes a run due that waits to be delivered again.
     *
     * @return {@code false} if it doesn't wait
     */
    boolean deliverNow(long id);

    /**
     * Gives an uncertain start the run that it turned out to be; its result is delivered as any other.
     *
     * @param runId the run's UUID in lower case
     * @return {@code false} if it is not uncertain any more, is being delivered, or the run belongs to another record
     */
    boolean adopt(long id, String runId);

    /**
     * Queues an uncertain start again, for people who know that it was not accepted.
     *
     * @return {@code false} if it is not uncertain any more, or is being delivered
     */
    boolean startAgain(long id);
}
