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

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import ai.scriptrun.camel.testing.NodeTest;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How many starts an exchange makes, for all kinds of redeliveries and routes. */
class StartIdentityTest extends NodeTest {

    private String run(String options) {
        return "scriptrun:runWorkflow?workflowId=" + workflow + options;
    }

    /** Fails so many times, and then no more. */
    private static Processor flaky(int failures) {
        AtomicInteger calls = new AtomicInteger();
        return exchange -> {
            if (calls.incrementAndGet() <= failures) {
                throw new IllegalStateException("not yet");
            }
        };
    }

    private abstract static class Routes extends RouteBuilder {

        void redeliver() {
            onException(IllegalStateException.class).maximumRedeliveries(5).redeliveryDelay(0);
        }
    }

    private Exchange send() {
        Exchange answer = node.template().request("direct:start", e -> e.getIn().setBody(Map.of("n", 1)));
        assertThat(answer.getException()).isNull();
        return answer;
    }

    private void assertStarts(int count) {
        send();
        assertThat(service.runs().accepted()).isEqualTo(count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"headers", "properties"})
    void aChildThatRemovesHeadersOrPropertiesStartsOnce(String wiped) throws Exception {
        node.start(new Routes() {
            @Override
            public void configure() {
                redeliver();
                from("direct:start").to("direct:child");
                from("direct:child")
                        .errorHandler(noErrorHandler())
                        .to(run("&await=true"))
                        .process(exchange -> {
                            if (wiped.equals("headers")) {
                                exchange.getMessage().removeHeaders("*");
                            } else {
                                exchange.removeProperties("*");
                            }
                        })
                        .process(flaky(4));
            }
        });
        assertStarts(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"toD", "enrich"})
    void aProducerThatIsCreatedForEachCallStartsOnce(String step) throws Exception {
        node.start(new Routes() {
            @Override
            public void configure() {
                redeliver();
                from("direct:start").to("direct:child");
                if (step.equals("toD")) {
                    from("direct:child")
                            .errorHandler(noErrorHandler())
                            .toD(run(""), -1)
                            .process(flaky(3));
                } else {
                    from("direct:child")
                            .errorHandler(noErrorHandler())
                            .enrich()
                            .constant(run(""))
                            .cacheSize(-1)
                            .end()
                            .process(flaky(3));
                }
            }
        });
        assertStarts(1);
    }

    @Test
    void aStepThatIsCalledWithAnotherInputStartsAnotherRun() throws Exception {
        node.start(new Routes() {
            @Override
            public void configure() {
                redeliver();
                from("direct:run").errorHandler(noErrorHandler()).to(run("&await=true&resultFormat=TEXT"));
                from("direct:start")
                        .to("direct:run")
                        .process(flaky(1))
                        .setBody(constant("{\"n\": 2}"))
                        .to("direct:run");
            }
        });
        assertThat(send().getMessage().getBody()).isEqualTo("n=2");
        assertThat(service.runs().accepted()).isEqualTo(2);
    }

    @Test
    void aLoopStartsOncePerIterationIfAnotherOfItsStepsIsRedelivered() throws Exception {
        node.start(new Routes() {
            @Override
            public void configure() {
                redeliver();
                from("direct:start")
                        .loop(3)
                        .setBody(constant("{\"n\": 1}"))
                        .to(run(""))
                        .process(flaky(2))
                        .end();
            }
        });
        assertStarts(3);
    }

    @Test
    void aRouteThatIsCalledTwiceAndRedeliveredWithItsCallerStartsTwice() throws Exception {
        node.start(new Routes() {
            @Override
            public void configure() {
                redeliver();
                from("direct:run").errorHandler(noErrorHandler()).to(run(""));
                from("direct:b")
                        .errorHandler(noErrorHandler())
                        .to("direct:run")
                        .setBody(constant("{\"n\": 2}"))
                        .to("direct:run")
                        .process(flaky(2));
                from("direct:start").to("direct:b");
            }
        });
        assertStarts(2);
    }

    @Test
    void theSameStepWithTheSameInputStartsAgainIfNothingHasFailed() throws Exception {
        node.start(new Routes() {
            @Override
            public void configure() {
                redeliver();
                from("direct:run").errorHandler(noErrorHandler()).to(run(""));
                from("direct:start")
                        .setBody(constant("{}"))
                        .to("direct:run")
                        .setBody(constant("{}"))
                        .to("direct:run");
            }
        });
        assertStarts(2);
    }

    @Test
    void theSameStepCalledTwiceWithTheSameInputAndRedeliveredWithItsCallerStartsTwice() throws Exception {
        node.start(new Routes() {
            @Override
            public void configure() {
                redeliver();
                from("direct:run").errorHandler(noErrorHandler()).to(run(""));
                from("direct:b")
                        .errorHandler(noErrorHandler())
                        .setBody(constant("{}"))
                        .to("direct:run")
                        .setBody(constant("{}"))
                        .to("direct:run")
                        .process(flaky(2));
                from("direct:start").to("direct:b");
            }
        });
        assertStarts(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"split", "multicast", "recipientList"})
    void eachPartOfARedeliveredStepStartsOnce(String pattern) throws Exception {
        node.start(new Routes() {
            @Override
            public void configure() {
                redeliver();
                from("direct:start").to("direct:parts");
                from("direct:part").errorHandler(noErrorHandler()).to(run(""));
                switch (pattern) {
                    case "split" ->
                        from("direct:parts")
                                .errorHandler(noErrorHandler())
                                .split(constant(java.util.List.of("{\"n\": 1}", "{\"n\": 1}")))
                                .to("direct:part")
                                .end()
                                .process(flaky(3));
                    case "multicast" ->
                        from("direct:parts")
                                .errorHandler(noErrorHandler())
                                .multicast()
                                .to("direct:part", "direct:part")
                                .end()
                                .process(flaky(3));
                    default ->
                        from("direct:parts")
                                .errorHandler(noErrorHandler())
                                .recipientList(constant("direct:part,direct:part"))
                                .process(flaky(3));
                }
            }
        });
        assertStarts(2);
    }

    @Test
    void aDoTryThatCatchesAndCallsAgainStartsOnce() throws Exception {
        node.start(new Routes() {
            @Override
            public void configure() {
                from("direct:run").errorHandler(noErrorHandler()).to(run(""));
                from("direct:start")
                        .doTry()
                        .to("direct:run")
                        .process(flaky(1))
                        .doCatch(IllegalStateException.class)
                        .setBody(constant(Map.of("n", 1)))
                        .to("direct:run")
                        .end();
            }
        });
        assertStarts(1);
    }

    @Test
    void eachOfManyExchangesWithASmallProducerCacheStartsOnce() throws Exception {
        node.start(new Routes() {
            @Override
            public void configure() {
                onException(IllegalStateException.class).maximumRedeliveries(5).redeliveryDelay(0);
                from("direct:start").to("direct:child");
                from("direct:child")
                        .errorHandler(noErrorHandler())
                        .toD(run("&await=false&title=${header.t}"), 2)
                        .process(exchange -> {
                            int tries = exchange.getIn().getHeader(Exchange.REDELIVERY_COUNTER, 0, Integer.class);
                            if (tries < 3) {
                                throw new IllegalStateException("not yet");
                            }
                        });
            }
        });
        for (int i = 0; i < 6; i++) {
            node.template().sendBodyAndHeader("direct:start", Map.of("n", i), "t", "t" + i);
        }
        assertThat(service.runs().accepted()).isEqualTo(6);
    }

    @Test
    void startsOfEndedExchangesAreForgotten() throws Exception {
        node.start(new Routes() {
            @Override
            public void configure() {
                from("direct:start").to(run(""));
            }
        });
        for (int i = 0; i < 5; i++) {
            send();
        }
        assertThat(service.runs().accepted()).isEqualTo(5);
        assertThat(node.component())
                .extracting("startMemory.byExchangeId")
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .isEmpty();
    }
}
