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
package ai.scriptrun.camel.reliability;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import ai.scriptrun.camel.emulator.http.Endpoint;
import ai.scriptrun.camel.reliability.EventLog.Event;
import ai.scriptrun.camel.reliability.EventLog.Kind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two nodes share a database, and one of them is killed in the middle of the work. */
@Tag("reliability")
class TwoNodesTest {

    private static final int RUNS = 1_000;

    /** The lease of what the dead node held, then the next scan, then the first poll of a run that was found. */
    private static final Duration TAKE_OVER =
            NodeApplication.LEASE.plus(NodeApplication.POLL_INTERVAL).plus(NodeApplication.MAX_POLL_INTERVAL);

    /** For a busy machine to do what is due. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    @Test
    void aNodeTakesOverWhatAKilledOneHeldAndPollsNoMoreThanIfItWereAlone() throws Exception {
        double pollsOfOneNode = resultPollsOfOneNode();
        try (Cluster cluster = new Cluster("two", folder)) {
            ChildJvm doomed = cluster.node(0, RUNS / 2);
            ChildJvm survivor = cluster.node(RUNS / 2, RUNS / 2);
            doomed.await(NodeApplication.STARTED, Duration.ofMinutes(2));
            survivor.await(NodeApplication.STARTED, Duration.ofMinutes(2));
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> deliveries(cluster.events()).size() >= RUNS / 2);
            doomed.killAfter(Duration.ZERO);
            long killedAt = System.currentTimeMillis();
            Set<String> left = cluster.runsLeft();
            Map<String, Long> deliveredBefore = deliveries(cluster.events());
            awaitEnd(cluster);

            Map<String, Long> delivered = deliveries(cluster.events());
            Set<String> again = delivered.keySet().stream()
                    .filter(id -> delivered.get(id) > 1)
                    .collect(Collectors.toSet());
            left.retainAll(deliveredBefore.keySet());
            Duration takeOver = takeOver(cluster, killedAt);
            System.out.printf(
                    "Two nodes: %d runs, one node killed after %d were delivered: %d lost, %d delivered again, of which %d"
                            + " were in delivery at the kill. What the dead node held was fetched %.1f s after the kill"
                            + " or the run's end at the latest (bound %.1f s, and %.1f s for the machine). Per run %.2f"
                            + " result polls (one node alone with half as many: %.2f) and %.2f history reads.%n",
                    RUNS,
                    deliveredBefore.size(),
                    RUNS - delivered.size(),
                    again.size(),
                    again.stream().filter(left::contains).count(),
                    seconds(takeOver),
                    seconds(TAKE_OVER),
                    seconds(SLACK),
                    cluster.callsPerRun(Endpoint.RESULT),
                    pollsOfOneNode,
                    cluster.callsPerRun(Endpoint.HISTORY));

            assertThat(cluster.service().runs().accepted()).isEqualTo(RUNS);
            assertThat(delivered).hasSize(RUNS);
            assertThat(left).as("runs in delivery at the kill").containsAll(again);
            assertThat(takeOver).isLessThan(TAKE_OVER.plus(SLACK));
            assertThat(cluster.callsPerRun(Endpoint.RESULT)).isLessThan(2 * pollsOfOneNode);
        }
    }

    private double resultPollsOfOneNode() throws Exception {
        try (Cluster cluster = new Cluster("one", folder)) {
            cluster.node(0, RUNS / 2).await(NodeApplication.STARTED, Duration.ofMinutes(2));
            awaitEnd(cluster);
            assertThat(deliveries(cluster.events()).values()).hasSize(RUNS / 2).containsOnly(1L);
            return cluster.callsPerRun(Endpoint.RESULT);
        }
    }

    /** Until the repository is empty, so that nothing can be delivered again any more. */
    private static void awaitEnd(Cluster cluster) {
        await().atMost(Duration.ofMinutes(2)).until(() -> cluster.runsLeft().isEmpty());
    }

    private static Map<String, Long> deliveries(List<Event> events) {
        return EventLog.all(Kind.DELIVERED, events).collect(Collectors.groupingBy(Event::runId, Collectors.counting()));
    }

    /** The longest time from the kill, or from a run's end where that was later, to the survivor's poll of the run. */
    private static Duration takeOver(Cluster cluster, long killedAt) throws IOException {
        Map<String, Long> endedAt = EventLog.all(Kind.STARTED, cluster.events(1))
                .collect(Collectors.toMap(Event::runId, event -> event.atMillis() + Cluster.RUN_TIME.toMillis()));
        long longest = EventLog.all(Kind.DELIVERED, cluster.events(2))
                .filter(event -> event.atMillis() > killedAt && endedAt.containsKey(event.runId()))
                .mapToLong(event -> {
                    long since = Math.max(killedAt, endedAt.get(event.runId()));
                    return firstPoll(cluster, event.runId(), killedAt) - since;
                })
                .max()
                .orElseThrow();
        return Duration.ofMillis(longest);
    }

    private static long firstPoll(Cluster cluster, String runId, long after) {
        return cluster.calls().resultPolls(runId).stream()
                .filter(at -> at >= after)
                .mapToLong(Long::longValue)
                .min()
                .orElseThrow();
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
