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
package ai.scriptrun.camel.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import ai.scriptrun.camel.connection.ScriptRunConnection;
import ai.scriptrun.camel.run.RunWait;

/** State of a component: waiting runs, tracked runs, throttling and figures. */
public final class ComponentStatus {

    private final Figures figures;
    private final Supplier<List<ScriptRunConnection>> connections;
    private final StoreCounts stores;
    private final Cached<Map<Long, Integer>> waitingByWorkflow =
            new Cached<>(Duration.ofSeconds(1), this::countWaiting);

    /**
     * @param figures     the component's figures
     * @param connections gives the connections that are in use
     * @param stores      counts the runs in the run stores
     */
    public ComponentStatus(Figures figures, Supplier<List<ScriptRunConnection>> connections, StoreCounts stores) {
        this.figures = figures;
        this.connections = connections;
        this.stores = stores;
    }

    /**
     * A waiting run.
     *
     * @param runId       its UUID
     * @param workflowId  its workflow, or {@code null} where that isn't known
     * @param ageMillis   milliseconds since its start
     * @param polls       number of polls so far
     * @param nextMillis  milliseconds until the next poll; negative while that is overdue
     */
    public record Waiting(String runId, Long workflowId, long ageMillis, int polls, long nextMillis) {}

    /** The figures. */
    public Figures figures() {
        return figures;
    }

    /** Number of waiting runs. */
    public int waiting() {
        return connections.get().stream()
                .mapToInt(connection -> connection.driver().waits().size())
                .sum();
    }

    /** Number of tracked runs in the run stores, whichever node owns them. */
    public int tracked() {
        return stores.tracked();
    }

    /** Number of waiting runs by workflow, with the key {@code null} where that isn't known; read once a second. */
    Map<Long, Integer> waitingByWorkflow() {
        return waitingByWorkflow.at(now());
    }

    private Map<Long, Integer> countWaiting() {
        Map<Long, Integer> waiting = new HashMap<>();
        connections.get().stream()
                .flatMap(connection -> connection.driver().waits().stream())
                .forEach(wait -> waiting.merge(wait.run().workflowId(), 1, Integer::sum));
        return waiting;
    }

    /** Queued starts and runs in flight in the run stores. */
    StoreCounts.Snapshot storeCounts() {
        return stores.byWorkflow(now());
    }

    /** By the clock of the connections; without one there is nothing to count. */
    private Instant now() {
        List<ScriptRunConnection> open = connections.get();
        return open.isEmpty() ? Instant.EPOCH : open.get(0).timer().now();
    }

    /** The waiting runs, oldest first, up to a limit. */
    public List<Waiting> waitingRuns(int limit) {
        List<Waiting> runs = new ArrayList<>();
        for (ScriptRunConnection connection : connections.get()) {
            Instant now = connection.timer().now();
            connection.driver().waits().stream()
                    .sorted(Comparator.comparing(wait -> wait.run().startedAt()))
                    .limit(limit)
                    .forEach(wait -> runs.add(waiting(wait, now)));
        }
        runs.sort(Comparator.comparingLong(Waiting::ageMillis).reversed());
        return runs.subList(0, Math.min(limit, runs.size()));
    }

    private static Waiting waiting(RunWait wait, Instant now) {
        Instant next = wait.nextPoll();
        return new Waiting(
                wait.run().runId(),
                wait.run().workflowId(),
                Duration.between(wait.run().startedAt(), now).toMillis(),
                wait.polls(),
                next == null ? 0 : Duration.between(now, next).toMillis());
    }

    /** What is known of how long the runs of each workflow take. */
    public List<LearnedWorkflow> learned() {
        return connections.get().stream()
                .flatMap(connection -> LearnedWorkflow.of(connection.driver().timings()))
                .toList();
    }

    /** Remaining time of the throttling in milliseconds, by base URL; only of those that are throttled. */
    public Map<String, Long> throttledMillis() {
        Map<String, Long> throttled = new LinkedHashMap<>();
        for (ScriptRunConnection connection : connections.get()) {
            Duration rest = connection.client().throttle().rest();
            if (!rest.isZero()) {
                throttled.put(connection.baseUrl(), rest.toMillis());
            }
        }
        return throttled;
    }
}
