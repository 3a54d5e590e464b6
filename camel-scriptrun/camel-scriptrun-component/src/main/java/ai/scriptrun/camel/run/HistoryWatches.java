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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import ai.scriptrun.camel.client.RunApi;
import ai.scriptrun.camel.time.Timer;

/** The workflows whose runs are waited for, each with its {@link HistoryWatch}. Thread-safe. */
final class HistoryWatches {

    private final RunApi api;
    private final Timer timer;
    private final HistoryWatch.Polls polls;
    private final Map<Long, HistoryWatch> byWorkflow = new ConcurrentHashMap<>();

    HistoryWatches(RunApi api, Timer timer, HistoryWatch.Polls polls) {
        this.api = api;
        this.timer = timer;
        this.polls = polls;
    }

    void join(RunWait wait) {
        Long workflowId = wait.run.workflowId();
        if (workflowId != null) {
            byWorkflow.compute(workflowId, (id, watch) -> {
                HistoryWatch joined = watch == null ? new HistoryWatch(id, api, timer, polls) : watch;
                joined.join(wait);
                return joined;
            });
        }
    }

    void leave(RunWait wait) {
        Long workflowId = wait.run.workflowId();
        if (workflowId != null) {
            byWorkflow.computeIfPresent(workflowId, (id, watch) -> watch.leave(wait) == 0 ? null : watch);
        }
    }

    /** How long before its poll a run is best given to {@link #take}. */
    Duration ahead(RunWait wait) {
        HistoryWatch watch = of(wait);
        return watch == null || !wait.mayBeLookedUp() ? Duration.ZERO : watch.ahead(wait);
    }

    /** Whether the history looks the run up, so that it need not be polled now. */
    boolean take(RunWait wait) {
        HistoryWatch watch = of(wait);
        return watch != null && watch.take(wait);
    }

    private HistoryWatch of(RunWait wait) {
        Long workflowId = wait.run.workflowId();
        return workflowId == null ? null : byWorkflow.get(workflowId);
    }
}
