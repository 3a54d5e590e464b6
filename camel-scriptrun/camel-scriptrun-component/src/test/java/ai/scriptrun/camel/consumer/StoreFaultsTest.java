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
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.store.MemoryRunStore;
import ai.scriptrun.camel.store.RunKind;
import ai.scriptrun.camel.testing.FaultyRunStore;
import ai.scriptrun.camel.testing.FaultyRunStore.Call;
import ai.scriptrun.camel.testing.NodeTest;
import ai.scriptrun.camel.time.Backoff;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A store that fails for a while only delays deliveries: every run is delivered once. */
class StoreFaultsTest extends NodeTest {

    private static final int RUNS = 30;

    private final MemoryRunStore memory = new MemoryRunStore();
    private final FaultyRunStore faulty = new FaultyRunStore(memory);

    StoreFaultsTest() {
        node.runStore(faulty.asRunStore());
    }

    private void startRuns() throws Exception {
        node.start(new RouteBuilder() {
            @Override
            public void configure() {
                // A start that can't be stored is not made, and is retried as any other call.
                from("direct:start")
                        .onException(Exception.class)
                        .maximumRedeliveries(10)
                        .redeliveryDelay(20)
                        .end()
                        .toF("scriptrun:runWorkflow?workflowId=%d&track=true", workflow);
                from("scriptrun:results?initialDelay=0&delay=20&resultFormat=TEXT")
                        .routeId("results")
                        .to("mock:results");
            }
        });
        for (int i = 0; i < RUNS; i++) {
            node.template().sendBody("direct:start", Map.of("n", i));
        }
    }

    private void awaitEachOnce() {
        await().until(() -> memory.count(RunKind.tracked(service.baseUrl()), 1_000) == 0);
        assertThat(received(node)).containsExactlyInAnyOrderElementsOf(expected(0, RUNS));
    }

    private static Predicate<Call> nth(String method, int from, int to) {
        AtomicInteger calls = new AtomicInteger();
        return call -> {
            if (!call.method().equals(method)) {
                return false;
            }
            int number = calls.incrementAndGet();
            return number >= from && number <= to;
        };
    }

    @Test
    void everyRunIsDeliveredIfTheStoreIsDownWhenTheyEnd() throws Exception {
        AtomicBoolean down = new AtomicBoolean();
        faulty.failBefore(call -> down.get() && !call.method().equals("count"));
        startRuns();
        down.set(true);
        List<String> ids = service.runs().ids();
        await().until(() ->
                ids.stream().allMatch(id -> service.runs().status(id).equals("succeed")));
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        down.set(false);
        awaitEachOnce();
    }

    @ParameterizedTest
    @ValueSource(strings = {"claim", "beginDelivery", "delivered", "join"})
    void everyRunIsDeliveredOnceIfOneCallOfTheStoreFails(String method) throws Exception {
        faulty.failBefore(nth(method, 1, 3));
        startRuns();
        awaitEachOnce();
    }

    @ParameterizedTest
    @ValueSource(strings = {"claim", "beginDelivery", "delivered", "release", "join", "historyMark"})
    void everyRunIsDeliveredOnceIfAResponseOfTheStoreIsLost(String method) throws Exception {
        faulty.failAfter(nth(method, 1, 3));
        startRuns();
        awaitEachOnce();
    }

    @Test
    void aDeliveryThatCantBeginIsRepeatedAndDoesNotBlockOthers() throws Exception {
        AtomicInteger refused = new AtomicInteger();
        Set<Object> poison = Set.of(7L);
        faulty.failBefore(call -> call.method().equals("beginDelivery")
                && poison.contains(call.arguments().get(0))
                && refused.incrementAndGet() <= 2);
        startRuns();
        await().until(() -> received(node).size() == RUNS - 1);
        awaitEachOnce();
        assertThat(refused).hasValue(3);
    }

    @Test
    void aFailedDeliveryIsCountedAndRepeatedWithGrowingDelays() throws Exception {
        node.mock("results").whenAnyExchangeReceived(exchange -> {
            if (exchange.getIn().getHeader(ScriptRunConstants.DELIVERY, Integer.class) < 3
                    && exchange.getIn().getBody(String.class).equals("n=4")) {
                throw new IllegalStateException("the disk is full");
            }
        });
        startRuns();
        await().until(() -> memory.count(RunKind.tracked(service.baseUrl()), 1_000) == 0);
        assertThat(node.mock("results").getReceivedExchanges())
                .filteredOn(exchange -> exchange.getIn().getBody(String.class).equals("n=4"))
                .extracting(exchange -> exchange.getIn().getHeader(ScriptRunConstants.DELIVERY))
                .containsExactly(1, 2, 3);
        assertThat(Backoff.after(1)).hasSeconds(1);
        assertThat(Backoff.after(2)).hasSeconds(2);
        assertThat(Backoff.after(60)).hasMinutes(5);
    }

    @Test
    void anErrorOnTheRouteAffectsOnlyItsRun() throws Exception {
        AtomicInteger errors = new AtomicInteger();
        node.mock("results").whenAnyExchangeReceived(exchange -> {
            if (exchange.getIn().getBody(String.class).equals("n=4") && errors.incrementAndGet() == 1) {
                throw new StackOverflowError("in the route");
            }
        });
        startRuns();
        await().until(() -> memory.count(RunKind.tracked(service.baseUrl()), 1_000) == 0);
        assertThat(received(node))
                .contains(expected(0, RUNS).toArray(String[]::new))
                .hasSize(RUNS + 1);
    }

    @Test
    void aRestartOfTheRouteWhileTheStoreIsDownLosesNothing() throws Exception {
        AtomicBoolean down = new AtomicBoolean();
        faulty.failBefore(call -> down.get() && !call.method().equals("count"));
        startRuns();
        down.set(true);
        node.context().getRouteController().stopRoute("results");
        down.set(false);
        node.context().getRouteController().startRoute("results");
        awaitEachOnce();
    }
}
