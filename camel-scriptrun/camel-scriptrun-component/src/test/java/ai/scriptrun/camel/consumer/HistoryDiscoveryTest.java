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

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import ai.scriptrun.camel.fake.RawServer.Request;
import ai.scriptrun.camel.fake.Reply;
import ai.scriptrun.camel.fake.ServiceTest;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A history whose pages fail, move, have gaps or never end: every run that ends from now on is delivered, each once. */
class HistoryDiscoveryTest extends ServiceTest {

    private static final Pattern PAGE = Pattern.compile("[?&]page=([0-9]+)");
    private static final Pattern ID = Pattern.compile("[?&]id=([^&]+)");
    private static final int PAGE_SIZE = 50;

    /** Newest last. */
    private final Map<String, Entry> history = Collections.synchronizedMap(new LinkedHashMap<>());

    private final AtomicInteger readings = new AtomicInteger();
    private volatile IntPredicate failingPages = page -> false;
    private volatile boolean endless;

    private record Entry(String status, Instant createdAt) {}

    @BeforeEach
    void serve() {
        server.reply(Reply.by(this::reply));
        component.getConfiguration().setPollInterval(50);
        component.getConfiguration().setMaxPollInterval(100);
        component.getConfiguration().setConsistencyDelay(20);
    }

    private Reply reply(Request request) {
        if (request.path().contains("/history/")) {
            return historyPage(request);
        }
        Matcher id = ID.matcher(request.path());
        if (request.path().contains("workflow_result") && id.find()) {
            Entry entry = history.get(id.group(1));
            return Reply.json(200, """
                    {"status": 200, "data": {"id": "%s", "status": "%s", "data": {"n": {"id": "n", "status": "succeed",
                     "result": {"content": "done"}}}}}""".formatted(id.group(1), entry.status()));
        }
        return Reply.json(404, "{\"detail\": \"Not found.\"}");
    }

    private Reply historyPage(Request request) {
        Matcher page = PAGE.matcher(request.path());
        int number = page.find() ? Integer.parseInt(page.group(1)) : 1;
        readings.incrementAndGet();
        if (failingPages.test(number)) {
            return Reply.json(500, "{\"detail\": \"broken\"}");
        }
        List<Map.Entry<String, Entry>> newestFirst;
        synchronized (history) {
            newestFirst = new ArrayList<>(history.entrySet());
        }
        Collections.reverse(newestFirst);
        List<String> entries = newestFirst.stream()
                .skip((number - 1L) * PAGE_SIZE)
                .limit(PAGE_SIZE)
                .map(entry -> "{\"id\": \"%s\", \"status\": \"%s\", \"created_at\": \"%s\"}"
                        .formatted(
                                entry.getKey(),
                                entry.getValue().status(),
                                entry.getValue().createdAt()))
                .toList();
        boolean more = endless || number * PAGE_SIZE < newestFirst.size();
        return Reply.json(
                200,
                "{\"count\": %d, \"next\": %s, \"results\": [%s]}"
                        .formatted(
                                newestFirst.size(),
                                more ? "\"?page=" + (number + 1) + "\"" : "null",
                                String.join(",", entries)));
    }

    private String add(String status, Instant createdAt) {
        String id = UUID.randomUUID().toString();
        history.put(id, new Entry(status, createdAt));
        return id;
    }

    private List<String> addEnded(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> add("succeed", Instant.now()))
                .toList();
    }

    private void end(String id) {
        history.computeIfPresent(id, (key, entry) -> new Entry("succeed", entry.createdAt()));
    }

    private void consume(String options) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("scriptrun:results?workflowId=6&initialDelay=0&delay=20" + options)
                        .routeId("results")
                        .to("mock:results");
            }
        });
        await().until(() -> readings.get() > 3);
    }

    private List<String> delivered() {
        return context.getEndpoint("mock:results", MockEndpoint.class).getReceivedExchanges().stream()
                .map(exchange -> exchange.getIn().getHeader("CamelScriptRunRunId", String.class))
                .toList();
    }

    private void awaitDelivered(List<String> ids) {
        await().untilAsserted(() -> assertThat(delivered()).containsExactlyInAnyOrderElementsOf(ids));
    }

    @Test
    void manyRunsThatEndAtOnceAreDeliveredIfALaterPageFailsOnce() throws Exception {
        consume("");
        AtomicInteger failures = new AtomicInteger();
        failingPages = page -> page == 2 && failures.incrementAndGet() == 1;
        List<String> ids;
        synchronized (history) {
            ids = addEnded(150);
        }
        awaitDelivered(ids);
        assertThat(failures.get()).isPositive();
    }

    @Test
    void aRunInFlightOnALaterPageIsDeliveredWhenItEnds() throws Exception {
        String slow = add("in progress", Instant.now().minusSeconds(7_200));
        addEnded(230);
        consume("");
        // The first reading has passed the run by then.
        await().until(() -> readings.get() > 12);
        end(slow);
        awaitDelivered(List.of(slow));
    }

    @Test
    void aRunThatAppearsLateIsDelivered() throws Exception {
        consume("");
        List<String> ids = new ArrayList<>(addEnded(60));
        awaitDelivered(ids);
        List<Map.Entry<String, Entry>> shown;
        synchronized (history) {
            shown = new ArrayList<>(history.entrySet());
            history.clear();
            shown.subList(0, 30).forEach(entry -> history.put(entry.getKey(), entry.getValue()));
            ids.add(add("succeed", shown.get(30).getValue().createdAt()));
            shown.subList(30, 60).forEach(entry -> history.put(entry.getKey(), entry.getValue()));
        }
        awaitDelivered(ids);
    }

    @Test
    void runsThatEndWhileTheRouteIsStoppedAreDeliveredAfterItsNextStart() throws Exception {
        addEnded(3);
        consume("");
        context.getRouteController().stopRoute("results");
        List<String> ids = addEnded(70);
        context.getRouteController().startRoute("results");
        awaitDelivered(ids);
    }

    @Test
    void aWholeHistoryIsDeliveredOnceAlthoughTheRouteIsRestarted() throws Exception {
        List<String> ids = addEnded(120);
        consume("&startFrom=ALL");
        awaitDelivered(ids);
        context.getRouteController().stopRoute("results");
        context.getRouteController().startRoute("results");
        int before = readings.get();
        await().until(() -> readings.get() > before + 5);
        assertThat(delivered()).hasSize(120);
    }

    @Test
    @Timeout(60)
    void anEndlessHistoryDelaysNeitherStartNorStopNorOtherRuns() throws Exception {
        endless = true;
        consume("");
        List<String> ids = addEnded(3);
        awaitDelivered(ids);
        context.getRouteController().stopRoute("results");
    }

    @Test
    void anEntryWithoutAnIdDoesNotBlockOthers() throws Exception {
        history.put("no-uuid", new Entry("succeed", Instant.now()));
        consume("");
        awaitDelivered(addEnded(2));
    }

    @Test
    void aTimeInTheFarFutureHidesNoLaterRun() throws Exception {
        add("succeed", Instant.parse("9999-01-01T00:00:00Z"));
        consume("");
        awaitDelivered(addEnded(2));
    }

    @Test
    void runsOfTwoAccountsOnOneServiceAreSeparate() throws Exception {
        String own = add("succeed", Instant.now());
        server.reply(Reply.by(request -> request.path().endsWith("/run/")
                ? Reply.json(200, "{\"data\": {\"id\": \"" + own + "\", \"status\": \"created\"}, \"status\": 201}")
                : reply(request)));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("scriptrun:results?apiKey=other-account&initialDelay=0&delay=20")
                        .to("mock:other");
                from("scriptrun:results?initialDelay=0&delay=20").to("mock:results");
            }
        });
        send("runWorkflow?workflowId=6&track=true", "{}");
        awaitDelivered(List.of(own));
        assertThat(context.getEndpoint("mock:other", MockEndpoint.class).getReceivedCounter())
                .isZero();
    }
}
