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
package ai.scriptrun.camel.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import ai.scriptrun.camel.store.MemoryRunStore;
import ai.scriptrun.camel.store.RunPhase;
import ai.scriptrun.camel.store.RunStore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ConsoleHandlerTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FilledStore filled = FilledStore.withAll();
    private final CamelContext context = new DefaultCamelContext();
    private ConsoleHandler handler;

    private void open(boolean readOnly, boolean showData) {
        open(filled.store(), readOnly, showData);
    }

    private void open(RunStore store, boolean readOnly, boolean showData) {
        context.getRegistry().bind("store", store);
        context.start();
        context.getEndpoint("scriptrun:runWorkflow?workflowId=307&track=true&queue=true&maxInFlight=8&budget=5/1d"
                + "&baseUrl=" + FilledStore.SERVICE + "&apiKey=secret-key&runStore=#store");
        handler = new ConsoleHandler(context, new ConsoleSettings(readOnly, showData, false));
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private ConsoleResponse send(String method, String pathAndQuery, String body, String... headers) {
        Map<String, String> all = new HashMap<>(Map.of("host", "localhost:8080", "x-scriptrun-console", "1"));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        String[] parts = pathAndQuery.split("\\?", 2);
        String query = parts.length == 1 ? "" : parts[1];
        return handler.handle(new ConsoleRequest(
                method,
                parts[0],
                name -> Arrays.stream(query.split("&"))
                        .filter(pair -> pair.startsWith(name + "="))
                        .map(pair -> pair.substring(name.length() + 1))
                        .findFirst()
                        .orElse(null),
                name -> all.get(name.toLowerCase(java.util.Locale.ROOT)),
                body));
    }

    private static JsonNode json(ConsoleResponse response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private JsonNode get(String path) {
        ConsoleResponse response = send("GET", "/console/api/" + path, null);
        assertThat(response.status()).isEqualTo(200);
        return json(response);
    }

    private ConsoleResponse post(String path, String body) {
        return send("POST", "/console/api/" + path, body);
    }

    private long idOf(RunPhase phase) {
        return get("runs?store=0&phase=" + phase)
                .path("runs")
                .path(0)
                .path("id")
                .longValue();
    }

    @Test
    void countsRunsByWorkflowAndPhase() {
        open(true, false);
        JsonNode store = get("state").path("stores").path(0);

        assertThat(store.path("counts")).anySatisfy(count -> {
            assertThat(count.path("workflowId").intValue()).isEqualTo(307);
            assertThat(count.path("phase").textValue()).isEqualTo("QUEUED");
            assertThat(count.path("runs").intValue()).isEqualTo(3);
        });
        assertThat(store.path("counts").findValuesAsText("phase"))
                .contains("QUEUED", "IN_FLIGHT", "WAITING", "DELIVERING", "FAILED", "UNCERTAIN");
        assertThat(store.path("owners").path(0).path("alive").booleanValue()).isTrue();
    }

    @Test
    void showsTheUseOfTheLimitsThatEndpointsHave() {
        open(true, false);
        JsonNode limit = get("state").path("stores").path(0).path("limits").path(0);

        assertThat(limit.path("workflowId").intValue()).isEqualTo(307);
        assertThat(limit.path("maxInFlight").intValue()).isEqualTo(8);
        assertThat(limit.path("inFlight").intValue()).isEqualTo(3); // one of them is uncertain
        assertThat(limit.path("budget").doubleValue()).isEqualTo(5);
        assertThat(limit.path("spent").doubleValue()).isPositive();
    }

    @Test
    void aStoreKeepsItsNumberWhenOthersCome() {
        open(true, false);
        long id = idOf(RunPhase.UNCERTAIN);
        for (int i = 0; i < 20; i++) {
            context.getRegistry().bind("store-" + i, new MemoryRunStore());
            context.getEndpoint("scriptrun:runWorkflow?workflowId=1&apiKey=key&runStore=#store-" + i);
        }

        assertThat(get("state").path("stores")).hasSize(21);
        assertThat(idOf(RunPhase.UNCERTAIN)).isEqualTo(id);
    }

    @Test
    void pagesRuns() {
        filled.queue(9, 60);
        open(true, false);
        JsonNode first = get("runs?store=0&workflow=9");
        JsonNode second =
                get("runs?store=0&workflow=9&before=" + first.path("next").asLong());
        JsonNode third =
                get("runs?store=0&workflow=9&before=" + second.path("next").asLong());

        assertThat(first.path("runs")).hasSize(25);
        assertThat(second.path("runs")).hasSize(25);
        assertThat(third.path("runs")).hasSize(10);
        assertThat(third.has("next")).isFalse();
        assertThat(first.path("runs").path(24).path("id").longValue())
                .isGreaterThan(second.path("runs").path(0).path("id").longValue());
    }

    @Test
    void showsNoDataUnlessItIsTold() {
        open(true, false);
        for (RunPhase phase : RunPhase.values()) {
            JsonNode run = get("runs?store=0&phase=" + phase).path("runs").path(0);
            if (!run.isMissingNode()) {
                JsonNode detail = get("runs/" + run.path("id").asLong() + "?store=0");
                assertThat(run.toString() + detail).doesNotContain("onerror", "Miller", "input", "startKey");
            }
        }
        assertThat(get("state").toString()).doesNotContain("onerror", "secret-key");
    }

    @Test
    void showsDataWhereItIsTold() {
        open(true, true);
        JsonNode run = get("runs/" + idOf(RunPhase.UNCERTAIN) + "?store=0");

        assertThat(run.path("input").textValue()).isEqualTo(FilledStore.SECRET_INPUT);
        assertThat(run.path("headers").path("CamelFileName").textValue()).isEqualTo(FilledStore.SECRET_INPUT);
        assertThat(run.path("startKey").textValue()).startsWith(FilledStore.SECRET_KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deliver", "adopt", "restart"})
    void changesNothingWhileItIsReadOnly(String action) {
        open(true, true);
        long id = idOf(action.equals("deliver") ? RunPhase.FAILED : RunPhase.UNCERTAIN);

        ConsoleResponse response =
                post("runs/" + id + "/" + action + "?store=0", "{\"runId\": \"" + UUID.randomUUID() + "\"}");

        assertThat(response.status()).isEqualTo(403);
        assertThat(json(response).path("error").textValue()).contains("readOnly=false");
        assertThat(idOf(RunPhase.UNCERTAIN)).isPositive();
    }

    @Test
    void deliversAFailedRunNow() {
        FilledStore own = new FilledStore();
        long id = own.failed(307);
        open(own.store(), false, false);

        assertThat(post("runs/" + id + "/deliver?store=0", "{}").status()).isEqualTo(200);

        JsonNode run = get("runs/" + id + "?store=0");
        assertThat(run.path("dueAt").longValue())
                .isLessThanOrEqualTo(run.path("readAt").longValue());
        assertThat(post("runs/" + id + "/deliver?store=0", "{}").status()).isEqualTo(409);
    }

    @Test
    void givesAnUncertainStartItsRun() {
        open(false, false);
        long id = idOf(RunPhase.UNCERTAIN);
        String runId = UUID.randomUUID().toString();

        assertThat(post("runs/" + id + "/adopt?store=0", "{\"runId\": \"it\"}").status())
                .isEqualTo(400);
        assertThat(post("runs/" + id + "/adopt?store=0", "{").status()).isEqualTo(400);
        assertThat(post(
                                "runs/" + id + "/adopt?store=0",
                                "{\"runId\": \" " + runId.toUpperCase(java.util.Locale.ROOT) + "\"}")
                        .status())
                .isEqualTo(200);

        JsonNode run = get("runs/" + id + "?store=0");
        assertThat(run.path("phase").textValue()).isEqualTo("IN_FLIGHT");
        assertThat(run.path("runId").textValue()).isEqualTo(runId);
    }

    @Test
    void startsAnUncertainOneAgain() {
        open(false, false);
        long id = idOf(RunPhase.UNCERTAIN);

        assertThat(post("runs/" + id + "/restart?store=0", "{}").status()).isEqualTo(200);

        assertThat(get("runs/" + id + "?store=0").path("phase").textValue()).isEqualTo("QUEUED");
        assertThat(post("runs/" + id + "/restart?store=0", "{}").status()).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource({
        "x-scriptrun-console, ''",
        "origin, https://elsewhere.example",
        "origin, null",
        "host, rebound.example",
        "host, 127.0.0.1.rebound.example:8080",
        "host, 10.0.0.1"
    })
    void answersNobodyButItself(String header, String value) {
        open(false, true);
        long id = idOf(RunPhase.UNCERTAIN);

        assertThat(send("GET", "/console/api/state", null, header, value).status())
                .isEqualTo(403);
        assertThat(send("POST", "/console/api/runs/" + id + "/restart?store=0", "{}", header, value)
                        .status())
                .isEqualTo(403);
        assertThat(idOf(RunPhase.UNCERTAIN)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1:80", "[::1]:8080", "console.localhost"})
    void answersByAnyNameOfThisMachine(String host) {
        open(true, false);

        assertThat(send("GET", "/console/api/home", null, "host", host, "origin", "http://" + host)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html; charset=utf-8", "/console/main.js, text/javascript; charset=utf-8",
        "/console/console.css, text/css; charset=utf-8", "/console/api/home, application/json"
    })
    void everyResponseHasItsHeaders(String path, String type) {
        open(true, false);
        ConsoleResponse response = send("GET", path, null);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers())
                .containsEntry("Content-Type", type)
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("X-Frame-Options", "DENY");
        assertThat(response.headers().get("Content-Security-Policy"))
                .startsWith("default-src 'self';")
                .doesNotContain("unsafe");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /console/, 404",
        "GET, /console/../ConsoleFiles.class, 404",
        "GET, /console/emulator.js, 404",
        "GET, /ConsoleFiles.class, 404",
        "POST, /, 405",
        "GET, /console/api/secrets, 404",
        "GET, /console/api/runs?store=1, 404",
        "GET, /console/api/runs?store=x, 404",
        "GET, /console/api/runs?store=0&phase=NONE, 400",
        "GET, /console/api/runs?store=0&before=x, 400",
        "GET, /console/api/runs/999999?store=0, 404",
        "POST, /console/api/runs/1/explode?store=0, 404",
        "DELETE, /console/api/runs/1?store=0, 404"
    })
    void refusesAllElse(String method, String path, int status) {
        open(false, false);

        assertThat(send(method, path, "{}").status()).isEqualTo(status);
    }

    @Test
    void aStoreThatFailsIsToldWithoutItsWords() {
        RunStore failing = (RunStore) java.lang.reflect.Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {RunStore.class, ai.scriptrun.camel.store.ViewStore.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> 1;
                    case "equals" -> proxy == arguments[0];
                    case "isLasting" -> true;
                    default -> throw new IllegalStateException("jdbc:postgresql://db.internal/runs");
                });
        open(failing, true, false);

        assertThat(get("state").path("stores").path(0).path("problem").textValue())
                .isEqualTo("This run store can't be read now");
        ConsoleResponse page = send("GET", "/console/api/runs?store=0", null);
        assertThat(page.status()).isEqualTo(500);
        assertThat(new String(page.body(), StandardCharsets.UTF_8)).doesNotContain("db.internal");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true", "localhost, true", "::1, true", "0:0:0:0:0:0:0:1, true", "0.0.0.0, false", "'', false",
        "::, false", "10.1.2.3, false", "myhost, false", "127.0.0.1.example, false", "localhost.example, false",
                ", false"
    })
    void knowsWhichAddressIsThisMachineAlone(String host, boolean loopback) {
        assertThat(Loopback.isAddress(host)).isEqualTo(loopback);
    }
}
