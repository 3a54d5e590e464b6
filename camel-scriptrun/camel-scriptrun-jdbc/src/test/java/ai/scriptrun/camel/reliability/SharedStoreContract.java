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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import javax.sql.DataSource;

import ai.scriptrun.camel.client.Credentials;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.jdbc.JdbcRunStore;
import ai.scriptrun.camel.store.RunKind;
import ai.scriptrun.camel.testing.TestNode;
import ai.scriptrun.camel.testing.Workflows;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Several applications share the tracked runs in one database. */
abstract class SharedStoreContract {

    private static final Duration LEASE = Duration.ofSeconds(1);
    private static final Duration LONG_LEASE = Duration.ofMinutes(10);

    private final ScriptRunEmulator service =
            ScriptRunEmulator.builder().runTime(Duration.ofMillis(500)).start();
    private final long workflow = service.createWorkflow(Workflows.ECHO);
    private final DataSource database = open();

    abstract DataSource open();

    @AfterEach
    void stop() {
        service.close();
    }

    private JdbcRunStore store(Duration lease) {
        JdbcRunStore store = new JdbcRunStore(database);
        store.setLease(lease);
        return store;
    }

    private TestNode node(Duration lease) {
        return new TestNode(service).runStore(store(lease));
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
                .map(exchange -> exchange.getIn().getBody(String.class))
                .toList();
    }

    private int left() {
        return store(LEASE).count(RunKind.tracked(service.baseUrl()), 1_000);
    }

    @Test
    void twoNodesThatShareAStoreEmitEachRunOnce() throws Exception {
        try (TestNode first = node(LONG_LEASE);
                TestNode second = node(LONG_LEASE)) {
            first.start(starts(), results());
            second.start(starts(), results());

            startRuns(first, 0, 40);
            startRuns(second, 40, 40);

            await().until(() -> left() == 0);
            assertThat(Stream.concat(received(first).stream(), received(second).stream()))
                    .hasSize(80)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aResultWhoseRouteFailsIsEmittedAgain() throws Exception {
        try (TestNode node = node(LONG_LEASE)) {
            node.start(starts(), results());
            node.mock("results").whenExchangeReceived(1, exchange -> {
                throw new IllegalStateException("the disk is full");
            });

            startRuns(node, 0, 1);

            await().until(() -> left() == 0);
            assertThat(received(node)).containsExactly("n=0", "n=0");
        }
    }

    @Test
    void aNodeThatStopsReleasesItsRunsImmediately() throws Exception {
        try (TestNode survivor = node(LONG_LEASE)) {
            TestNode leaving = node(LONG_LEASE).start(starts(), results());
            // An endpoint forgets what it received when it is stopped.
            List<String> emitted = new CopyOnWriteArrayList<>();
            leaving.mock("results")
                    .whenAnyExchangeReceived(
                            exchange -> emitted.add(exchange.getIn().getBody(String.class)));
            startRuns(leaving, 0, 10);
            await().until(() -> leaving.component().getWaitingRuns() > 0);
            leaving.close();

            survivor.start(results());

            await().until(() -> left() == 0);
            assertThat(received(survivor)).isNotEmpty();
            assertThat(Stream.concat(emitted.stream(), received(survivor).stream()))
                    .hasSize(10)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aNodeTakesOverTheRunsOfADeadNodeOnceItsLeaseHasExpired() throws Exception {
        try (TestNode producer = node(LEASE).start(starts());
                TestNode survivor = node(LEASE)) {
            startRuns(producer, 0, 10);
            // An owner that never renews its lease is all that a killed node leaves.
            JdbcRunStore dead = store(LEASE);
            String owner = dead.join(Credentials.apiKey(service.apiKey()).fingerprint());
            long died = System.nanoTime();
            assertThat(dead.claim(RunKind.tracked(service.baseUrl()), owner, 100))
                    .hasSize(10);

            survivor.start(results());

            await().until(() -> left() == 0);
            assertThat(Duration.ofNanos(System.nanoTime() - died)).isGreaterThan(LEASE.minusMillis(100));
            assertThat(received(survivor)).hasSize(10).doesNotHaveDuplicates();
        }
    }
}
