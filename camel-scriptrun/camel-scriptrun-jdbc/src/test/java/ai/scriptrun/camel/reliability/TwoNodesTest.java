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

    private static final int RUNS = 400;

    /** The dead node's lease, then the next poll of the consumer that finds its runs. */
    private static final Duration TAKE_OVER =
            NodeApplication.LEASE.plus(NodeApplication.POLL_INTERVAL).plus(NodeApplication.MAX_POLL_INTERVAL);

    /** Time for a busy machine to run due tasks. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    @Test
    void aNodeTakesOverTheRunsOfAKilledNodeWithoutExtraPolls() throws Exception {
        double pollsOfOneNode = resultPollsOfOneNode();
        try (Cluster cluster = new Cluster("two", folder)) {
            ChildJvm doomed = cluster.node(0, RUNS / 2);
            ChildJvm survivor = cluster.node(RUNS / 2, RUNS / 2);
            doomed.await(NodeApplication.STARTED, Duration.ofMinutes(2));
            survivor.await(NodeApplication.STARTED, Duration.ofMinutes(2));
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> deliveries(cluster.events()).size() >= RUNS / 2);
            doomed.killAfter(Duration.ZERO);
            long killedAt = System.nanoTime();
            int held = cluster.runsOf(1);
            Set<String> inDelivery = cluster.inDelivery();
            int deliveredBefore = deliveries(cluster.events()).size();
            await().atMost(Duration.ofMinutes(1)).until(() -> cluster.runsOf(1) == 0);
            Duration takeOver = Duration.ofNanos(System.nanoTime() - killedAt);
            awaitEnd(cluster);

            Map<String, Long> delivered = deliveries(cluster.events());
            Set<String> again = delivered.keySet().stream()
                    .filter(id -> delivered.get(id) > 1)
                    .collect(Collectors.toSet());
            System.out.printf(
                    "Two nodes: %d runs, one node killed after %d were delivered: %d lost, %d delivered again, of which %d"
                            + " were in delivery at the kill. The %d that the dead node held had another owner %.1f s"
                            + " after the kill (bound %.1f s, and %.1f s for the machine). Per run %.2f"
                            + " result polls (one node alone with half as many: %.2f) and %.2f history reads.%n",
                    RUNS,
                    deliveredBefore,
                    RUNS - delivered.size(),
                    again.size(),
                    again.stream().filter(inDelivery::contains).count(),
                    held,
                    seconds(takeOver),
                    seconds(TAKE_OVER),
                    seconds(SLACK),
                    cluster.callsPerRun(Endpoint.RESULT),
                    pollsOfOneNode,
                    cluster.callsPerRun(Endpoint.HISTORY));

            assertThat(cluster.service().runs().accepted()).isEqualTo(RUNS);
            assertThat(delivered).hasSize(RUNS);
            assertThat(inDelivery).as("runs in delivery at the kill").containsAll(again);
            assertThat(held).isPositive();
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

    /** Until no run is left, so that nothing can be delivered again any more. */
    private static void awaitEnd(Cluster cluster) {
        await().atMost(Duration.ofMinutes(2)).until(() -> cluster.runsLeft() == 0);
    }

    private static Map<String, Long> deliveries(List<Event> events) {
        return EventLog.all(Kind.DELIVERED, events).collect(Collectors.groupingBy(Event::runId, Collectors.counting()));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
