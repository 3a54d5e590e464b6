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

import ai.scriptrun.camel.emulator.http.Endpoint;
import ai.scriptrun.camel.store.MemoryRunStore;
import ai.scriptrun.camel.testing.NodeTest;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The options that Camel's batch consumers share. */
class BatchOptionsTest extends NodeTest {

    private final MemoryRunStore store = new MemoryRunStore();

    BatchOptionsTest() {
        node.runStore(store);
    }

    private RouteBuilder routes(String options) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").toF("scriptrun:runWorkflow?workflowId=%d&track=true", workflow);
                from("scriptrun:results?" + options).routeId("results").to("mock:results");
            }
        };
    }

    private void startRuns(int count) {
        for (int i = 0; i < count; i++) {
            node.template().sendBody("direct:start", Map.of("n", i));
        }
    }

    @Test
    void maxMessagesPerPollLimitsABatch() throws Exception {
        node.start(routes("initialDelay=0&delay=700&maxMessagesPerPoll=4"));
        MockEndpoint results = node.mock("results");
        results.expectedMessageCount(10);

        startRuns(10);

        results.assertIsSatisfied(60_000);
        assertThat(results.getExchanges()).allSatisfy(e -> assertThat(e.getProperty(Exchange.BATCH_SIZE, Integer.class))
                .isBetween(1, 4));
        assertThat(results.getExchanges())
                .anySatisfy(e -> assertThat(e.getProperty(Exchange.BATCH_SIZE)).isEqualTo(4));
        assertThat(results.getExchanges().stream().filter(e -> e.getProperty(Exchange.BATCH_COMPLETE, Boolean.class)))
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void greedyPollsImmediatelyWhileThereIsMore() throws Exception {
        node.start(routes("initialDelay=0&delay=1500&maxMessagesPerPoll=1&greedy=true"));
        MockEndpoint results = node.mock("results");
        results.expectedMessageCount(8);

        startRuns(8);

        // One in each poll, so that without greed it would take 8 delays.
        results.assertIsSatisfied(6_000);
    }

    @Test
    void anEmptyMessageIsSentIfConfigured() throws Exception {
        node.start(routes("initialDelay=0&delay=20&sendEmptyMessageWhenIdle=true"));
        MockEndpoint results = node.mock("results");
        results.expectedMinimumMessageCount(3);
        results.assertIsSatisfied(60_000);
        assertThat(results.getExchanges().get(0).getIn().getBody()).isNull();
    }

    @Test
    void failedPollsReachTheRouteWithBridgeErrorHandler() throws Exception {
        node.component().getConfiguration().setMaxRetries(0);
        service.faults().on(Endpoint.HISTORY).status(500);
        node.start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).handled(true).to("mock:trouble");
                fromF("scriptrun:results?workflowId=%d&initialDelay=0&delay=20&bridgeErrorHandler=true", workflow)
                        .to("mock:results");
            }
        });
        node.mock("trouble").expectedMinimumMessageCount(2);
        node.mock("trouble").assertIsSatisfied(60_000);
    }

    @Test
    void backoffDelaysFailedPolls() throws Exception {
        node.component().getConfiguration().setMaxRetries(0);
        service.faults().on(Endpoint.HISTORY).status(500);
        node.start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).handled(true).to("mock:trouble");
                fromF(
                                "scriptrun:results?workflowId=%d&initialDelay=0&delay=20&bridgeErrorHandler=true"
                                        + "&backoffMultiplier=1000&backoffErrorThreshold=2",
                                workflow)
                        .to("mock:results");
            }
        });
        node.mock("trouble").expectedMessageCount(2);
        node.mock("trouble").setAssertPeriod(500);
        node.mock("trouble").assertIsSatisfied(60_000);
    }

    @Test
    void quartzCanScheduleThePolls() throws Exception {
        node.start(routes("scheduler=quartz&scheduler.cron=0/1+*+*+*+*+?"));
        node.mock("results").expectedMessageCount(3);
        startRuns(3);
        node.mock("results").assertIsSatisfied(60_000);
    }

    @Test
    void aGracefulStopFinishesExchangesInFlightAndKeepsOtherRuns() throws Exception {
        node.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").toF("scriptrun:runWorkflow?workflowId=%d&track=true", workflow);
                from("scriptrun:results?initialDelay=0&delay=1500")
                        .delay(300)
                        .syncDelayed()
                        .to("mock:results");
            }
        });
        startRuns(8);
        MockEndpoint results = node.mock("results");
        await().pollInterval(Duration.ofMillis(20)).until(() -> results.getReceivedCounter() >= 1);

        node.close();

        int emitted = results.getReceivedCounter();
        assertThat(emitted).isBetween(1, 7);
        assertThat(node.component().getTrackedRuns()).isEqualTo(8 - emitted);
    }
}
