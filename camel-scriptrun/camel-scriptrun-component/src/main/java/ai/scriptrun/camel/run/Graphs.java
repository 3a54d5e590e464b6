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
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import ai.scriptrun.camel.client.Failures;
import ai.scriptrun.camel.client.RunApi;
import ai.scriptrun.camel.client.ScriptRunClient;
import ai.scriptrun.camel.exception.ScriptRunApiException;
import ai.scriptrun.camel.model.WorkflowRun;
import ai.scriptrun.camel.time.Timer;
import org.apache.camel.support.LRUCacheFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Workflows' graphs, read once in a while and shared by all runs of a workflow. Thread-safe. */
public final class Graphs {

    private static final Logger LOG = LoggerFactory.getLogger(Graphs.class);

    /** How old a graph may be for the first look at a result. */
    static final Duration USUAL_AGE = Duration.ofMinutes(1);

    /** How old it may be for a second look: incomplete data may be a workflow that was edited meanwhile. */
    static final Duration SECOND_LOOK_AGE = Duration.ofSeconds(2);

    private static final int MAX_WORKFLOWS = 1_000;

    private final RunApi api;
    private final Timer timer;
    private final WorkflowFinder finder;
    private final Map<Long, Cached> cache = LRUCacheFactory.newLRUCache(MAX_WORKFLOWS);

    /**
     * @param api   reads the workflows
     * @param timer tells their age
     */
    public Graphs(RunApi api, Timer timer) {
        this.api = api;
        this.timer = timer;
        this.finder = new WorkflowFinder(api, timer);
    }

    /** A run that was started here, so that its workflow is known later on. */
    public void remember(String runId, long workflowId) {
        finder.remember(runId, workflowId);
    }

    /** Whether a run was started here so lately that the service may not know it yet. */
    boolean isStartedJustNow(String runId) {
        return finder.isStartedJustNow(runId);
    }

    /** The graph of a run's workflow, as {@link #of(Long)}; the workflow is found out where no id is given. */
    CompletableFuture<WorkflowGraph> of(WorkflowRun run, Long workflowId, Duration maxAge) {
        return workflowId != null ? of(workflowId, maxAge) : finder.find(run).thenCompose(found -> of(found, maxAge));
    }

    /**
     * The workflow's graph; {@code null} inside the future where the workflow can't be read for good (deleted, no
     * access) or no id is given. Fails where reading it failed in a way that may pass.
     */
    public CompletableFuture<WorkflowGraph> of(Long workflowId) {
        return of(workflowId, USUAL_AGE);
    }

    CompletableFuture<WorkflowGraph> of(Long workflowId, Duration maxAge) {
        if (workflowId == null) {
            return CompletableFuture.completedFuture(null);
        }
        Instant now = timer.now();
        Instant notBefore = now.minus(maxAge);
        Cached known = cache.get(workflowId);
        if (known != null && known.isFresh(notBefore)) {
            // A computation that changes nothing counts as a change, and takes a lock.
            return known.graph;
        }
        Cached mine = new Cached(new CompletableFuture<>(), now);
        Cached shared =
                cache.compute(workflowId, (id, cached) -> cached != null && cached.isFresh(notBefore) ? cached : mine);
        if (shared.equals(mine)) {
            read(workflowId, mine.graph);
        }
        return shared.graph;
    }

    private void read(long workflowId, CompletableFuture<WorkflowGraph> graph) {
        CompletableFuture<WorkflowGraph> answer =
                api.getWorkflow(workflowId).thenApply(workflow -> WorkflowGraph.of(workflow.value()));
        answer.whenComplete((read, failure) -> {
            Throwable cause = failure == null ? null : ScriptRunClient.unwrap(failure);
            if (cause == null) {
                graph.complete(read);
            } else if (cause instanceof ScriptRunApiException && !Failures.isPassing(cause)) {
                LOG.warn(
                        "Workflow {} can't be read, so results of its runs are taken as complete once they are"
                                + " not empty: {}",
                        workflowId,
                        cause.getMessage());
                graph.complete(null);
            } else {
                graph.completeExceptionally(cause);
            }
        });
    }

    private record Cached(CompletableFuture<WorkflowGraph> graph, Instant readAt) {
        boolean isFresh(Instant notBefore) {
            return !readAt.isBefore(notBefore) && !graph.isCompletedExceptionally();
        }
    }
}
