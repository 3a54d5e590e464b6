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
package ai.scriptrun.camel.observe;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import ai.scriptrun.camel.emulator.SampleWorkflow;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.emulator.http.Endpoint;
import ai.scriptrun.camel.store.MemoryRunStore;
import ai.scriptrun.camel.testing.FaultyRunStore;
import ai.scriptrun.camel.testing.TestNode;
import ai.scriptrun.camel.testing.Workflows;
import ai.scriptrun.camel.time.Backoff;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Each meter shows what it says, by workflow. */
class MetersTest {

    private final ScriptRunEmulator service =
            ScriptRunEmulator.builder().runTime(Duration.ofMillis(300)).start();
    private final long workflow = service.createWorkflow(SampleWorkflow.FEEDBACK.json());
    private final TestNode node = new TestNode(service);
    private final MeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void useTheRegistry() {
        node.context().getRegistry().bind("meters", registry);
    }

    @AfterEach
    void stop() {
        node.close();
        service.close();
    }

    private void start(String options) throws Exception {
        node.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").toF("scriptrun:runWorkflow?workflowId=%d&%s", workflow, options);
            }
        });
    }

    private void run() {
        node.template().send("direct:start", exchange -> exchange.getIn().setBody(Map.of("feedback", "Fine.")));
    }

    private void deliverTo(String uri) throws Exception {
        node.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("scriptrun:results?initialDelay=0&delay=20").to(uri);
            }
        });
    }

    private RequiredSearch meter(String name) {
        return registry.get(name).tag(MeterNames.WORKFLOW, Long.toString(workflow));
    }

    private double count(String name) {
        return meter(name).counter().count();
    }

    private double gauge(String name) {
        return meter(name).gauge().value();
    }

    @Test
    void aRunIsCountedFromItsStartToItsDelivery() throws Exception {
        deliverTo("mock:results");
        start("track=true");
        run();
        await().untilAsserted(() -> assertThat(count(MeterNames.DELIVERED)).isEqualTo(1));

        assertThat(count(MeterNames.STARTED)).isEqualTo(1);
        assertThat(count(MeterNames.SUCCEEDED)).isEqualTo(1);
        assertThat(count(MeterNames.FAILED)).isZero();
        assertThat(count(MeterNames.POLLS)).isPositive();
        assertThat(count(MeterNames.CALLS)).isGreaterThanOrEqualTo(2);
        assertThat(count(MeterNames.COST)).isPositive();
        assertThat(meter(MeterNames.COST).counter().getId().getBaseUnit()).isEqualTo("usd");
        Timer duration =
                meter(MeterNames.DURATION).tag(MeterNames.STATUS, "succeed").timer();
        assertThat(duration.count()).isEqualTo(1);
        assertThat(duration.totalTime(TimeUnit.MILLISECONDS)).isBetween(300.0, 60_000.0);
        Timer lag = meter(MeterNames.LAG).timer();
        assertThat(lag.count()).isEqualTo(1);
        assertThat(lag.totalTime(TimeUnit.SECONDS)).isLessThan(60);
        assertThat(meter(MeterNames.DELIVERED).counter().getId().getTag(MeterNames.CONTEXT))
                .isEqualTo(node.context().getName());
    }

    @Test
    void aFailedRunIsCountedAsFailed() throws Exception {
        long failing = service.createWorkflow(SampleWorkflow.FAILING.json());
        node.start();
        node.template().send("scriptrun:runWorkflow?await=true&workflowId=" + failing, exchange -> exchange.getIn()
                .setBody(Map.of("n", 1)));

        RequiredSearch ofFailing = registry.get(MeterNames.FAILED).tag(MeterNames.WORKFLOW, Long.toString(failing));
        assertThat(ofFailing.counter().count()).isEqualTo(1);
        assertThat(registry.get(MeterNames.DURATION)
                        .tags(MeterNames.WORKFLOW, Long.toString(failing), MeterNames.STATUS, "failed")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aWaitThatEndsWithoutAResultIsUnfinished() throws Exception {
        start("await=true&awaitTimeout=100");
        run();
        assertThat(count(MeterNames.UNFINISHED)).isEqualTo(1);
        assertThat(count(MeterNames.SUCCEEDED)).isZero();
    }

    @Test
    void aStartWhoseResponseWasLostIsUncertain() throws Exception {
        service.faults().on(Endpoint.RUN).call(1).answerLost();
        start("await=false");
        run();
        assertThat(count(MeterNames.UNCERTAIN)).isEqualTo(1);
        assertThat(count(MeterNames.STARTED)).isZero();
    }

    @Test
    void retriesAndThrottlingAreCounted() throws Exception {
        service.faults().on(Endpoint.RUN).call(1).tooManyRequests(Duration.ofSeconds(1));
        start("await=false");
        run();
        assertThat(count(MeterNames.RETRIES)).isEqualTo(1);
        assertThat(count(MeterNames.THROTTLED)).isEqualTo(1);
        assertThat(count(MeterNames.STARTED)).isEqualTo(1);
    }

    @Test
    void aDeliveryThatFailsIsCountedAndTheRunOnce() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        node.context().getRegistry().bind("inbox", (org.apache.camel.Processor) exchange -> {
            if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("The inbox is full");
            }
        });
        deliverTo("bean:inbox");
        start("track=true");
        run();
        await().untilAsserted(() -> assertThat(count(MeterNames.DELIVERED)).isEqualTo(1));

        assertThat(count(MeterNames.DELIVERIES_FAILED)).isEqualTo(1);
        assertThat(count(MeterNames.SUCCEEDED)).isEqualTo(1);
        double cost = count(MeterNames.COST);
        assertThat(cost).isEqualTo(node.component().status().figures().costUsd());
        assertThat(meter(MeterNames.LAG).timer().count()).isEqualTo(1);
        assertThat(meter(MeterNames.LAG).timer().totalTime(TimeUnit.MILLISECONDS))
                .as("the delay before the second delivery is part of it")
                .isGreaterThan((double) Backoff.after(1).toMillis());
    }

    @Test
    void gaugesShowWhatIsQueuedInFlightAndWaitedFor() throws Exception {
        service.faults().on(Endpoint.RESULT).calls(1, 1_000).status(503);
        service.faults().on(Endpoint.HISTORY).calls(1, 1_000).status(503);
        deliverTo("mock:results");
        start("track=true&queue=true&maxInFlight=1");
        run();
        run();
        run();
        await().untilAsserted(() -> {
            assertThat(gauge(MeterNames.IN_FLIGHT)).isEqualTo(1);
            assertThat(gauge(MeterNames.QUEUED)).isEqualTo(2);
            assertThat(gauge(MeterNames.WAITING)).isEqualTo(1);
        });
        service.faults().clear();
        await().untilAsserted(() -> {
            assertThat(count(MeterNames.DELIVERED)).isEqualTo(3);
            assertThat(gauge(MeterNames.IN_FLIGHT) + gauge(MeterNames.QUEUED) + gauge(MeterNames.WAITING))
                    .isZero();
        });
    }

    @Test
    void aWorkflowThatOnlyTheStoreKnowsIsFoundByTheScrapes() throws Exception {
        MemoryRunStore store = new MemoryRunStore();
        long other = service.createWorkflow(Workflows.ECHO);
        node.runStore(store);
        node.start();
        node.template()
                .send(
                        "scriptrun:runWorkflow?track=true&queue=true&maxInFlight=1&workflowId=" + other,
                        exchange -> exchange.getIn().setBody(Map.of("n", 1)));
        await().untilAsserted(() -> {
            assertThat(registry.get(MeterNames.STORE_AVAILABLE).gauge().value()).isEqualTo(1);
            assertThat(registry.get(MeterNames.QUEUED)
                            .tag(MeterNames.WORKFLOW, Long.toString(other))
                            .gauge())
                    .isNotNull();
        });
    }

    @Test
    void aStoreThatFailsIsShown() throws Exception {
        FaultyRunStore store = new FaultyRunStore(new MemoryRunStore());
        node.runStore(store.asRunStore());
        start("track=true");
        assertThat(registry.get(MeterNames.STORE_AVAILABLE).gauge().value()).isEqualTo(1);
        store.failBefore(call -> true);
        await().untilAsserted(() -> assertThat(
                        registry.get(MeterNames.STORE_AVAILABLE).gauge().value())
                .isZero());
    }

    @Test
    void theMetersOfAContextThatStopsAreGone() throws Exception {
        start("await=true");
        run();
        assertThat(registry.getMeters()).isNotEmpty();
        node.close();
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void workflowsBeyondTheLimitShareTheirMeters() {
        try (Meters meters = new Meters(registry, new DefaultCamelContext())) {
            for (long id = 1; id <= MeterNames.MOST_WORKFLOWS + 50; id++) {
                meters.started(id);
                meters.started(id);
            }
            assertThat(registry.get(MeterNames.STARTED).counters()).hasSize(MeterNames.MOST_WORKFLOWS + 1);
            Counter other = registry.get(MeterNames.STARTED)
                    .tag(MeterNames.WORKFLOW, "other")
                    .counter();
            assertThat(other.count()).isEqualTo(100);
        }
    }

    @Test
    void withoutARegistryNothingIsWritten() throws Exception {
        node.context().getRegistry().unbind("meters");
        start("await=true");
        run();
        assertThat(node.component().status().figures().succeeded()).isEqualTo(1);
        assertThat(registry.getMeters()).isEmpty();
    }
}
