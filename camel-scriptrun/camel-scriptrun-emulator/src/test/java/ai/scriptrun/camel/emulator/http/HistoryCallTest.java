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
package ai.scriptrun.camel.emulator.http;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import ai.scriptrun.camel.emulator.Api;
import ai.scriptrun.camel.emulator.EmulatorClock;
import ai.scriptrun.camel.emulator.SampleWorkflow;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.emulator.engine.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HistoryCallTest {

    private final EmulatorClock clock = EmulatorClock.standingAt(Instant.parse("2026-01-01T00:00:00.123Z"));
    private final ScriptRunEmulator emulator =
            ScriptRunEmulator.builder().clock(clock).start();
    private final Api api = new Api(emulator);
    private final long workflow = emulator.createWorkflow(SampleWorkflow.FEEDBACK.json());

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void showsARunBeforeAndAfterItsEnd() {
        String runId = start("Great");

        assertThat(history("").at("/results/0")).isEqualTo(json("""
                {"id": "%s", "status": "in queue", "created_at": "2026-01-01T00:00:00.123000Z",
                 "finished_at": null, "cost": null}""".formatted(runId)));
        clock.advance(Duration.ofSeconds(1));

        JsonNode item = history("").at("/results/0");
        assertThat(item.path("status").textValue()).isEqualTo("succeed");
        assertThat(item.path("finished_at").textValue()).isEqualTo("2026-01-01T00:00:00.373000Z");
        assertThat(item.path("cost").doubleValue()).isPositive();
    }

    @Test
    void returnsPagesInTheRequestedOrder() {
        String first = start("A cheap one");
        String second = start("A dear one, " + "for its length ".repeat(50));
        String third = start("A middling one, " + "longer ".repeat(10));

        assertThat(ids("")).containsExactly(third, second, first);
        assertThat(ids("?ordering=-created_at")).containsExactly(third, second, first);
        assertThat(ids("?ordering=created_at")).containsExactly(first, second, third);
        assertThat(ids("?ordering=cost")).containsExactly(first, third, second);
        assertThat(ids("?ordering=-cost")).containsExactly(second, third, first);
        assertThat(ids("?ordering=bogus")).containsExactly(third, second, first);
        assertThat(ids("?page_size=2&page=2&ordering=created_at")).containsExactly(third);
        JsonNode page = history("?page_size=1&ordering=created_at");
        assertThat(page.path("count").intValue()).isEqualTo(3);
        assertThat(page.path("next").textValue()).endsWith("/history/?page_size=1&ordering=created_at&page=2");
    }

    @Test
    void hasOnlyTheRunsOfItsWorkflow() {
        start("Great");
        long other = emulator.createWorkflow(SampleWorkflow.WELCOME.json());

        assertThat(api.get(other + "/history/").json().path("count").intValue()).isZero();
        assertThat(api.get("999/history/").status()).isEqualTo(404);
    }

    private String start(String feedback) {
        return api.run(workflow, "{\"feedback\": \"" + feedback + "\"}");
    }

    private JsonNode history(String query) {
        return api.get(workflow + "/history/" + query).json();
    }

    private List<String> ids(String query) {
        return history(query).path("results").findValuesAsText("id");
    }

    private static JsonNode json(String text) {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
