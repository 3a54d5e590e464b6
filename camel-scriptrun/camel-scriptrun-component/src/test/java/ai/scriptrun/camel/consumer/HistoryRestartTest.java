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
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ai.scriptrun.camel.emulator.EmulatorClock;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.store.MemoryRunStore;
import ai.scriptrun.camel.store.RunKind;
import ai.scriptrun.camel.testing.TestNode;
import ai.scriptrun.camel.testing.Workflows;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Which runs a consumer on a history emits after the application was down. */
class HistoryRestartTest {

    private final EmulatorClock clock = EmulatorClock.standingAt(Instant.now());
    private final ScriptRunEmulator service =
            ScriptRunEmulator.builder().clock(clock).start();
    private final long workflow = service.createWorkflow(Workflows.ECHO);
    private final MemoryRunStore store = new MemoryRunStore();

    @AfterEach
    void stop() {
        service.close();
    }

    private TestNode start(String options) throws Exception {
        TestNode node = new TestNode(service).runStore(store);
        return node.start(new RouteBuilder() {
            @Override
            public void configure() {
                fromF("scriptrun:results?workflowId=%d&initialDelay=0&delay=30&resultFormat=TEXT%s", workflow, options)
                        .to("mock:results");
            }
        });
    }

    private void run(int from, int count) {
        IntStream.range(from, from + count).forEach(i -> service.runs().start(workflow, "{\"n\": " + i + "}"));
    }

    private void endAll() {
        clock.advance(Duration.ofMinutes(1));
    }

    private void awaitFirstReading(TestNode node) {
        RunKind kind = RunKind.history(service.baseUrl(), workflow, null);
        await().until(() ->
                store.historyMark(kind) != null && store.historyMark(kind).complete());
        assertThat(node.mock("results").getReceivedCounter()).isZero();
    }

    private static void awaitExactly(TestNode node, Stream<String> results) {
        List<String> expected = results.toList();
        await().untilAsserted(() -> assertThat(node.mock("results").getReceivedExchanges().stream()
                        .map(e -> e.getIn().getBody(String.class)))
                .containsExactlyInAnyOrderElementsOf(expected));
    }

    private static Stream<String> expected(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(i -> "n=" + i);
    }

    @Test
    void oldRunsAreNotEmittedAfterARestartWithFewNewRuns() throws Exception {
        run(0, 120);
        endAll();
        try (TestNode node = start("")) {
            await().until(() -> node.component().status().figures().calls() > 5);
            run(200, 1);
            endAll();
            awaitExactly(node, expected(200, 1));
        }
        try (TestNode node = start("")) {
            await().until(() -> node.component().status().figures().calls() > 5);
            assertThat(node.mock("results").getReceivedCounter()).isZero();
        }
    }

    @Test
    void newRunsThatEndedMeanwhileAreEmittedFromAnyPage() throws Exception {
        run(0, 60);
        endAll();
        try (TestNode node = start("")) {
            awaitFirstReading(node);
            run(100, 5);
            endAll();
            awaitExactly(node, expected(100, 5));
            // In flight at the stop, and then on a later page than many newer runs.
            run(200, 2);
        }
        endAll();
        run(300, 70);
        endAll();
        try (TestNode node = start("")) {
            awaitExactly(node, Stream.concat(expected(200, 2), expected(300, 70)));
        }
    }

    @Test
    void aRunInFlightAtTheFirstStartIsEmittedAfterARestart() throws Exception {
        run(0, 3);
        endAll();
        run(10, 1);
        try (TestNode node = start("")) {
            awaitFirstReading(node);
        }
        endAll();
        try (TestNode node = start("")) {
            awaitExactly(node, expected(10, 1));
        }
    }

    @Test
    void aWholeHistoryThatWasInterruptedIsReadToItsEnd() throws Exception {
        run(0, 120);
        endAll();
        int before;
        try (TestNode node = start("&startFrom=ALL&maxMessagesPerPoll=1")) {
            MockEndpoint results = node.mock("results");
            await().until(() -> results.getReceivedCounter() > 3);
            node.context().stop();
            before = results.getReceivedCounter();
        }
        assertThat(before).isLessThan(120);
        try (TestNode node = start("&startFrom=ALL")) {
            await().until(() -> node.mock("results").getReceivedCounter() == 120 - before);
        }
    }
}
