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
package ai.scriptrun.camel.consumer;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.testing.JdbcRepositories;
import ai.scriptrun.camel.testing.TestNode;
import ai.scriptrun.camel.testing.Workflows;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.processor.aggregate.jdbc.JdbcAggregationRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Several applications share the tracked runs in one database. */
class SharedRepositoryTest {

    private final ScriptRunEmulator service = ScriptRunEmulator.start();
    private final long workflow = service.createWorkflow(Workflows.ECHO);
    private final JdbcRepositories shared = open();

    JdbcRepositories open() {
        return JdbcRepositories.inMemory();
    }

    @AfterEach
    void stop() {
        service.close();
        shared.close();
    }

    private TestNode node() {
        TestNode node = new TestNode(service).runRepository(shared.runs());
        return node.idempotentRepository(shared.leasedClaims(node.context(), 1_000));
    }

    private RouteBuilder starts() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").toF("scriptrun:runWorkflow?workflowId=%d&track=true", workflow);
            }
        };
    }

    private static RouteBuilder results() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("scriptrun:results?initialDelay=0&delay=20&resultFormat=TEXT")
                        .to("mock:results");
            }
        };
    }

    private static void startRuns(TestNode node, int from, int count) {
        for (int i = from; i < from + count; i++) {
            node.template().sendBodyAndHeader("direct:start", Map.of("n", i), "n", i);
        }
    }

    private static List<String> received(TestNode node) {
        return node.mock("results").getReceivedExchanges().stream()
                .map(e -> e.getIn().getBody(String.class))
                .toList();
    }

    @Test
    void twoNodesEmitEachRunOnce() throws Exception {
        try (TestNode first = node();
                TestNode second = node()) {
            first.start(starts(), results());
            second.start(starts(), results());

            startRuns(first, 0, 20);
            startRuns(second, 20, 20);

            await().untilAsserted(() ->
                    assertThat(received(first).size() + received(second).size()).isGreaterThanOrEqualTo(40));
            assertThat(Stream.concat(received(first).stream(), received(second).stream()))
                    .hasSize(40)
                    .doesNotHaveDuplicates();
            await().untilAsserted(() -> assertThat(keys()).isEmpty());
        }
    }

    @Test
    void aResultWhoseRouteFailsIsEmittedAgainByTheSameNode() throws Exception {
        try (TestNode node = node()) {
            node.start(starts(), results());
            node.mock("results").whenExchangeReceived(1, e -> {
                throw new IllegalStateException("the disk is full");
            });

            startRuns(node, 0, 1);

            await().untilAsserted(() -> assertThat(received(node)).containsExactly("n=0", "n=0"));
            await().untilAsserted(() -> assertThat(keys()).isEmpty());
        }
    }

    @Test
    void aNodeThatStopsLeavesItsRunsToTheOthersAtOnce() throws Exception {
        try (ScriptRunEmulator slow = ScriptRunEmulator.builder()
                        .runTime(Duration.ofSeconds(1))
                        .start();
                TestNode survivor = new TestNode(slow).runRepository(shared.runs())) {
            long echo = slow.createWorkflow(Workflows.ECHO);
            survivor.idempotentRepository(shared.leasedClaims(survivor.context(), 60_000));
            TestNode leaving = new TestNode(slow).runRepository(shared.runs());
            leaving.idempotentRepository(shared.leasedClaims(leaving.context(), 60_000));
            leaving.start(results(), new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:start").toF("scriptrun:runWorkflow?workflowId=%d&track=true", echo);
                }
            });
            survivor.start(results());
            startRuns(leaving, 0, 10);
            leaving.close();

            await().untilAsserted(() -> assertThat(received(survivor)).hasSize(10));
            assertThat(received(survivor)).doesNotHaveDuplicates();
        }
    }

    @Test
    void claimsOfADeadNodeAreTakenOverWhenItsLeaseEnds() throws Exception {
        try (TestNode producer = new TestNode(service).runRepository(shared.runs());
                TestNode survivor = node()) {
            producer.start(starts());
            startRuns(producer, 0, 10);
            // Claims in the database, but nobody who keeps them alive: what a killed node leaves.
            RunClaims ofTheDead = new RunClaims(new HashSet<>(), shared.permanent("runs"));
            keys().forEach(id -> assertThat(ofTheDead.claimNew(id)).isTrue());
            long died = System.nanoTime();

            survivor.start(results());

            await().untilAsserted(() -> assertThat(received(survivor)).hasSize(10));
            assertThat(Duration.ofNanos(System.nanoTime() - died)).isGreaterThan(Duration.ofMillis(900));
            assertThat(received(survivor)).doesNotHaveDuplicates();
        }
    }

    private Set<String> keys() {
        JdbcAggregationRepository runs = shared.runs();
        runs.start();
        return runs.getKeys();
    }
}
