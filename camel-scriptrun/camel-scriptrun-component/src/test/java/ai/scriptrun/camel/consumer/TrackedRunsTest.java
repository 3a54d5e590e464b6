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
import java.util.List;
import java.util.Map;

import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.emulator.http.Endpoint;
import ai.scriptrun.camel.model.WorkflowRun;
import ai.scriptrun.camel.store.MemoryRunStore;
import ai.scriptrun.camel.testing.NodeTest;
import ai.scriptrun.camel.testing.TestNode;
import ai.scriptrun.camel.testing.Workflows;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Runs that are started with track=true come out of scriptrun:results. */
class TrackedRunsTest extends NodeTest {

    private final MemoryRunStore store = new MemoryRunStore();

    TrackedRunsTest() {
        node.runStore(store);
    }

    private RouteBuilder starts() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").toF("scriptrun:runWorkflow?workflowId=%d&track=true", workflow);
            }
        };
    }

    private RouteBuilder results(String options) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("scriptrun:results?initialDelay=0&delay=20" + options).to("mock:results");
            }
        };
    }

    @Test
    void aResultHasTheHeadersOfItsStartAndTheInputAsProperty() throws Exception {
        node.start(starts(), results(""));
        MockEndpoint results = node.mock("results");
        results.expectedMessageCount(1);

        node.template().sendBodyAndHeader("direct:start", "{\"n\": 7}", "order", "A-17");

        results.assertIsSatisfied(60_000);
        Exchange result = results.getExchanges().get(0);
        assertThat(result.getIn().getHeaders())
                .containsEntry("order", "A-17")
                .containsEntry(ScriptRunConstants.WORKFLOW_ID, workflow)
                .containsEntry(ScriptRunConstants.RUN_ID, service.runs().ids().get(0))
                .containsEntry(ScriptRunConstants.RUN_STATUS, "succeed")
                .containsEntry(ScriptRunConstants.COMPLETE, true)
                .containsKey(ScriptRunConstants.POLLS);
        assertThat(result.getProperty(ScriptRunConstants.INPUT_PROPERTY)).isEqualTo("{\"n\": 7}");
        assertThat(result.getIn().getBody(WorkflowRun.class).getData()).hasSize(2);
        await().untilAsserted(
                        () -> assertThat(node.component().getTrackedRuns()).isZero());
    }

    @Test
    void theStartReturnsTheCreatedRun() throws Exception {
        node.start(starts());

        Exchange answer = node.template().request("direct:start", e -> e.getIn().setBody(Map.of("n", 1)));

        assertThat(answer.getMessage().getBody(WorkflowRun.class).getStatus()).isEqualTo("created");
        assertThat(answer.getMessage().getHeaders())
                .containsEntry(ScriptRunConstants.RUN_STATUS, "created")
                .containsEntry(ScriptRunConstants.COMPLETE, false);
    }

    @Test
    void everyResultIsEmittedOnceAndMatchesItsInput() throws Exception {
        node.start(starts(), results("&resultFormat=OUTPUT"));
        MockEndpoint results = node.mock("results");
        results.expectedMessageCount(60);

        for (int i = 0; i < 60; i++) {
            node.template().sendBodyAndHeader("direct:start", Map.of("n", i), "n", i);
        }

        results.assertIsSatisfied(60_000);
        assertThat(results.getExchanges())
                .allSatisfy(result -> assertThat(result.getIn().getBody())
                        .isEqualTo("n=" + result.getIn().getHeader("n")));
        assertThat(results.getExchanges().stream().map(e -> e.getIn().getHeader("n")))
                .doesNotHaveDuplicates();
        assertThat(service.runs().accepted()).isEqualTo(60);
    }

    @Test
    void aResultWhoseRouteFailsIsEmittedAgain() throws Exception {
        node.start(starts(), new RouteBuilder() {
            @Override
            public void configure() {
                from("scriptrun:results?initialDelay=0&delay=20&resultFormat=TEXT")
                        .to("mock:attempts")
                        .to("mock:results");
            }
        });
        MockEndpoint attempts = node.mock("attempts");
        attempts.whenExchangeReceived(1, e -> {
            throw new IllegalStateException("the disk is full");
        });
        MockEndpoint results = node.mock("results");
        results.expectedBodiesReceived("n=1");

        node.template().sendBody("direct:start", Map.of("n", 1));

        results.assertIsSatisfied(60_000);
        attempts.expectedMessageCount(2);
        attempts.assertIsSatisfied();
        await().untilAsserted(
                        () -> assertThat(node.component().getTrackedRuns()).isZero());
    }

    @Test
    void resultsThatWereNotEmittedAreEmittedAfterTheNextStart() throws Exception {
        node.start(starts());
        node.template().sendBody("direct:start", Map.of("n", 5));
        assertThat(node.component().getTrackedRuns()).isEqualTo(1);
        node.close();

        try (TestNode restarted = new TestNode(service).runStore(store)) {
            restarted.start(results("&resultFormat=TEXT"));
            restarted.mock("results").expectedBodiesReceived("n=5");
            restarted.mock("results").assertIsSatisfied(60_000);
        }
    }

    @Test
    void onlyRequestedStatusesAreEmittedAndOtherRunsAreDone() throws Exception {
        node.start(starts(), results("&statuses=failed"));
        node.mock("results").expectedMessageCount(0);

        node.template().sendBody("direct:start", Map.of("n", 1));

        await().untilAsserted(
                        () -> assertThat(node.component().getTrackedRuns()).isZero());
        node.mock("results").assertIsSatisfied();
    }

    @Test
    void incompleteDataAfterTheEndIsNeverEmitted() throws Exception {
        node.close();
        service.close();
        try (ScriptRunEmulator slow = ScriptRunEmulator.builder()
                        .consistencyWindow(Duration.ofMillis(400))
                        .start();
                TestNode patient = new TestNode(slow)) {
            long echo = slow.createWorkflow(Workflows.ECHO);
            patient.component().getConfiguration().setConsistencyRetries(20);
            patient.start(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:start").toF("scriptrun:runWorkflow?workflowId=%d&track=true", echo);
                    from("scriptrun:results?initialDelay=0&delay=20&resultFormat=OUTPUT")
                            .to("mock:results");
                }
            });
            patient.mock("results").expectedMessageCount(20);

            for (int i = 0; i < 20; i++) {
                patient.template().sendBody("direct:start", Map.of("n", i));
            }

            patient.mock("results").assertIsSatisfied(60_000);
            assertThat(patient.mock("results").getExchanges())
                    .allSatisfy(result ->
                            assertThat(result.getIn().getBody(String.class)).startsWith("n="));
        }
    }

    @Test
    void theComponentsWorkflowIdAppliesOnlyToProducers() throws Exception {
        node.component().getConfiguration().setWorkflowId(workflow);
        node.start(results("&resultFormat=TEXT"), new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").to("scriptrun:runWorkflow?track=true");
            }
        });
        node.mock("results").expectedMessageCount(1);
        node.mock("results").message(0).header("order").isEqualTo("A-17");

        node.template().sendBodyAndHeader("direct:start", Map.of("n", 1), "order", "A-17");

        node.mock("results").assertIsSatisfied(60_000);
    }

    @Test
    void severalRoutesOnOneStoreShareTheResults() throws Exception {
        node.start(starts(), results("&resultFormat=TEXT"), new RouteBuilder() {
            @Override
            public void configure() {
                from("scriptrun:results?initialDelay=0&delay=30&resultFormat=TEXT")
                        .to("mock:results");
            }
        });

        for (int i = 0; i < 20; i++) {
            node.template().sendBody("direct:start", Map.of("n", i));
        }

        await().untilAsserted(
                        () -> assertThat(node.component().getTrackedRuns()).isZero());
        assertThat(node.mock("results").getReceivedExchanges()).hasSize(20);
    }

    @Test
    void aBodyThatIsNotTextIsStoredAsPlainValues() throws Exception {
        node.start(starts(), results(""));
        MockEndpoint results = node.mock("results");
        results.expectedMessageCount(1);

        node.template().sendBody("direct:start", Map.of("n", List.of(1, 2)));

        results.assertIsSatisfied(60_000);
        assertThat(results.getExchanges().get(0).getProperty(ScriptRunConstants.INPUT_PROPERTY))
                .isEqualTo(Map.of("n", List.of(1, 2)));
    }

    @Test
    void temporarilyFailedPollsDelayTheResultButDontLoseIt() throws Exception {
        service.faults().on(Endpoint.RESULT).calls(1, 6).status(503);
        node.component().getConfiguration().setMaxRetries(0);
        node.start(starts(), results("&resultFormat=TEXT"));
        node.mock("results").expectedBodiesReceived("n=9");

        node.template().sendBody("direct:start", Map.of("n", 9));

        node.mock("results").assertIsSatisfied(60_000);
    }
}
