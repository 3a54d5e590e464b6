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
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import ai.scriptrun.camel.client.ApiResult;
import ai.scriptrun.camel.client.Page;
import ai.scriptrun.camel.client.RunApi;
import ai.scriptrun.camel.model.Node;
import ai.scriptrun.camel.model.Workflow;
import ai.scriptrun.camel.model.WorkflowRun;
import ai.scriptrun.camel.time.Timer;
import org.apache.camel.support.LRUCacheFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which workflow a run is of where nobody has said so: a result doesn't name its workflow, but the nodes in its
 * data are of one workflow alone. Runs that were started here are remembered; for others the list of workflows is read,
 * once in a while. Thread-safe.
 */
final class WorkflowFinder {

    private static final Logger LOG = LoggerFactory.getLogger(WorkflowFinder.class);

    /** How long a list in which a run's nodes were not found is not read again. */
    static final Duration LIST_AGE = Duration.ofMinutes(1);

    /** An account with more workflows than this has to name them. */
    static final int MOST_PAGES = 20;

    private static final int REMEMBERED = 10_000;

    private final RunApi api;
    private final Timer timer;
    private final Recent<String, Started> byRun = new Recent<>(REMEMBERED);
    private final Map<String, Long> byNode = LRUCacheFactory.newLRUCache(REMEMBERED);
    private CompletableFuture<Void> list = CompletableFuture.completedFuture(null);
    private Instant listReadAt = Instant.MIN;

    WorkflowFinder(RunApi api, Timer timer) {
        this.api = api;
        this.timer = timer;
    }

    private record Started(long workflowId, Instant at) {}

    /** The run was started here, just now. */
    void remember(String runId, long workflowId) {
        byRun.put(runId.toLowerCase(Locale.ROOT), new Started(workflowId, timer.now()));
    }

    boolean isStartedJustNow(String runId) {
        Started started = byRun.get(runId.toLowerCase(Locale.ROOT));
        return started != null && timer.now().isBefore(started.at.plus(RunMachine.UNKNOWN_GRACE));
    }

    /** The run's workflow; {@code null} inside the future where it can't be found out. Never fails. */
    CompletableFuture<Long> find(WorkflowRun run) {
        Long known = known(run);
        return known != null || run.getData().isEmpty()
                ? CompletableFuture.completedFuture(known)
                : list().thenApply(read -> known(run));
    }

    private Long known(WorkflowRun run) {
        Started started = run.getId() == null ? null : byRun.get(run.getId().toLowerCase(Locale.ROOT));
        if (started != null) {
            return started.workflowId;
        }
        for (String node : run.getData().keySet()) {
            Long workflowId = byNode.get(node);
            if (workflowId != null) {
                return workflowId;
            }
        }
        return null;
    }

    private CompletableFuture<Void> list() {
        CompletableFuture<Void> reading = new CompletableFuture<>();
        synchronized (this) {
            Instant now = timer.now();
            if (now.isBefore(listReadAt.plus(LIST_AGE))) {
                return list;
            }
            listReadAt = now;
            list = reading;
        }
        read(1, reading);
        return reading;
    }

    private void read(int number, CompletableFuture<Void> reading) {
        api.listWorkflows(null, null, number).whenComplete((answer, failure) -> {
            if (failure != null) {
                LOG.debug("The workflows can't be listed to find a run's", failure);
                reading.complete(null);
                return;
            }
            Integer next = index(answer);
            if (next == null || next > MOST_PAGES) {
                reading.complete(null);
            } else {
                read(next, reading);
            }
        });
    }

    private Integer index(ApiResult<Page<Workflow>> answer) {
        for (Workflow workflow : answer.value().items()) {
            if (workflow.getId() != null && workflow.getData() != null) {
                for (Node node : workflow.getData().getNodes()) {
                    byNode.put(node.getId(), workflow.getId());
                }
            }
        }
        return answer.value().nextPage();
    }
}
