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
import java.util.concurrent.atomic.AtomicInteger;

import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.emulator.http.Endpoint;
import ai.scriptrun.camel.exception.AwaitTimeoutException;
import ai.scriptrun.camel.exception.RunStartUncertainException;
import ai.scriptrun.camel.store.MemoryRunStore;
import ai.scriptrun.camel.testing.FaultyRunStore;
import ai.scriptrun.camel.testing.NodeTest;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A redelivery by Camel's error handlers never starts a second run; a loop that comes by again does. */
class StartOnceTest extends NodeTest {

    StartOnceTest() {
        super(ScriptRunEmulator.builder().runTime(Duration.ofMillis(300)));
    }

    private Exchange send() {
        return node.template().request("direct:start", e -> e.getIn().setBody(Map.of("n", 1)));
    }

    @Test
    void aRedeliveryAfterATimeoutWaitsForTheSameRun() throws Exception {
        node.start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(AwaitTimeoutException.class).maximumRedeliveries(20).redeliveryDelay(0);
                from("direct:start")
                        .toF(
                                "scriptrun:runWorkflow?workflowId=%d&await=true&awaitTimeout=100&resultFormat=TEXT",
                                workflow);
            }
        });

        Exchange answer = send();

        assertThat(answer.getException()).isNull();
        assertThat(answer.getMessage().getBody()).isEqualTo("n=1");
        assertThat(service.runs().accepted()).isEqualTo(1);
    }

    @Test
    void aFailureOfALaterStepDoesNotStartAnotherRun() throws Exception {
        node.start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(IllegalStateException.class).maximumRedeliveries(2).redeliveryDelay(0);
                from("direct:start").to("direct:sub");
                from("direct:sub")
                        .errorHandler(noErrorHandler())
                        .toF("scriptrun:runWorkflow?workflowId=%d", workflow)
                        .to("mock:later");
            }
        });
        node.mock("later").whenExchangeReceived(1, e -> {
            throw new IllegalStateException("not yet");
        });

        Exchange answer = send();

        assertThat(answer.getException()).isNull();
        assertThat(service.runs().accepted()).isEqualTo(1);
        assertThat(answer.getMessage().getHeader(ScriptRunConstants.RUN_ID))
                .isEqualTo(service.runs().ids().get(0));
    }

    @Test
    void anUncertainStartIsNotRepeated() throws Exception {
        service.faults().on(Endpoint.RUN).call(1).answerLost();
        node.start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).maximumRedeliveries(3).redeliveryDelay(0);
                from("direct:start").toF("scriptrun:runWorkflow?workflowId=%d", workflow);
            }
        });

        Exchange answer = send();

        assertThat(answer.getException()).isInstanceOf(RunStartUncertainException.class);
        assertThat(service.runs().accepted()).isEqualTo(1);
    }

    @Test
    void aLoopStartsARunInEachIterationAlthoughOneWasRedelivered() throws Exception {
        node.start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(AwaitTimeoutException.class).maximumRedeliveries(20).redeliveryDelay(0);
                from("direct:start")
                        .loop(3)
                        .setBody(constant("{\"n\": 1}"))
                        .toF("scriptrun:runWorkflow?workflowId=%d&await=true&awaitTimeout=200", workflow)
                        .end();
            }
        });

        assertThat(send().getException()).isNull();
        assertThat(service.runs().accepted()).isEqualTo(3);
    }

    @Test
    void twoStepsOfARouteStartARunEach() throws Exception {
        node.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .toF("scriptrun:runWorkflow?workflowId=%d", workflow)
                        .setBody(constant("{\"n\": 2}"))
                        .toF("scriptrun:runWorkflow?workflowId=%d", workflow);
            }
        });

        assertThat(send().getException()).isNull();
        assertThat(service.runs().accepted()).isEqualTo(2);
    }

    @Test
    void aRunThatCouldNotBeStoredIsStoredByTheRedeliveryAndEmittedOnce() throws Exception {
        AtomicInteger additions = new AtomicInteger();
        FaultyRunStore store = new FaultyRunStore(new MemoryRunStore())
                .failBefore(call -> call.method().equals("add") && additions.incrementAndGet() == 1);
        node.runStore(store.asRunStore()).start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).maximumRedeliveries(3).redeliveryDelay(0);
                from("direct:start").toF("scriptrun:runWorkflow?workflowId=%d&track=true", workflow);
                from("scriptrun:results?initialDelay=0&delay=20&resultFormat=TEXT")
                        .to("mock:results");
            }
        });
        node.mock("results").expectedBodiesReceived("n=1");

        Exchange answer = send();

        assertThat(answer.getException()).isNull();
        assertThat(service.runs().accepted()).isEqualTo(1);
        node.mock("results").assertIsSatisfied(60_000);
    }
}
