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
package ai.scriptrun.camel.producer;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.client.Credentials;
import ai.scriptrun.camel.emulator.http.Endpoint;
import ai.scriptrun.camel.exception.InvalidInputException;
import ai.scriptrun.camel.exception.RunStartUncertainException;
import ai.scriptrun.camel.exception.ScriptRunException;
import ai.scriptrun.camel.store.MemoryRunStore;
import ai.scriptrun.camel.store.NewStart;
import ai.scriptrun.camel.store.Payload;
import ai.scriptrun.camel.store.StartTerms;
import ai.scriptrun.camel.testing.FaultyRunStore;
import ai.scriptrun.camel.testing.NodeTest;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A start key starts one run of a workflow, for any number of exchanges. */
class StartKeyTest extends NodeTest {

    /** Lasts, so that starts of applications that have died are looked for. */
    private final MemoryRunStore memory = new MemoryRunStore() {
        @Override
        public boolean isLasting() {
            return true;
        }
    };

    private final FaultyRunStore store = new FaultyRunStore(memory);

    StartKeyTest() {
        node.runStore(store.asRunStore());
    }

    private void route(String options) throws Exception {
        node.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").toF("scriptrun:runWorkflow?workflowId=%d%s", workflow, options);
            }
        });
    }

    private Exchange send(String key) {
        return node.template().request("direct:start", exchange -> {
            exchange.getIn().setBody(Map.of("n", 1));
            exchange.getIn().setHeader(ScriptRunConstants.START_KEY, key);
            exchange.getIn().setHeader("orderId", key);
        });
    }

    private static Object runId(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getHeader(ScriptRunConstants.RUN_ID);
    }

    @Test
    void anExchangeWithAKnownKeyGetsItsRun() throws Exception {
        route("");
        Object first = runId(send("order-1"));
        Exchange again = send("order-1");
        assertThat(runId(again)).isEqualTo(first);
        assertThat(again.getMessage().getHeader(ScriptRunConstants.START_KEY)).isEqualTo("order-1");
        assertThat(again.getMessage().getHeader(ScriptRunConstants.RUN_STATUS)).isEqualTo("created");
        assertThat(runId(send("order-2"))).isNotEqualTo(first);
        assertThat(service.runs().accepted()).isEqualTo(2);
    }

    @Test
    void anExchangeThatAwaitsAKnownKeyGetsItsResult() throws Exception {
        route("&await=true&resultFormat=TEXT");
        assertThat(send("order-1").getMessage().getBody()).isEqualTo("n=1");
        assertThat(send("order-1").getMessage().getBody()).isEqualTo("n=1");
        assertThat(service.runs().accepted()).isEqualTo(1);
    }

    @Test
    void concurrentExchangesWithOneKeyGetTheSameRun() throws Exception {
        service.faults().on(Endpoint.RUN).delay(java.time.Duration.ofMillis(300));
        route("");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Object> sender = () -> runId(send("order-1"));
            List<Future<Object>> ids =
                    threads.invokeAll(List.of(sender, sender, sender, sender, sender, sender, sender, sender));
            Object first = ids.get(0).get();
            for (Future<Object> id : ids) {
                assertThat(id.get()).isEqualTo(first);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(service.runs().accepted()).isEqualTo(1);
    }

    @Test
    void aKeyedRunThatIsTrackedIsDeliveredOnceWithItsKey() throws Exception {
        node.start(new RouteBuilder() {
            @Override
            public void configure() {
                // tag::key[]
                from("direct:start")
                        .setHeader(ScriptRunConstants.START_KEY, header("orderId"))
                        .toF("scriptrun:runWorkflow?workflowId=%d&track=true", workflow);
                // end::key[]
                from("scriptrun:results?initialDelay=0&delay=20&resultFormat=TEXT")
                        .to("mock:results");
            }
        });
        MockEndpoint results = node.mock("results");
        results.expectedMessageCount(1);
        send("order-1");
        send("order-1");
        results.assertIsSatisfied(60_000);
        send("order-1");
        results.setAssertPeriod(300);
        results.assertIsSatisfied();
        assertThat(results.getExchanges().get(0).getIn().getHeaders())
                .containsEntry(ScriptRunConstants.START_KEY, "order-1")
                .containsEntry(ScriptRunConstants.DELIVERY, 1);
        assertThat(results.getExchanges().get(0).getProperty(ScriptRunConstants.INPUT_PROPERTY))
                .isEqualTo(Map.of("n", 1));
        assertThat(service.runs().accepted()).isEqualTo(1);
    }

    @Test
    void aKeyOfAnUncertainStartIsNotStartedAgain() throws Exception {
        service.faults().on(Endpoint.RUN).call(1).answerLost();
        route("");
        assertThat(send("order-1").getException()).isInstanceOf(RunStartUncertainException.class);
        assertThat(send("order-1").getException())
                .isInstanceOf(RunStartUncertainException.class)
                .hasMessageContaining("order-1");
        assertThat(service.runs().accepted()).isEqualTo(1);
    }

    @Test
    void aKeyOfARejectedStartCanBeUsedAgain() throws Exception {
        service.faults().on(Endpoint.RUN).call(1).status(400);
        route("");
        assertThat(send("order-1").getException()).isNotNull();
        assertThat(runId(send("order-1"))).isNotNull();
        assertThat(service.runs().accepted()).isEqualTo(1);
    }

    @Test
    void nothingIsStartedIfTheStoreCantBeWritten() throws Exception {
        store.failBefore(call -> call.method().equals("intend"));
        route("");
        assertThat(send("order-1").getException())
                .isInstanceOf(ScriptRunException.class)
                .hasMessageContaining("nothing was started");
        assertThat(service.runs().accepted()).isZero();
    }

    @Test
    void aKeyThatIsTooLongIsRejected() throws Exception {
        route("");
        assertThat(send("x".repeat(256)).getException())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("CamelScriptRunStartKey");
    }

    @Test
    void aStartOfADeadApplicationEntersTheResultsAsAFailedExchange() throws Exception {
        String account = Credentials.apiKey(service.apiKey()).fingerprint();
        String dead = memory.join(account);
        memory.intend(
                new NewStart(
                        service.baseUrl(),
                        account,
                        workflow,
                        "order-9",
                        StartTerms.NONE,
                        new Payload(Map.of(ScriptRunConstants.START_KEY, "order-9"), "{\"n\": 9}")),
                dead);
        memory.leave(dead);
        node.start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(RunStartUncertainException.class).handled(true).to("mock:uncertain");
                from("direct:start").toF("scriptrun:runWorkflow?workflowId=%d", workflow);
                from("scriptrun:results?initialDelay=0&delay=20").to("mock:results");
            }
        });
        MockEndpoint uncertain = node.mock("uncertain");
        uncertain.expectedMessageCount(1);
        uncertain.assertIsSatisfied(60_000);
        Exchange failed = uncertain.getExchanges().get(0);
        assertThat(failed.getProperty(ScriptRunConstants.INPUT_PROPERTY)).isEqualTo("{\"n\": 9}");
        assertThat(failed.getIn().getHeaders())
                .containsEntry(ScriptRunConstants.START_KEY, "order-9")
                .containsEntry(ScriptRunConstants.WORKFLOW_ID, workflow)
                .doesNotContainKey(ScriptRunConstants.RUN_ID);
        assertThat(service.runs().accepted()).isZero();
    }
}
