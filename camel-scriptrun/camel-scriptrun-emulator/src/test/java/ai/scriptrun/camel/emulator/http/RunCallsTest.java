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

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

import ai.scriptrun.camel.emulator.Api;
import ai.scriptrun.camel.emulator.Api.Answer;
import ai.scriptrun.camel.emulator.EmulatorClock;
import ai.scriptrun.camel.emulator.SampleWorkflow;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RunCallsTest {

    private static final String POSITIVE = "58a35684-7d25-4dff-b012-609eab065751";
    private static final String NEGATIVE = "8f6bd336-3d7c-41fe-b94c-d47974c1e056";

    private final EmulatorClock clock = EmulatorClock.standingAt(Instant.parse("2026-01-01T00:00:00Z"));
    private final ScriptRunEmulator emulator =
            ScriptRunEmulator.builder().clock(clock).start();
    private final Api api = new Api(emulator);
    private final long echo = emulator.createWorkflow("""
            {"start_node": "o", "nodes": [
              {"id": "o", "type": "output-node", "data": {"content": "{{ input }}"}}]}""");

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void startsARunAndReportsItsProgress() {
        long id = emulator.createWorkflow(SampleWorkflow.TEXT_CLASSIFICATION.json());

        Answer started = api.post(id + "/run/", "{\"category\": \"positive\"}");

        assertThat(started.status()).isEqualTo(200);
        assertThat(started.json().path("status").intValue()).isEqualTo(201);
        assertThat(started.json().at("/data/status").textValue()).isEqualTo("created");
        String runId = started.json().at("/data/id").textValue();

        assertThat(api.result(runId).path("status").textValue()).isEqualTo("in queue");
        advance(50);
        assertThat(api.result(runId).path("status").textValue()).isEqualTo("in progress");
        advance(200);
        JsonNode inWindow = api.result(runId);
        assertThat(inWindow.path("status").textValue()).isEqualTo("succeed");
        assertThat(inWindow.path("data")).isEmpty();
        assertThat(inWindow.has("metrics")).isFalse();
        advance(150);
        JsonNode done = api.result(runId);
        assertThat(done.path("id").textValue()).isEqualTo(runId);
        assertThat(done.path("data").has(POSITIVE)).isTrue();
        assertThat(done.path("data").has(NEGATIVE)).isFalse();
        assertThat(done.path("data").path(POSITIVE).path("id").textValue()).isEqualTo(POSITIVE);
        assertThat(done.path("data").path(POSITIVE).path("status").textValue()).isEqualTo("succeed");
        assertThat(done.path("data").path(POSITIVE).at("/result/content").textValue())
                .contains("wonderful");
        assertThat(done.at("/metrics/total_cost").doubleValue()).isPositive();
        assertThat(api.get("workflow_result/?id=" + runId).json().path("status").intValue())
                .isEqualTo(200);
    }

    @Test
    void executesTheOtherBranchForAnyOtherInput() {
        long id = emulator.createWorkflow(SampleWorkflow.TEXT_CLASSIFICATION.json());

        JsonNode data = finished(api.run(id, "{\"category\": \"negative\"}")).path("data");

        assertThat(data.has(NEGATIVE)).isTrue();
        assertThat(data.has(POSITIVE)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"a":1}        | {"a":1}
            [1,2]          | [1,2]
            Hello, text    | {"__raw_input__":"Hello, text"}
            {"a":          | {"__raw_input__":"{\\"a\\":"}
            {} {}          | {"__raw_input__":"{} {}"}
            42             | {"__raw_input__":"42"}
            "text"         | {"__raw_input__":"\\"text\\""}
            ~~             | {}
            {}             | {}
            """)
    void acceptsAFlatBodyWithAnApiKey(String body, String input) {
        assertThat(emulator.runs().input(api.run(echo, body))).isEqualTo(input);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"input_data":{"a":1}} | {"a":1}
            {"input_data":[1]}     | [1]
            {"input_data":null}    | {}
            {}                     | {}
            ~~                     | {}
            """)
    void acceptsAWrappedBodyWithAToken(String body, String input) {
        Answer answer = startWithToken(body);

        assertThat(emulator.runs().input(answer.json().at("/data/id").textValue()))
                .isEqualTo(input);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"a":1}
            {"input_data":"text"}
            [1]
            text
            """)
    void rejectsAnUnwrappedBodyWithAToken(String body) {
        assertThat(startWithToken(body).status()).isEqualTo(400);
        assertThat(emulator.runs().accepted()).isZero();
    }

    @Test
    void aPlainTextBodyIsRawInputWithAnyContentType() {
        Answer answer = api.send(api.request(echo + "/run/")
                .setHeader("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("Grüße")));

        assertThat(emulator.runs().input(answer.json().at("/data/id").textValue()))
                .isEqualTo("{\"__raw_input__\":\"Grüße\"}");
    }

    @Test
    void aRunFailsIfANodeFails() {
        String runId = api.run(emulator.createWorkflow(SampleWorkflow.FAILING.json()), "{}");

        JsonNode run = finished(runId);

        assertThat(run.path("status").textValue()).isEqualTo("failed");
        assertThat(run.path("data").findValuesAsText("status")).containsExactlyInAnyOrder("succeed", "failed");
        assertThat(run.path("data").findValue("error").textValue()).isEqualTo("The model is overloaded");
    }

    @Test
    void rejectsAnInvalidWorkflowWithHttp200AndInnerStatus400() {
        long broken = emulator.createWorkflow("{}");

        Answer answer = api.post(broken + "/run/", "{}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().body())
                .isEqualTo(
                        "{\"data\":{\"errors\":[\"Workflow is missing required field start_node\"]},\"status\":400}");
    }

    @Test
    void rejectsAnInputWithoutARequiredField() {
        long id = emulator.createWorkflow(SampleWorkflow.FEEDBACK.json());

        JsonNode answer = api.post(id + "/run/", "{}").json();

        assertThat(answer.path("status").intValue()).isEqualTo(422);
        assertThat(answer.at("/data/errors/0").textValue()).isEqualTo("Input field feedback is required");
        assertThat(emulator.runs().accepted()).isZero();
    }

    @Test
    void rejectsUnknownWorkflowsAndRuns() {
        assertThat(api.post("999/run/", "{}").status()).isEqualTo(404);
        assertThat(api.get("workflow_result/").status()).isEqualTo(400);
        assertThat(api.get("workflow_result/?id=").status()).isEqualTo(400);
        assertThat(api.get("workflow_result/?id=no-uuid").status()).isEqualTo(400);
        assertThat(api.get("workflow_result/?id=0781b175-2135-45ec-9063-ad3e0d929adc")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void returnsTheResultsInNoParticularOrder() {
        long id = emulator.createWorkflow(SampleWorkflow.FEEDBACK.json());
        String runId = api.run(id, "{\"feedback\": \"Great\"}");
        finished(runId);

        Set<String> firstNodes = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            firstNodes.add(api.result(runId).path("data").fieldNames().next());
        }

        assertThat(firstNodes).hasSizeGreaterThan(1);
    }

    @Test
    void resultsStayAvailableAfterTheirWorkflowIsDeleted() {
        String runId = api.run(echo, "{}");
        api.delete(echo + "/");

        assertThat(finished(runId).at("/data/o/result/content").textValue()).isEqualTo("{}");
        assertThat(api.get(echo + "/history/").status()).isEqualTo(404);
    }

    private Answer startWithToken(String body) {
        return api.send(api.anonymous(echo + "/run/")
                .header("Authorization", "Bearer " + emulator.jwtToken())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private JsonNode finished(String runId) {
        advance(1000);
        return api.result(runId);
    }

    private void advance(long millis) {
        clock.advance(Duration.ofMillis(millis));
    }
}
