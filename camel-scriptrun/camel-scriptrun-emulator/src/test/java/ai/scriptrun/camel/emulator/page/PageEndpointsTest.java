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
package ai.scriptrun.camel.emulator.page;

import java.time.Duration;
import java.time.Instant;

import ai.scriptrun.camel.emulator.EmulatorClock;
import ai.scriptrun.camel.emulator.SampleWorkflow;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PageEndpointsTest {

    private static final String INPUT = "{\"input\": \"{\\\"feedback\\\": \\\"I love it\\\"}\"}";

    private final EmulatorClock clock = EmulatorClock.standingAt(Instant.parse("2026-01-01T00:00:00Z"));
    private ScriptRunEmulator emulator;
    private PageClient page;

    @BeforeEach
    void start() {
        emulator = ScriptRunEmulator.builder().clock(clock).start();
        emulator.createWorkflow(SampleWorkflow.WELCOME.json());
        emulator.createWorkflow(SampleWorkflow.FEEDBACK.json());
        page = new PageClient(emulator);
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    private String startRun() {
        return page.json("POST", "runs?workflow=307", INPUT).path("id").textValue();
    }

    @Test
    void saysWhichHomeItIs() {
        assertThat(page.json("GET", "home", "").path("home").textValue()).isEqualTo("emulator");
    }

    @Test
    void showsTheWorkflowThatWasAskedForOrTheLastOneThatRuns() {
        assertThat(page.state("").path("workflow").path("id").longValue()).isEqualTo(307);

        JsonNode state = page.state("workflow=6");

        assertThat(state.path("workflow").path("id").longValue()).isEqualTo(6);
        assertThat(state.path("workflow").path("data").path("nodes")).hasSize(3);
        assertThat(state.path("workflows"))
                .extracting(workflow -> workflow.path("id").asInt())
                .containsExactly(6, 307);
        assertThat(page.state("workflow=9").has("workflow")).isFalse();
    }

    @Test
    void showsARunNodeByNode() {
        String id = startRun();
        assertThat(page.state("run=" + id).path("run").path("status").textValue())
                .isEqualTo("in queue");

        clock.advance(Duration.ofMillis(150));
        JsonNode run = page.state("run=" + id).path("run");
        assertThat(run.path("status").textValue()).isEqualTo("in progress");
        assertThat(run.path("nodes")).isNotEmpty().hasSizeLessThan(5);
        assertThat(run.path("nodes"))
                .anyMatch(node -> node.path("status").asText().equals("in progress"));

        clock.advance(Duration.ofMillis(100));
        run = page.state("run=" + id).path("run");
        assertThat(run.path("status").textValue()).isEqualTo("succeed");
        assertThat(run.path("complete").booleanValue()).isFalse();

        clock.advance(Duration.ofMillis(150));
        run = page.state("").path("run");
        assertThat(run.path("id").textValue()).isEqualTo(id);
        assertThat(run.path("complete").booleanValue()).isTrue();
        assertThat(run.path("nodes")).hasSize(5);
        assertThat(run.path("cost").doubleValue()).isPositive();
        assertThat(run.path("finishedAt").longValue() - run.path("createdAt").longValue())
                .isEqualTo(250);
    }

    @Test
    void pagesTheHistory() {
        for (int i = 0; i < 23; i++) {
            startRun();
        }

        JsonNode first = page.state("page=1").path("history");
        JsonNode last = page.state("page=99").path("history");

        assertThat(first.path("count").intValue()).isEqualTo(23);
        assertThat(first.path("pages").intValue()).isEqualTo(3);
        assertThat(first.path("runs")).hasSize(10);
        assertThat(first.path("runs").path(0).path("id").textValue())
                .isEqualTo(emulator.runs().ids().get(22));
        assertThat(last.path("page").intValue()).isEqualTo(3);
        assertThat(last.path("runs")).hasSize(3);
    }

    @Test
    void showsTheCallsThatCameSince() {
        page.send(page.request("/api/v1/workflows/6/").header("X-Api-Key", emulator.apiKey()));
        page.get("/");
        JsonNode calls = page.state("").path("calls");

        assertThat(calls.path("items")).hasSize(1);
        assertThat(calls.path("items").path(0).path("url").textValue()).isEqualTo("/api/v1/workflows/6/");
        assertThat(calls.path("items").path(0).path("status").intValue()).isEqualTo(200);

        page.send(page.request("/api/v1/workflows/6/"));
        calls = page.state("after=" + calls.path("last").asLong()).path("calls");

        assertThat(calls.path("items")).hasSize(1);
        assertThat(calls.path("items").path(0).path("status").intValue()).isEqualTo(401);
    }

    @Test
    void takesPlainTextAsTheApiDoes() {
        String id = page.json("POST", "runs?workflow=6", "{\"input\": \"Hello\"}")
                .path("id")
                .textValue();

        assertThat(emulator.runs().input(id)).isEqualTo("{\"__raw_input__\":\"Hello\"}");
    }

    @Test
    void saysWhyARunWasNotStarted() {
        var response = page.send("POST", "runs?workflow=307", "{\"input\": \"{}\"}");

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(PageClient.parse(response.body()).path("error").textValue())
                .isEqualTo("Input field feedback is required");
        assertThat(page.send("POST", "runs?workflow=9", INPUT).statusCode()).isEqualTo(404);
        assertThat(emulator.runs().accepted()).isZero();
    }

    @Test
    void changesTheTimesOfRunsToCome() {
        page.send("PUT", "timing", "{\"queueMillis\": 0, \"runMillis\": 1000, \"windowMillis\": 5000}");
        String id = startRun();

        clock.advance(Duration.ofMillis(999));
        assertThat(emulator.runs().status(id)).isEqualTo("in progress");
        clock.advance(Duration.ofSeconds(5));
        JsonNode state = page.state("");
        assertThat(state.path("run").path("status").textValue()).isEqualTo("succeed");
        assertThat(state.path("run").path("complete").booleanValue()).isFalse();
        assertThat(state.path("timing").path("windowMillis").intValue()).isEqualTo(5000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "3600001", "\"soon\"", "1.5"})
    void refusesTimesThatAreNone(String value) {
        assertThat(page.send("PUT", "timing", "{\"runMillis\": " + value + "}").statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"tooManyRequests, 429", "unavailable, 503", "serverError, 500", "badGateway, 502", "unauthorized, 401"})
    void switchesFaultsOnAndOff(String fault, int status) {
        String path = "/api/v1/workflows/307/history/";
        page.send("POST", "faults", "{\"endpoint\": \"HISTORY\", \"fault\": \"" + fault + "\", \"calls\": 2}");

        assertThat(apiStatus(path)).isEqualTo(status);
        JsonNode shown = page.state("").path("faults").path(0);
        assertThat(shown.path("endpoint").textValue()).isEqualTo("HISTORY");
        assertThat(shown.path("times").intValue()).isEqualTo(2);
        assertThat(shown.path("seen").intValue()).isEqualTo(1);
        assertThat(shown.path("isOver").booleanValue()).isFalse();

        assertThat(apiStatus(path)).isEqualTo(status);
        assertThat(apiStatus(path)).isEqualTo(200);
        assertThat(page.state("").path("faults").path(0).path("isOver").booleanValue())
                .isTrue();

        page.send("POST", "faults", "{\"endpoint\": \"HISTORY\", \"fault\": \"" + fault + "\"}");
        page.send("DELETE", "faults", "");
        assertThat(apiStatus(path)).isEqualTo(200);
        assertThat(page.state("").path("faults")).isEmpty();
    }

    @Test
    void knowsEveryFaultThatItOffers() {
        for (String fault : new String[] {"reset", "answerLost", "delay", "cutBody", "malformedBody", "unknownRun"}) {
            String body = "{\"endpoint\": \"RESULT\", \"fault\": \"" + fault + "\", \"calls\": 1}";
            assertThat(page.send("POST", "faults", body).statusCode()).isEqualTo(200);
        }
        assertThat(page.state("").path("faults")).hasSize(6);
        assertThat(page.send("POST", "faults", "{\"endpoint\": \"RESULT\", \"fault\": \"fire\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(page.send("POST", "faults", "{\"endpoint\": \"NONE\", \"fault\": \"reset\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    private int apiStatus(String path) {
        return page.send(page.request(path).header("X-Api-Key", emulator.apiKey()))
                .statusCode();
    }
}
