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
package ai.scriptrun.camel.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import ai.scriptrun.camel.result.FinishedRun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs runs at level INFO: one line at the start and one at the end. */
public final class RunLog {

    private static final Logger LOG = LoggerFactory.getLogger("ai.scriptrun.camel.runs");

    private RunLog() {}

    /** A run was accepted. */
    public static void started(String routeId, long workflowId, String runId) {
        LOG.info("Run {} of workflow {} started by route {}", runId, workflowId, routeId);
    }

    /**
     * A run was accepted that no exchange has waited for.
     *
     * @param how where it came from
     */
    public static void startedLater(long workflowId, String runId, String how) {
        LOG.info("Run {} of workflow {} {}", runId, workflowId, how);
    }

    /** A run has reached its result. */
    public static void ended(String routeId, AwaitedRun run, FinishedRun finished, Instant now) {
        if (LOG.isInfoEnabled()) {
            Double cost = finished.run().getTotalCost();
            LOG.info(
                    "Run {} of workflow {} ended for route {}: {}, {} s after its start, {}, {}",
                    run.runId(),
                    run.workflowId() == null ? "(unknown)" : run.workflowId(),
                    routeId,
                    finished.run().getStatus(),
                    String.format(Locale.ROOT, "%.1f", seconds(Duration.between(run.startedAt(), now))),
                    finished.polls() == 1 ? "1 poll" : finished.polls() + " polls",
                    cost == null ? "cost unknown" : String.format(Locale.ROOT, "%.4f USD", cost));
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
