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
package ai.scriptrun.camel.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import ai.scriptrun.camel.client.Failures;
import ai.scriptrun.camel.client.RunApi;
import ai.scriptrun.camel.client.ScriptRunClient;
import ai.scriptrun.camel.exception.ScriptRunApiException;
import ai.scriptrun.camel.model.WorkflowRun;
import ai.scriptrun.camel.result.PossibleGraphs;
import ai.scriptrun.camel.result.WorkflowGraph;
import ai.scriptrun.camel.time.Timer;
import org.apache.camel.support.LRUCacheFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The graphs of workflows, cached and shared by all runs of a workflow. Thread-safe. */
public final class WorkflowGraphs {

    private static final Logger LOG = LoggerFactory.getLogger(WorkflowGraphs.class);

    /** How long before a run's start its workflow may have been read: what was edited in between is not seen. */
    static final Duration LEEWAY = Duration.ofSeconds(5);

    /** How old a graph may be where the run's start isn't known, or the workflow can't be read. */
    static final Duration USUAL_AGE = Duration.ofMinutes(1);

    /** How old it may be for a second check: incomplete data may be due to a workflow that was edited meanwhile. */
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
    public WorkflowGraphs(RunApi api, Timer timer) {
        this.api = api;
        this.timer = timer;
        this.finder = new WorkflowFinder(api, timer);
    }

    /** A run that was started here, so that its workflow is known later on. */
    public void remember(String runId, long workflowId) {
        finder.remember(runId, workflowId);
    }

    /** When a run was started here, if it was, and not too long ago. */
    public Optional<Instant> startOf(String runId) {
        return finder.startOf(runId);
    }

    /**
     * The graphs that a run may have been made by. Fails where reading them failed transiently.
     *
     * @param workflowId its workflow; {@code null} where that has to be found out
     * @param startedAt  when it was started; {@link Instant#MIN} where that isn't known
     * @param again      whether the last check left a doubt
     */
    public CompletableFuture<PossibleGraphs> of(WorkflowRun run, Long workflowId, Instant startedAt, boolean again) {
        if (workflowId != null) {
            return of(workflowId, startedAt, again);
        }
        return finder.find(run).thenCompose(found -> {
            CompletableFuture<PossibleGraphs> all =
                    CompletableFuture.completedFuture(new PossibleGraphs(List.of(), found.sure()));
            for (Long id : found.workflowIds()) {
                all = all.thenCombine(of(id, startedAt, again), PossibleGraphs::and);
            }
            return all;
        });
    }

    /** Reads a workflow, {@code null} for none, where it has never been read. */
    public void expectFirst(Long workflowId) {
        if (workflowId != null && !cache.containsKey(workflowId)) {
            reading(workflowId, timer.now());
        }
    }

    /** Reads a workflow ahead of a run's end: the later it is read, the likelier it has been edited since. */
    public void expect(Long workflowId, Instant startedAt) {
        if (workflowId != null) {
            reading(workflowId, notBefore(startedAt, false));
        }
    }

    private CompletableFuture<PossibleGraphs> of(Long workflowId, Instant startedAt, boolean again) {
        Cached cached = reading(workflowId, notBefore(startedAt, again));
        return cached.graph.thenApply(graph -> new PossibleGraphs(cached.versions.since(startedAt), graph.isPresent()));
    }

    private Instant notBefore(Instant startedAt, boolean again) {
        Instant now = timer.now();
        if (again) {
            return now.minus(SECOND_LOOK_AGE);
        }
        return startedAt.equals(Instant.MIN) ? now.minus(USUAL_AGE) : startedAt.minus(LEEWAY);
    }

    private Cached reading(long workflowId, Instant notBefore) {
        Instant now = timer.now();
        Cached known = cache.get(workflowId);
        if (known != null && known.isGood(notBefore, now)) {
            // compute() takes a lock even where it changes nothing.
            return known;
        }
        CompletableFuture<Optional<WorkflowGraph>> mine = new CompletableFuture<>();
        Cached shared = cache.compute(
                workflowId,
                (id, cached) -> cached != null && cached.isGood(notBefore, now)
                        ? cached
                        : new Cached(mine, now, cached == null ? new GraphVersions() : cached.versions));
        if (shared.graph == mine) {
            read(workflowId, shared);
        }
        return shared;
    }

    private void read(long workflowId, Cached reading) {
        api.getWorkflow(workflowId)
                .thenApply(workflow -> WorkflowGraph.of(workflow.value()))
                .whenComplete((read, failure) -> {
                    Throwable cause = failure == null ? null : ScriptRunClient.unwrap(failure);
                    if (cause == null) {
                        reading.versions.add(read, reading.readAt);
                        reading.graph.complete(Optional.of(read));
                    } else if (cause instanceof ScriptRunApiException && !Failures.isTransient(cause)) {
                        LOG.warn(
                                "Workflow {} can't be read, so that nothing tells which results its runs must have;"
                                        + " what is there after consistencyRetries further polls is taken for all: {}",
                                workflowId,
                                cause.getMessage());
                        reading.graph.complete(Optional.empty());
                    } else {
                        reading.graph.completeExceptionally(cause);
                    }
                });
    }

    /**
     * The last reading of a workflow.
     *
     * @param graph    empty inside the future where the workflow can't be read permanently (deleted, no access)
     * @param readAt   when it was asked for
     * @param versions what it and those before it have brought
     */
    private record Cached(CompletableFuture<Optional<WorkflowGraph>> graph, Instant readAt, GraphVersions versions) {

        boolean isGood(Instant notBefore, Instant now) {
            if (graph.isCompletedExceptionally()) {
                return false;
            }
            return !readAt.isBefore(notBefore) || (isUnreadable() && !readAt.isBefore(now.minus(USUAL_AGE)));
        }

        private boolean isUnreadable() {
            return graph.isDone() && graph.join().isEmpty();
        }
    }
}
