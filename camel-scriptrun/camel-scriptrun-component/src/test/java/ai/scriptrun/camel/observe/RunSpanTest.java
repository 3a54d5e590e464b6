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

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import ai.scriptrun.camel.emulator.SampleWorkflow;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.store.MemoryRunStore;
import ai.scriptrun.camel.store.RunKind;
import ai.scriptrun.camel.store.RunState;
import ai.scriptrun.camel.store.StoredRun;
import ai.scriptrun.camel.testing.CollectedSpans;
import ai.scriptrun.camel.testing.TestNode;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A run is a span, from what started it to what delivers it, whichever nodes those are on. */
class RunSpanTest {

    private static final Map<String, Object> FEEDBACK = Map.of("feedback", "It never arrived.");

    private final ScriptRunEmulator service = ScriptRunEmulator.start();
    private final long workflow = service.createWorkflow(SampleWorkflow.FEEDBACK.json());
    private final CollectedSpans spans = new CollectedSpans();
    private final MemoryRunStore store = new MemoryRunStore();
    private final TestNode starting = node();
    private final TestNode delivering = node();

    private TestNode node() {
        TestNode node = new TestNode(service).runStore(store);
        spans.of(node.context());
        return node;
    }

    @AfterEach
    void stop() {
        starting.close();
        delivering.close();
        spans.close();
        service.close();
    }

    private void start(String options) throws Exception {
        starting.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").toF("scriptrun:runWorkflow?workflowId=%d&%s", workflow, options);
            }
        });
        starting.template().send("direct:start", exchange -> exchange.getIn().setBody(FEEDBACK));
    }

    private void deliver(Processor inbox) throws Exception {
        delivering.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("scriptrun:results?initialDelay=0&delay=20").process(inbox).to("mock:results");
            }
        });
    }

    private SpanData theRun() {
        assertThat(spans.runs()).hasSize(1);
        return spans.runs().get(0);
    }

    private static Object attribute(SpanData span, String name) {
        return span.getAttributes().asMap().entrySet().stream()
                .filter(entry -> entry.getKey().getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private SpanData onlySpanOf(String endpoint) {
        List<SpanData> found = spans.of(endpoint);
        assertThat(found).as(endpoint).hasSize(1);
        return found.get(0);
    }

    @Test
    void aRunThatItsExchangeWaitsForIsTheChildOfThatStep() throws Exception {
        start("await=true");

        SpanData run = theRun();
        SpanData step = onlySpanOf("scriptrun:runWorkflow");
        assertThat(run.getParentSpanId()).isEqualTo(step.getSpanId());
        assertThat(run.getLinks()).hasSize(1);
        assertThat(run.getLinks().get(0).getSpanContext().getSpanId()).isEqualTo(step.getSpanId());
        assertThat(run.getName()).isEqualTo("invoke_workflow " + workflow);
        assertThat(run.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(run.getStartEpochNanos()).isBetween(step.getStartEpochNanos(), run.getEndEpochNanos());
        assertThat(run.getEndEpochNanos()).isLessThanOrEqualTo(step.getEndEpochNanos());
        assertThat(run.getAttributes().get(AttributeKey.longKey(SpanNames.WORKFLOW_ID)))
                .isEqualTo(workflow);
        assertThat(attribute(run, SpanNames.RUN_ID))
                .isEqualTo(service.runs().ids().get(0));
        assertThat(attribute(run, SpanNames.STATUS)).isEqualTo("succeed");
        assertThat((Long) attribute(run, SpanNames.POLLS)).isPositive();
        assertThat((Double) attribute(run, SpanNames.COST)).isPositive();
        assertThat(attribute(run, SpanNames.OPERATION)).isEqualTo("invoke_workflow");
        assertThat(attribute(run, SpanNames.PROVIDER)).isEqualTo("scriptrun");
        assertThat(run.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(run.toString()).doesNotContain("never arrived");
    }

    @Test
    void theExchangeThatDeliversOnAnotherNodeIsTheChildOfTheRun() throws Exception {
        start("track=true");
        starting.close();
        deliver(exchange -> {});
        await().untilAsserted(() -> assertThat(spans.of("scriptrun:results")).hasSize(1));

        SpanData run = theRun();
        SpanData step = onlySpanOf("scriptrun:runWorkflow");
        SpanData delivery = onlySpanOf("scriptrun:results");
        assertThat(run.getParentSpanId()).isEqualTo(step.getSpanId());
        assertThat(delivery.getParentSpanId()).isEqualTo(run.getSpanId());
        assertThat(onlySpanOf("mock:results").getParentSpanId()).isEqualTo(delivery.getSpanId());
        assertThat(spans.all()).extracting(SpanData::getTraceId).containsOnly(run.getTraceId());
    }

    @Test
    void aQueuedRunIsTracedToo() throws Exception {
        start("track=true&queue=true&maxInFlight=1");
        deliver(exchange -> {});
        await().untilAsserted(() -> assertThat(spans.of("scriptrun:results")).hasSize(1));

        assertThat(theRun().getParentSpanId())
                .isEqualTo(onlySpanOf("scriptrun:runWorkflow").getSpanId());
        assertThat(onlySpanOf("scriptrun:results").getParentSpanId()).isEqualTo(theRun().getSpanId());
    }

    @Test
    void aDeliveryAfterTheCrashOfAnotherIsTheChildOfTheRun() throws Exception {
        start("track=true");
        String dead = store.join("account of a dead node");
        starting.close();
        StoredRun claimed =
                store.claim(RunKind.tracked(service.baseUrl()), dead, 1).get(0);
        store.beginDelivery(claimed.id(), dead);
        store.leave(dead);
        deliver(exchange -> {});
        await().untilAsserted(() -> assertThat(spans.of("scriptrun:results")).hasSize(1));

        SpanData delivery = onlySpanOf("scriptrun:results");
        assertThat(claimed.state()).isEqualTo(RunState.RUNNING);
        assertThat(delivering.mock("results").getExchanges().get(0).getIn().getHeader("CamelScriptRunDelivery"))
                .isEqualTo(2);
        assertThat(delivery.getParentSpanId()).isEqualTo(theRun().getSpanId());
        assertThat(delivery.getTraceId())
                .isEqualTo(onlySpanOf("scriptrun:runWorkflow").getTraceId());
    }

    @Test
    void aDeliveryThatIsRepeatedBelongsToTheSameSpan() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        start("track=true");
        deliver(exchange -> {
            if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("The inbox is full");
            }
        });
        await().untilAsserted(() -> assertThat(spans.of("scriptrun:results")).hasSize(2));

        assertThat(spans.of("scriptrun:results"))
                .extracting(SpanData::getParentSpanId)
                .containsOnly(theRun().getSpanId());
    }

    @Test
    void aRunThatFailedIsAnError() throws Exception {
        long failing = service.createWorkflow(SampleWorkflow.FAILING.json());
        starting.start();
        starting.template().send("scriptrun:runWorkflow?await=true&workflowId=" + failing, exchange -> exchange.getIn()
                .setBody(Map.of("n", 1)));

        assertThat(theRun().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(attribute(theRun(), SpanNames.STATUS)).isEqualTo("failed");
        assertThat(attribute(theRun(), SpanNames.ERROR_TYPE)).isEqualTo("failed");
    }

    @Test
    void aRunWithoutAResultIsAnError() throws Exception {
        String unknown = UUID.randomUUID().toString();
        delivering.start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).handled(true).to("mock:failed");
                fromF("scriptrun:results?runId=%s&resultTimeout=1s&initialDelay=0&delay=20", unknown)
                        .to("mock:results");
            }
        });
        await().untilAsserted(() -> assertThat(spans.runs()).hasSize(1));

        assertThat(theRun().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(attribute(theRun(), SpanNames.RUN_ID)).isEqualTo(unknown);
        assertThat(attribute(theRun(), SpanNames.STATUS)).isNull();
        assertThat((String) attribute(theRun(), SpanNames.ERROR_TYPE)).startsWith("ai.scriptrun.camel.exception.");
    }

    @Test
    void aRunOfTheHistoryBeginsATrace() throws Exception {
        delivering.start(new RouteBuilder() {
            @Override
            public void configure() {
                fromF("scriptrun:results?workflowId=%d&initialDelay=0&delay=20&startFrom=ALL", workflow)
                        .to("mock:results");
            }
        });
        start("track=false");
        await().untilAsserted(() -> assertThat(spans.of("scriptrun:results")).hasSize(1));

        assertThat(theRun().getParentSpanContext().isValid()).isFalse();
        assertThat(theRun().getLinks()).isEmpty();
        assertThat(onlySpanOf("scriptrun:results").getParentSpanId()).isEqualTo(theRun().getSpanId());
    }
}
