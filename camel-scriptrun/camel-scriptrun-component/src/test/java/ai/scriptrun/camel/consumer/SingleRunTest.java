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
import java.util.Map;
import java.util.UUID;

import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.exception.AwaitTimeoutException;
import ai.scriptrun.camel.store.MemoryRunStore;
import ai.scriptrun.camel.store.RunKind;
import ai.scriptrun.camel.testing.NodeTest;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** One run by its id: once from a route, and for each call of pollEnrich. */
class SingleRunTest extends NodeTest {

    SingleRunTest() {
        super(ScriptRunEmulator.builder().runTime(Duration.ofMillis(400)));
    }

    private static RouteBuilder results(String runId, String options) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("scriptrun:results?initialDelay=0&delay=20&resultFormat=TEXT&runId=" + runId + options)
                        .routeId("results")
                        .to("mock:results");
            }
        };
    }

    @Test
    void theRunIsEmittedOnce() throws Exception {
        String run = service.runs().start(workflow, "{\"n\": 3}");
        MemoryRunStore store = new MemoryRunStore();
        node.runStore(store).start(results(run, ""));
        node.mock("results").expectedBodiesReceived("n=3");
        node.mock("results").assertIsSatisfied(60_000);
        await().until(() -> store.count(RunKind.single(service.baseUrl(), run), 1_000) == 0);

        node.context().getRouteController().stopRoute("results");
        node.context().getRouteController().startRoute("results");

        node.mock("results").setAssertPeriod(300);
        node.mock("results").assertIsSatisfied();
        assertThat(node.mock("results").getExchanges().get(0).getIn().getHeader(ScriptRunConstants.RUN_ID))
                .isEqualTo(run);
    }

    private RouteBuilder enriching(String timeout) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ask")
                        .pollEnrich()
                        .simple("scriptrun:results?resultFormat=TEXT&delay=20&resultTimeout=" + timeout
                                + "&runId=${header.run}")
                        .timeout(10_000);
            }
        };
    }

    @Test
    void pollEnrichWaitsForTheRunThatTheMessageNames() throws Exception {
        node.start(enriching("60s"));
        for (int i = 0; i < 3; i++) {
            String run = service.runs().start(workflow, "{\"n\": " + i + "}");
            assertThat(ask(run).getMessage().getBody()).isEqualTo("n=" + i);
            // A second request gets the result again.
            assertThat(ask(run).getMessage().getBody()).isEqualTo("n=" + i);
        }
    }

    @Test
    void pollEnrichLeaksNoThreads() throws Exception {
        node.start(enriching("60s"));
        for (int i = 0; i < 12; i++) {
            ask(service.runs().start(workflow, "{\"n\": " + i + "}"));
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().contains("scriptrun:results"));
    }

    @Test
    void pollEnrichFailsIfTheRunHasNoResult() throws Exception {
        node.start(enriching("300"));

        Exchange answer = ask(UUID.randomUUID().toString());

        assertThat(answer.getException(AwaitTimeoutException.class)).isNull();
        assertThat(answer.getException()).hasMessageContaining("knows no such run");
    }

    private Exchange ask(String run) {
        return node.template().request("direct:ask", e -> e.getIn().setHeaders(Map.of("run", run)));
    }
}
