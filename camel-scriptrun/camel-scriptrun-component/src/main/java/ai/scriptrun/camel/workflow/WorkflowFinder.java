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
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import ai.scriptrun.camel.client.RunApi;
import ai.scriptrun.camel.model.WorkflowRun;
import ai.scriptrun.camel.time.Timer;

/**
 * Finds the workflow of a run where it isn't given: a result doesn't name its workflow, but the nodes in its data identify
 * it, unless workflows share them, as copies do. Runs that were started here are remembered; for others the
 * workflows are read from time to time. Thread-safe.
 */
final class WorkflowFinder {

    /** How long workflows among which a run's nodes were not found are not read again. */
    static final Duration LIST_AGE = Duration.ofMinutes(1);

    /** How long they are trusted: since then, another workflow with the same nodes may have been made. */
    static final Duration TRUSTED = Duration.ofMinutes(10);

    private static final int REMEMBERED = 10_000;

    private final RunApi api;
    private final Timer timer;
    private final Recent<String, Started> byRun = new Recent<>(REMEMBERED);
    private volatile WorkflowIndex index = WorkflowIndex.EMPTY;
    private CompletableFuture<Void> reading = CompletableFuture.completedFuture(null);
    private Instant readAt = Instant.MIN;

    WorkflowFinder(RunApi api, Timer timer) {
        this.api = api;
        this.timer = timer;
    }

    private record Started(long workflowId, Instant at) {}

    /**
     * The workflows that a run may be of.
     *
     * @param sure whether there can't be another
     */
    record Found(List<Long> workflowIds, boolean sure) {
        static final Found NOTHING = new Found(List.of(), false);
    }

    /** The run was started here, just now. */
    void remember(String runId, long workflowId) {
        byRun.put(runId.toLowerCase(Locale.ROOT), new Started(workflowId, timer.now()));
    }

    Optional<Instant> startOf(String runId) {
        return started(runId).map(Started::at);
    }

    private Optional<Started> started(String runId) {
        return byRun.get(runId.toLowerCase(Locale.ROOT));
    }

    /** The workflows that the run may be of. Never fails. */
    CompletableFuture<Found> find(WorkflowRun run) {
        Optional<Started> started = Optional.ofNullable(run.getId()).flatMap(this::started);
        if (started.isPresent()) {
            return CompletableFuture.completedFuture(new Found(List.of(started.get().workflowId), true));
        }
        if (run.getData().isEmpty()) {
            return CompletableFuture.completedFuture(Found.NOTHING);
        }
        boolean known = index.knows(run.getData().keySet());
        return read(known ? TRUSTED : LIST_AGE)
                .thenApply(read -> index.find(run.getData().keySet()));
    }

    private CompletableFuture<Void> read(Duration age) {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        synchronized (this) {
            Instant now = timer.now();
            if (now.isBefore(readAt.plus(age))) {
                return reading;
            }
            readAt = now;
            reading = mine;
        }
        new WorkflowListing(api).read().whenComplete((read, failure) -> {
            if (failure == null) {
                index = read.isWhole() ? read : read.with(index);
            }
            mine.complete(null);
        });
        return mine;
    }
}
