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
package ai.scriptrun.camel.start;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.emulator.http.Endpoint;
import ai.scriptrun.camel.exception.RunLimitException;
import ai.scriptrun.camel.exception.RunStartUncertainException;
import ai.scriptrun.camel.exception.ScriptRunApiException;
import ai.scriptrun.camel.model.WorkflowRun;
import ai.scriptrun.camel.store.MemoryRunStore;
import ai.scriptrun.camel.store.NewStart;
import ai.scriptrun.camel.store.Payload;
import ai.scriptrun.camel.store.RunKind;
import ai.scriptrun.camel.store.StartTerms;
import ai.scriptrun.camel.testing.TestNode;
import ai.scriptrun.camel.testing.Workflows;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Starts that may have to wait: in the queue, or as exchanges. */
class QueueTest {

    private final ScriptRunEmulator service = ScriptRunEmulator.builder()
            .queueTime(Duration.ZERO)
            .runTime(Duration.ofMillis(150))
            .start();
    private final long workflow = service.createWorkflow(Workflows.ECHO);
    private final MemoryRunStore store = new MemoryRunStore();
    private final TestNode node = new TestNode(service).runStore(store);

    @AfterEach
    void stop() {
        node.close();
        service.close();
    }

    private void routes(String options) throws Exception {
        node.start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(ScriptRunApiException.class).handled(true).to("mock:failed");
                from("direct:start").toF("scriptrun:runWorkflow?workflowId=%d%s", workflow, options);
                from("scriptrun:results?initialDelay=0&delay=20&resultFormat=TEXT")
                        .to("mock:results");
            }
        });
    }

    private Exchange send(int n) {
        return node.template().request("direct:start", exchange -> {
            exchange.getIn().setBody(Map.of("n", n));
            exchange.getIn().setHeader("row", n);
        });
    }

    private CompletableFuture<Exchange> sendLater(int n) {
        return node.template()
                .asyncSend("direct:start", exchange -> exchange.getIn().setBody(Map.of("n", n)));
    }

    private List<String> results() {
        return node.mock("results").getReceivedExchanges().stream()
                .map(exchange -> exchange.getIn().getBody(String.class))
                .toList();
    }

    private static String[] echoes(int runs) {
        return IntStream.range(0, runs).mapToObj(n -> "n=" + n).toArray(String[]::new);
    }

    @Test
    void queuedRunsAreAllStartedWithinTheLimitAndDelivered() throws Exception {
        routes("&track=true&queue=true&maxInFlight=3");
        for (int n = 0; n < 20; n++) {
            send(n);
        }
        await().until(() -> results().size() == 20);
        assertThat(results()).containsExactlyInAnyOrder(echoes(20));
        assertThat(service.runs().mostInFlight(workflow)).isEqualTo(3);
        assertThat(service.runs().accepted()).isEqualTo(20);
        assertThat(node.mock("results").getExchanges().get(0).getIn().getHeader("row"))
                .isNotNull();
    }

    @Test
    void startsAreMadeInQueueOrder() throws Exception {
        routes("&track=true&queue=true&maxInFlight=1");
        for (int n = 0; n < 6; n++) {
            send(n);
        }
        await().until(() -> results().size() == 6);
        List<String> inputs = new ArrayList<>();
        service.runs().ids().forEach(id -> inputs.add(service.runs().input(id)));
        assertThat(inputs)
                .containsExactly(
                        IntStream.range(0, 6).mapToObj(n -> "{\"n\":" + n + "}").toArray(String[]::new));
    }

    @Test
    void aQueuedExchangeContinuesWithoutARunId() throws Exception {
        routes("&track=true&queue=true");
        Exchange queued = send(7);
        WorkflowRun run = queued.getMessage().getBody(WorkflowRun.class);
        assertThat(run.getStatus()).isEqualTo("queued");
        assertThat(run.getId()).isNull();
        assertThat(queued.getMessage().getHeaders())
                .containsEntry(ScriptRunConstants.RUN_STATUS, "queued")
                .containsEntry(ScriptRunConstants.WORKFLOW_ID, workflow)
                .containsEntry(ScriptRunConstants.COMPLETE, false)
                .doesNotContainKey(ScriptRunConstants.RUN_ID);
        await().until(() -> results().contains("n=7"));
    }

    @Test
    void aQueuedKeyStartsOneRun() throws Exception {
        routes("&track=true&queue=true");
        for (int i = 0; i < 3; i++) {
            node.template().sendBodyAndHeader("direct:start", Map.of("n", 1), ScriptRunConstants.START_KEY, "order-1");
        }
        await().until(() -> results().size() == 1);
        Exchange late = node.template().request("direct:start", exchange -> {
            exchange.getIn().setBody(Map.of("n", 1));
            exchange.getIn().setHeader(ScriptRunConstants.START_KEY, "order-1");
        });
        assertThat(late.getMessage().getHeader(ScriptRunConstants.RUN_ID))
                .isEqualTo(service.runs().ids().get(0));
        assertThat(service.runs().accepted()).isEqualTo(1);
    }

    @Test
    void aRedeliveredExchangeIsQueuedOnce() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        node.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .errorHandler(
                                defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(0))
                        .to("direct:queue");
                from("direct:queue")
                        .errorHandler(noErrorHandler())
                        .toF("scriptrun:runWorkflow?workflowId=%d&track=true&queue=true", workflow)
                        .removeHeaders("*")
                        .process(exchange -> {
                            if (attempts.incrementAndGet() < 4) {
                                throw new IllegalStateException("later");
                            }
                        });
                from("scriptrun:results?initialDelay=0&delay=20&resultFormat=TEXT")
                        .to("mock:results");
            }
        });
        assertThat(send(1).getException()).isNull();
        assertThat(attempts).hasValue(4);
        await().until(() -> results().size() == 1);
        assertThat(store.count(RunKind.queued(service.baseUrl()), 10)).isZero();
        assertThat(service.runs().accepted()).isEqualTo(1);
    }

    @Test
    void exchangesBeyondTheLimitWait() throws Exception {
        routes("&await=true&resultFormat=TEXT&maxInFlight=2");
        List<CompletableFuture<Exchange>> all =
                IntStream.range(0, 8).mapToObj(this::sendLater).toList();
        List<String> bodies = new ArrayList<>();
        for (CompletableFuture<Exchange> one : all) {
            Exchange exchange = one.get(60, TimeUnit.SECONDS);
            assertThat(exchange.getException()).isNull();
            bodies.add(exchange.getMessage().getBody(String.class));
        }
        assertThat(bodies).containsExactly(echoes(8));
        assertThat(service.runs().mostInFlight(workflow)).isEqualTo(2);
    }

    @Test
    void aLimitAndABudgetCanBeCombined() throws Exception {
        node.start(new RouteBuilder() {
            @Override
            public void configure() {
                // tag::limits[]
                from("direct:start")
                        .toF(
                                "scriptrun:runWorkflow?workflowId=%d&await=true&resultFormat=TEXT&maxInFlight=20&budget=50/1d",
                                workflow);
                // end::limits[]
            }
        });
        for (int n = 0; n < 3; n++) {
            assertThat(send(n).getMessage().getBody(String.class)).isEqualTo("n=" + n);
        }
    }

    @Test
    void aBatchThatIsSentAgainStartsNothingAgain() throws Exception {
        node.start(new RouteBuilder() {
            @Override
            public void configure() {
                // tag::queue[]
                from("direct:batch")
                        .split()
                        .tokenize("\n")
                        .streaming()
                        .setHeader(
                                ScriptRunConstants.START_KEY,
                                simple("${header.batch} ${exchangeProperty.CamelSplitIndex}"))
                        .setBody(simple("{\"n\": ${body}}"))
                        .toF("scriptrun:runWorkflow?workflowId=%d&track=true&queue=true&maxInFlight=100", workflow);
                // end::queue[]
                from("scriptrun:results?initialDelay=0&delay=20&resultFormat=TEXT")
                        .to("mock:results");
            }
        });
        for (int i = 0; i < 2; i++) {
            node.template().sendBodyAndHeader("direct:batch", "0\n1\n2\n3", "batch", "2026-11-27");
        }
        await().until(() -> results().size() == 4);
        node.template().sendBodyAndHeader("direct:batch", "0\n1\n2\n3", "batch", "2026-11-27");
        assertThat(store.count(RunKind.queued(service.baseUrl()), 10)).isZero();
        assertThat(results()).containsExactlyInAnyOrder(echoes(4));
        assertThat(service.runs().accepted()).isEqualTo(4);
    }

    @Test
    void anUntrackedRunCountsUntilItsEnd() throws Exception {
        routes("&maxInFlight=1");
        List<CompletableFuture<Exchange>> all =
                IntStream.range(0, 4).mapToObj(this::sendLater).toList();
        for (CompletableFuture<Exchange> one : all) {
            assertThat(one.get(60, TimeUnit.SECONDS).getException()).isNull();
        }
        assertThat(service.runs().accepted()).isEqualTo(4);
        assertThat(service.runs().mostInFlight(workflow)).isEqualTo(1);
    }

    @Test
    void anExchangeFailsAfterSlotTimeoutAndStartsNothing() throws Exception {
        long endless = store.intend(
                        new NewStart(service.baseUrl(), "another", workflow, null, StartTerms.NONE, Payload.NONE),
                        store.join("another"))
                .id();
        assertThat(endless).isPositive();
        routes("&maxInFlight=1&slotTimeout=300ms");
        Exchange exchange = send(1);
        assertThat(exchange.getException())
                .isInstanceOf(RunLimitException.class)
                .hasMessageContaining("workflow " + workflow)
                .hasMessageContaining("at most 1 (maxInFlight)");
        assertThat(service.runs().accepted()).isZero();
    }

    @Test
    void aRejectedQueuedStartEntersTheResultsAsAFailedExchange() throws Exception {
        service.faults().on(Endpoint.RUN).call(1).status(404);
        routes("&track=true&queue=true&maxInFlight=1");
        send(1);
        send(2);
        MockEndpoint failed = node.mock("failed");
        failed.expectedMessageCount(1);
        failed.assertIsSatisfied(60_000);
        Exchange refused = failed.getExchanges().get(0);
        assertThat(refused.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class))
                .isInstanceOf(ScriptRunApiException.class)
                .hasMessageContaining("404");
        assertThat(refused.getProperty(ScriptRunConstants.INPUT_PROPERTY)).isEqualTo(Map.of("n", 1));
        assertThat(refused.getIn().getHeader("row")).isEqualTo(1);
        await().until(() -> results().contains("n=2"));
    }

    @Test
    void aQueuedStartIsRetriedAfterATransientFailure() throws Exception {
        service.faults().on(Endpoint.RUN).call(1).status(429);
        routes("&track=true&queue=true&maxRetries=0");
        send(1);
        send(2);
        await().until(() -> results().size() == 2);
        assertThat(service.runs().accepted()).isEqualTo(2);
    }

    @Test
    void startsThatFailTogetherShareOneBackOff() throws Exception {
        service.faults().on(Endpoint.RUN).calls(1, 8).status(401);
        routes("&track=true&queue=true&maxRetries=0");
        for (int n = 0; n < 20; n++) {
            send(n);
        }
        await().until(() -> results().size() == 20);
        assertThat(service.runs().accepted()).isEqualTo(20);
    }

    @Test
    void anUncertainQueuedStartEntersTheResultsAsAFailedExchange() throws Exception {
        service.faults().on(Endpoint.RUN).call(1).answerLost();
        routes("&track=true&queue=true");
        send(1);
        MockEndpoint failed = node.mock("failed");
        failed.expectedMessageCount(1);
        failed.assertIsSatisfied(60_000);
        Exchange doubtful = failed.getExchanges().get(0);
        assertThat(doubtful.getProperty(Exchange.EXCEPTION_CAUGHT)).isInstanceOf(RunStartUncertainException.class);
        assertThat(doubtful.getProperty(ScriptRunConstants.INPUT_PROPERTY)).isEqualTo(Map.of("n", 1));
        assertThat(service.runs().accepted()).isEqualTo(1);
    }

    @Test
    void aBudgetIsNeverExceeded() throws Exception {
        long llm = service.createWorkflow(ScriptRunEmulator.class.getResourceAsStream("workflows/welcome.json"));
        node.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:cost").toF("scriptrun:runWorkflow?workflowId=%d&await=true", llm);
                from("direct:queue")
                        .toD("scriptrun:runWorkflow?workflowId=" + llm
                                + "&track=true&queue=true&budget=${header.usd}/1d");
                from("scriptrun:results?initialDelay=0&delay=20").to("mock:results");
            }
        });
        double cost = node.template()
                .request("direct:cost", exchange -> exchange.getIn().setBody("{\"message\": \"Hello\"}"))
                .getMessage()
                .getHeader(ScriptRunConstants.TOTAL_COST, Double.class);
        String budget = String.format(Locale.ROOT, "%.12f", cost * 3.5);
        for (int n = 0; n < 8; n++) {
            node.template().sendBodyAndHeader("direct:queue", "{\"message\": \"Hello\"}", "usd", budget);
        }
        await().until(() -> results().size() == 3);
        await().during(Duration.ofSeconds(2)).until(() -> service.runs().accepted() == 4);
        assertThat(store.count(RunKind.queued(service.baseUrl()), 100)).isEqualTo(5);
    }

    @Test
    void wrongOptionsAreReportedAtTheStart() {
        assertWrong("&queue=true", "queue", "track=true");
        assertWrong("&maxInFlight=0", "maxInFlight", "1 or more");
        assertWrong("&budget=much", "budget", "50/1d");
        assertWrong("&budget=0/1d", "budget", "50/1d");
        assertWrong("&budget=5/8d", "budget", "keepDelivered");
        assertWrong("&slotTimeout=0", "slotTimeout", "duration");
        assertWrong("&uncertainStart=GUESS", "uncertainStart", "GUESS");
    }

    private void assertWrong(String options, String... words) {
        assertThatThrownBy(() -> node.context().getEndpoint("scriptrun:runWorkflow?workflowId=1" + options))
                .satisfies(failure ->
                        assertThat(failure.toString() + failure.getCause()).contains(words));
    }
}
