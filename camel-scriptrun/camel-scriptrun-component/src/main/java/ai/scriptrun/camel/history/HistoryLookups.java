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
package ai.scriptrun.camel.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import ai.scriptrun.camel.client.RunApi;
import ai.scriptrun.camel.time.Timer;
import ai.scriptrun.camel.timing.Timings;

/** The workflows that have pending runs, each with its {@link HistoryLookup}. Thread-safe. */
public final class HistoryLookups {

    private final RunApi api;
    private final Timer timer;
    private final Timings timings;
    private final Map<Long, HistoryLookup> byWorkflow = new ConcurrentHashMap<>();

    /**
     * @param api     reads the histories
     * @param timer   clock and scheduler
     * @param timings what is known of the workflows
     */
    public HistoryLookups(RunApi api, Timer timer, Timings timings) {
        this.api = api;
        this.timer = timer;
        this.timings = timings;
    }

    /** The run is pending from now on, until {@link #leave}. */
    public void join(PendingRun run) {
        run.workflowId()
                .ifPresent(workflowId -> byWorkflow.compute(workflowId, (id, known) -> {
                    HistoryLookup lookup = known == null ? new HistoryLookup(id, api, timer, timings.of(id)) : known;
                    lookup.join(run);
                    return lookup;
                }));
    }

    /** The run is not pending any more. */
    public void leave(PendingRun run) {
        run.workflowId()
                .ifPresent(workflowId -> byWorkflow.computeIfPresent(
                        workflowId, (id, lookup) -> lookup.leave(run) == 0 ? null : lookup));
    }

    /** How long before its own poll a run is best handed to {@link #take}. */
    public Duration ahead(PendingRun run) {
        return of(run).map(lookup -> lookup.ahead(run)).orElse(Duration.ZERO);
    }

    /**
     * Whether the run is looked up, so that it need not be polled now. If so, {@link PendingRun#found} or
     * {@link PendingRun#notFound} follows, or has been called already.
     */
    public boolean take(PendingRun run) {
        return of(run).map(lookup -> lookup.take(run)).orElse(false);
    }

    /** Whether the history is read for it at learned moments, so that it need not choose any. */
    public boolean leads(PendingRun run) {
        return of(run).map(lookup -> lookup.learned().leads(run)).orElse(false);
    }

    /** What the history has shown of a run that has not ended. */
    public record Shown(String status, Instant at) {}

    /** What the history has shown of it, where that is so recent that it need not be looked up again. */
    public Optional<Shown> shownLately(PendingRun run) {
        return of(run).flatMap(lookup -> lookup.learned().shownLately(run));
    }

    /** When it was last shown not to have ended. */
    public Optional<Instant> shown(PendingRun run) {
        return of(run).flatMap(lookup -> lookup.learned().shown(run));
    }

    /** Whether the history alone may be asked for it, because it has told of all ends so far. */
    public boolean isTrusted(PendingRun run) {
        return of(run).map(lookup -> lookup.learned().isTrusted(run)).orElse(false);
    }

    /** Its poll has found an end of which the history had not told. */
    public void missed(PendingRun run) {
        of(run).ifPresent(lookup -> lookup.learned().missed(run));
    }

    private Optional<HistoryLookup> of(PendingRun run) {
        return run.workflowId().map(byWorkflow::get);
    }
}
