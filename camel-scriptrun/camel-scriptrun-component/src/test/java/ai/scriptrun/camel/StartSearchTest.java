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
package ai.scriptrun.camel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import ai.scriptrun.camel.client.Credentials;
import ai.scriptrun.camel.connection.ScriptRunConnection;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.emulator.http.Endpoint;
import ai.scriptrun.camel.producer.StoredInput;
import ai.scriptrun.camel.start.StartIntent;
import ai.scriptrun.camel.start.StartSettings;
import ai.scriptrun.camel.start.Starts;
import ai.scriptrun.camel.store.AfterStart;
import ai.scriptrun.camel.store.MemoryRunStore;
import ai.scriptrun.camel.store.NewStart;
import ai.scriptrun.camel.store.Payload;
import ai.scriptrun.camel.store.RunKind;
import ai.scriptrun.camel.store.StartTerms;
import ai.scriptrun.camel.store.StoredRun;
import ai.scriptrun.camel.testing.TestNode;
import ai.scriptrun.camel.testing.Workflows;
import ai.scriptrun.camel.time.ExecutorTimer;
import ai.scriptrun.camel.time.Timer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What becomes of a start in doubt with {@code uncertainStart=SEARCH}. */
class StartSearchTest {

    private static final Duration SETTLING = Duration.ofMillis(300);

    private final ScriptRunEmulator service = ScriptRunEmulator.builder()
            .queueTime(Duration.ZERO)
            .runTime(Duration.ofMillis(50))
            .start();
    private final long workflow = service.createWorkflow(Workflows.ECHO);
    private final String account = Credentials.apiKey(service.apiKey()).fingerprint();
    private final MemoryRunStore store = new MemoryRunStore();
    private final String dead = store.join(account);
    private final TestNode node = new TestNode(service).runStore(store);
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final List<StoredRun> handedOver = new ArrayList<>();
    private String consumer;
    private ScriptRunConnection connection;
    private Starts starts;

    @BeforeEach
    void open() throws Exception {
        node.start();
        EndpointSettings endpoint = node.component()
                .settings(ScriptRunOperation.runWorkflow, node.component().getConfiguration());
        connection = node.component().connect(endpoint.connection());
        Timer timer = new ExecutorTimer(thread, Runnable::run);
        StartSettings settings = new StartSettings(
                endpoint.producer().policy(),
                Duration.ofMinutes(1),
                SETTLING,
                SETTLING,
                new StoredInput(node.context()));
        starts = new Starts(store, service.baseUrl(), account, connection, settings, timer, timer);
        consumer = store.join(account);
    }

    @AfterEach
    void close() {
        starts.stop();
        thread.shutdownNow();
        node.component().disconnect(connection);
        node.close();
        service.close();
    }

    private NewStart start(String key, String n) {
        StartTerms terms = new StartTerms(null, null, true, false, AfterStart.DELIVER);
        Payload payload = new Payload(Map.of(), Map.of("n", n));
        return new NewStart(service.baseUrl(), account, workflow, key, terms, payload);
    }

    /** A start that was written down by a node that then died. */
    private void intend(String key, String n) {
        assertThat(store.intend(start(key, n), dead).isNew()).isTrue();
    }

    private String accept(String n) {
        return service.runs().start(workflow, "{\"n\": \"" + n + "\"}");
    }

    private void recover() {
        store.leave(dead);
        starts.start();
    }

    /** Waits for so many runs that consumers get. */
    private List<StoredRun> awaitHandedOver(int count) {
        await().until(() -> {
            handedOver.addAll(store.claim(RunKind.tracked(service.baseUrl()), consumer, 10));
            return handedOver.size() >= count;
        });
        assertThat(handedOver).hasSize(count);
        return handedOver;
    }

    @Test
    void theRunOfTheOnlyUncertainStartIsFound() {
        intend(null, "1");
        String runId = accept("1");
        recover();
        assertThat(awaitHandedOver(1)).extracting(StoredRun::runId).containsExactly(runId);
        assertThat(service.runs().accepted()).isEqualTo(1);
    }

    @Test
    void anExchangeWithTheKeyOfASearchedStartGetsTheFoundRun() throws Exception {
        intend("order-1", "1");
        String runId = accept("1");
        CompletableFuture<StartIntent> later = starts.begin(start("order-1", "1"), Duration.ofMillis(50), SETTLING);
        recover();
        assertThat(later.get(10, TimeUnit.SECONDS).runId()).isEqualTo(runId);
        assertThat(service.runs().accepted()).isEqualTo(1);
    }

    @Test
    void aStartThatIsNotInTheHistoryIsMadeAgainOnce() {
        intend("order-1", "1");
        recover();
        List<StoredRun> runs = awaitHandedOver(1);
        assertThat(service.runs().ids()).containsExactly(runs.get(0).runId());
        assertThat(service.runs().input(runs.get(0).runId())).isEqualTo("{\"n\":\"1\"}");
    }

    @Test
    void theRunOfAnotherStartIsNotUsed() {
        intend(null, "1");
        String living = store.join(account);
        StartTerms terms = new StartTerms(null, null, true, false, AfterStart.REMEMBER);
        long other = store.intend(
                        new NewStart(service.baseUrl(), account, workflow, "other", terms, Payload.NONE), living)
                .id();
        String othersRun = accept("other");
        store.started(other, living, othersRun, AfterStart.REMEMBER);
        recover();
        List<StoredRun> runs = awaitHandedOver(1);
        assertThat(runs.get(0).runId()).isNotEqualTo(othersRun);
        assertThat(service.runs().accepted()).isEqualTo(2);
    }

    @Test
    void theKeyInTheOutputDistinguishesStarts() {
        intend("order-1", "order-1");
        intend("order-2", "order-2");
        intend("order-3", "order-3");
        String second = accept("order-2");
        String third = accept("order-3");
        recover();
        List<StoredRun> runs = awaitHandedOver(3);
        assertThat(runs).extracting(StoredRun::runId).contains(second, third).doesNotContainNull();
        assertThat(service.runs().accepted()).isEqualTo(3);
        assertThat(service.runs().repeated()).isEmpty();
    }

    @Test
    void startsThatCantBeDistinguishedStayUncertainAndAreNotRepeated() {
        intend(null, "1");
        intend(null, "2");
        accept("1");
        recover();
        assertThat(awaitHandedOver(2)).extracting(StoredRun::runId).containsOnlyNulls();
        assertThat(service.runs().accepted()).isEqualTo(1);
    }

    @Test
    void theHistoryIsReadLaterIfItFailsForAWhile() {
        service.faults().on(Endpoint.HISTORY).calls(1, 6).status(500);
        intend(null, "1");
        String runId = accept("1");
        recover();
        assertThat(awaitHandedOver(1)).extracting(StoredRun::runId).containsExactly(runId);
        assertThat(service.runs().accepted()).isEqualTo(1);
    }

    /** With the component's own settling time. */
    @Test
    void aStartWithALostResponseIsFoundAndOneThatWasNeverSentIsRepeated() throws Exception {
        long other = service.createWorkflow(Workflows.ECHO);
        node.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .toD("scriptrun:runWorkflow?workflowId=${header.workflow}&await=true&resultFormat=TEXT"
                                + "&uncertainStart=SEARCH");
            }
        });
        service.faults().on(Endpoint.RUN).call(1).answerLost();
        CompletableFuture<Exchange> lost = send(workflow, 1);
        await().until(() -> service.runs().accepted() == 1);
        service.faults().on(Endpoint.RUN).call(1).reset();
        CompletableFuture<Exchange> unsent = send(other, 2);
        assertThat(lost.get(60, TimeUnit.SECONDS).getMessage().getBody(String.class))
                .isEqualTo("n=1");
        assertThat(unsent.get(60, TimeUnit.SECONDS).getMessage().getBody(String.class))
                .isEqualTo("n=2");
        assertThat(service.runs().accepted()).isEqualTo(2);
    }

    private CompletableFuture<Exchange> send(long workflowId, int n) {
        return node.template().asyncSend("direct:start", exchange -> {
            exchange.getIn().setBody(Map.of("n", n));
            exchange.getIn().setHeader("workflow", workflowId);
        });
    }
}
