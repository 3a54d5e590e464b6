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

import ai.scriptrun.camel.connection.ScriptRunConnection;
import ai.scriptrun.camel.result.FinishedRun;
import ai.scriptrun.camel.run.AwaitedRun;
import ai.scriptrun.camel.store.RunStore;
import ai.scriptrun.camel.time.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for runs that take a slot of their workflow's limit and whose result is not delivered: their end frees the
 * slot. Its state is that of one thread.
 */
final class RunWatches {

    private static final Logger LOG = LoggerFactory.getLogger(RunWatches.class);

    private final RunStore store;
    private final ScriptRunConnection connection;
    private final StartSettings settings;
    private final Timer timer;
    private final StoreWrites writes;
    private final Runnable placeFree;

    /** @param placeFree is to be run when another start may be made */
    RunWatches(
            RunStore store,
            ScriptRunConnection connection,
            StartSettings settings,
            Timer timer,
            StoreWrites writes,
            Runnable placeFree) {
        this.store = store;
        this.connection = connection;
        this.settings = settings;
        this.timer = timer;
        this.writes = writes;
        this.placeFree = placeFree;
    }

    /** Waits for the end of a run that an owner holds. */
    void watch(long id, String owner, Long workflowId, String runId, Instant startedAt) {
        AwaitedRun run =
                new AwaitedRun("results", workflowId, runId, startedAt, startedAt.plus(settings.resultTimeout()));
        Duration firstPoll = settings.policy().firstPoll(Duration.between(startedAt, timer.now()));
        connection.driver().await(run, settings.policy(), firstPoll).result().whenComplete((finished, failure) -> {
            // A driver that stops ends every wait; the run itself may be in flight.
            if (failure == null || !connection.driver().isStoppingOrStopped()) {
                timer.after(Duration.ZERO, () -> end(id, owner, runId, finished, failure));
            }
        });
    }

    private void end(long id, String owner, String runId, FinishedRun finished, Throwable failure) {
        if (failure != null) {
            LOG.debug("Run {} can't be awaited, and no longer counts as in flight", runId, failure);
        }
        ended(id, owner, runId, finished == null ? null : finished.run().getTotalCost());
    }

    /** A run that an owner holds has ended, and is forgotten. */
    void ended(long id, String owner, String runId, Double cost) {
        writes.write("Run " + runId + " has ended", () -> {
            store.delivered(id, owner, cost);
            placeFree.run();
        });
    }
}
