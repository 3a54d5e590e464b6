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
package ai.scriptrun.camel.docs;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import ai.scriptrun.camel.ScriptRunComponent;
import ai.scriptrun.camel.emulator.SampleWorkflow;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.exception.AwaitTimeoutException;
import ai.scriptrun.camel.time.SkippableTime;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Runs that take days, in tests that don't. */
class SkippedTimeTest {

    private final CamelContext camel = new DefaultCamelContext();

    // tag::time[]
    private final SkippableTime time = new SkippableTime();
    private final ScriptRunEmulator service = ScriptRunEmulator.builder()
            .clock(time)
            .runTime(Duration.ofHours(30))
            .consistencyWindow(Duration.ZERO)
            .start();
    // end::time[]

    private ScriptRunComponent component;

    // tag::connect[]
    @BeforeEach
    void connect() throws Exception {
        camel.getRegistry().bind("time", time);
        // end::connect[]
        service.createWorkflow(SampleWorkflow.FEEDBACK.json());
        component = camel.getComponent("scriptrun", ScriptRunComponent.class);
        component.getConfiguration().setBaseUrl(service.baseUrl());
        component.getConfiguration().setApiKey(service.apiKey());
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:feedback").to("scriptrun:runWorkflow?workflowId=307&await=true&awaitTimeout=24h");
                from("direct:later").to("scriptrun:runWorkflow?workflowId=307&track=true");
                from("scriptrun:results?delay=20&resultTimeout=48h&resultFormat=OUTPUT")
                        .to("mock:results");
            }
        });
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
        service.close();
    }

    // tag::timeout[]
    @Test
    void timesOutAfterADay() {
        CompletableFuture<Object> result =
                camel.createProducerTemplate().asyncRequestBody("direct:feedback", Map.of("feedback", "Great!"));
        await().until(() -> component.getWaitingRuns() == 1);

        time.skip(Duration.ofHours(24));

        assertThatThrownBy(() -> result.get(10, TimeUnit.SECONDS)).hasRootCauseInstanceOf(AwaitTimeoutException.class);
    }
    // end::timeout[]

    @Test
    void takesLessThanASecondForADay() {
        camel.createProducerTemplate().sendBody("scriptrun:getWorkflow?workflowId=307", null);
        Instant begin = Instant.now();

        timesOutAfterADay();

        Duration taken = Duration.between(begin, Instant.now());
        System.out.println("A timeout of 24 h took " + taken.toMillis() + " ms");
        assertThat(taken).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void doesNotTimeOutBefore() {
        CompletableFuture<Object> result =
                camel.createProducerTemplate().asyncRequestBody("direct:feedback", Map.of("feedback", "Great!"));
        await().until(() -> component.getWaitingRuns() == 1);
        long polls = component.getPolls();

        time.skip(Duration.ofHours(23));

        await().until(() -> component.getPolls() > polls);
        assertThat(result).isNotDone();
        time.skip(Duration.ofHours(2));
        assertThatThrownBy(() -> result.get(10, TimeUnit.SECONDS)).hasRootCauseInstanceOf(AwaitTimeoutException.class);
    }

    @Test
    void deliversARunThatTookThirtyHours() throws Exception {
        MockEndpoint results = camel.getEndpoint("mock:results", MockEndpoint.class);
        results.expectedMessageCount(1);
        camel.createProducerTemplate().sendBody("direct:later", Map.of("feedback", "Great!"));
        await().until(() -> component.getWaitingRuns() == 1);

        time.skip(Duration.ofHours(31));

        results.assertIsSatisfied();
    }
}
