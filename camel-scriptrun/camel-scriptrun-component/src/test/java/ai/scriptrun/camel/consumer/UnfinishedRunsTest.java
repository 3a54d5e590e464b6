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

import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.emulator.http.Endpoint;
import ai.scriptrun.camel.exception.AwaitTimeoutException;
import ai.scriptrun.camel.exception.InconsistentResultException;
import ai.scriptrun.camel.exception.RunNotFoundException;
import ai.scriptrun.camel.exception.ScriptRunException;
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

/** A tracked run that can't be brought to a result enters the route as a failed exchange, once. */
class UnfinishedRunsTest extends NodeTest {

    private final MemoryRunStore store = new MemoryRunStore();

    UnfinishedRunsTest() {
        super(ScriptRunEmulator.builder().runTime(Duration.ofHours(1)));
        node.runStore(store);
    }

    private RouteBuilder routes(String options) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                onException(ScriptRunException.class).handled(true).to("mock:failures");
                from("direct:start").toF("scriptrun:runWorkflow?workflowId=%d&track=true", workflow);
                from("scriptrun:results?initialDelay=0&delay=20" + options).to("mock:results");
            }
        };
    }

    private Exchange failure() throws Exception {
        MockEndpoint failures = node.mock("failures");
        failures.expectedMessageCount(1);
        node.mock("results").expectedMessageCount(0);
        node.template().sendBodyAndHeader("direct:start", Map.of("n", 1), "order", "A-17");
        failures.assertIsSatisfied(60_000);
        node.mock("results").assertIsSatisfied();
        await().untilAsserted(
                        () -> assertThat(node.component().getTrackedRuns()).isZero());
        return failures.getExchanges().get(0);
    }

    @Test
    void timedOut() throws Exception {
        node.start(routes("&resultTimeout=300"));

        Exchange failed = failure();

        AwaitTimeoutException cause = failed.getProperty(Exchange.EXCEPTION_CAUGHT, AwaitTimeoutException.class);
        assertThat(cause.getRunId()).isEqualTo(service.runs().ids().get(0));
        assertThat(cause)
                .hasMessageContaining("300 ms after its start")
                .hasMessageContaining("in progress")
                .hasMessageContaining("resultTimeout");
        assertThat(failed.getIn().getHeaders())
                .containsEntry("order", "A-17")
                .containsEntry(ScriptRunConstants.RUN_ID, cause.getRunId())
                .containsEntry(ScriptRunConstants.WORKFLOW_ID, workflow)
                .containsEntry(ScriptRunConstants.COMPLETE, false);
        assertThat(failed.getProperty(ScriptRunConstants.INPUT_PROPERTY)).isEqualTo(Map.of("n", 1));
    }

    @Test
    void unknown() throws Exception {
        service.faults().on(Endpoint.RESULT).unknownRun();
        node.start(routes("&resultTimeout=300"));

        assertThat(failure().getProperty(Exchange.EXCEPTION_CAUGHT)).isInstanceOf(RunNotFoundException.class);
    }

    @Test
    void inconsistent() throws Exception {
        node.close();
        service.close();
        try (ScriptRunEmulator never = ScriptRunEmulator.builder()
                        .consistencyWindow(Duration.ofHours(1))
                        .start();
                TestNode other = new TestNode(never)) {
            long echo = never.createWorkflow(Workflows.ECHO);
            other.start(new RouteBuilder() {
                @Override
                public void configure() {
                    onException(InconsistentResultException.class).handled(true).to("mock:failures");
                    from("direct:start").toF("scriptrun:runWorkflow?workflowId=%d&track=true", echo);
                    from("scriptrun:results?initialDelay=0&delay=20").to("mock:results");
                }
            });
            other.mock("failures").expectedMessageCount(1);
            other.mock("results").expectedMessageCount(0);

            other.template().sendBody("direct:start", Map.of("n", 1));

            other.mock("failures").assertIsSatisfied(60_000);
            other.mock("results").assertIsSatisfied();
        }
    }

    @Test
    void anUnhandledFailureIsDoneAfterOneDelivery() throws Exception {
        node.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").toF("scriptrun:runWorkflow?workflowId=%d&track=true", workflow);
                from("scriptrun:results?initialDelay=0&delay=20&resultTimeout=200")
                        .to("mock:results");
            }
        });
        node.mock("results").expectedMessageCount(0);

        node.template().sendBody("direct:start", Map.of("n", 1));

        await().untilAsserted(
                        () -> assertThat(node.component().getTrackedRuns()).isZero());
        node.mock("results").assertIsSatisfied();
    }

    @Test
    void aFailureIsEmittedAgainIfItsHandlerFails() throws Exception {
        node.start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(AwaitTimeoutException.class).handled(true).to("mock:handler");
                from("direct:start").toF("scriptrun:runWorkflow?workflowId=%d&track=true", workflow);
                from("scriptrun:results?initialDelay=0&delay=20&resultTimeout=200")
                        .to("mock:results");
            }
        });
        MockEndpoint handler = node.mock("handler");
        handler.whenExchangeReceived(1, e -> {
            throw new IllegalStateException("the dead letter queue is down");
        });
        handler.expectedMessageCount(2);

        node.template().sendBody("direct:start", Map.of("n", 1));

        handler.assertIsSatisfied(60_000);
        await().untilAsserted(
                        () -> assertThat(node.component().getTrackedRuns()).isZero());
    }
}
