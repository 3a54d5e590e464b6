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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import ai.scriptrun.camel.client.RunApi;
import ai.scriptrun.camel.time.Timer;

/** The workflows that have pending runs, each with its {@link HistoryLookup}. Thread-safe. */
public final class HistoryLookups {

    private final RunApi api;
    private final Timer timer;
    private final Map<Long, HistoryLookup> byWorkflow = new ConcurrentHashMap<>();

    /**
     * @param api   reads the histories
     * @param timer clock and scheduler
     */
    public HistoryLookups(RunApi api, Timer timer) {
        this.api = api;
        this.timer = timer;
    }

    /** The run is pending from now on, until {@link #leave}. */
    public void join(PendingRun run) {
        run.workflowId()
                .ifPresent(workflowId -> byWorkflow.compute(workflowId, (id, known) -> {
                    HistoryLookup lookup = known == null ? new HistoryLookup(id, api, timer) : known;
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

    private Optional<HistoryLookup> of(PendingRun run) {
        return run.workflowId().map(byWorkflow::get);
    }
}
