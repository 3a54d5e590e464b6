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

import ai.scriptrun.camel.emulator.Api;
import ai.scriptrun.camel.emulator.Api.Answer;
import ai.scriptrun.camel.emulator.EmulatorClock;
import ai.scriptrun.camel.emulator.SampleWorkflow;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ExecutionUpdateCallTest {

    private static final String BODY = """
            {"type": "workflow_execution_progress_change", "payload": {"id": "%s", "status": "%s", "data": {
              "93e9822b-63a4-4553-adb4-79029db3c09b": {"id": "93e9822b-63a4-4553-adb4-79029db3c09b",
                "status": "succeed", "result": {"content": "Hi! How can I help you today?", "extra": 1}}}}}""";

    private final EmulatorClock clock = EmulatorClock.standingAt(Instant.parse("2026-01-01T00:00:00Z"));
    private final ScriptRunEmulator emulator =
            ScriptRunEmulator.builder().clock(clock).start();
    private final Api api = new Api(emulator);
    private final long workflow = emulator.createWorkflow(SampleWorkflow.WELCOME.json());
    private final String runId = api.run(workflow, "{}");

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void theUpdateDeterminesTheStatusOfTheRun() {
        Answer answer = update(BODY.formatted(runId, "succeed"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().body()).isEqualTo("{\"status\":\"created\",\"detail\":{\"msg\":\"ok\"}}");
        assertThat(api.result(runId).path("status").textValue()).isEqualTo("succeed");
        assertThat(api.result(runId).path("data")).isEmpty();
        clock.advance(Duration.ofMillis(150));
        assertThat(api.result(runId).path("data").toString())
                .isEqualTo(
                        "{\"93e9822b-63a4-4553-adb4-79029db3c09b\":{\"id\":\"93e9822b-63a4-4553-adb4-79029db3c09b\","
                                + "\"status\":\"succeed\",\"result\":{\"content\":\"Hi! How can I help you today?\",\"extra\":1}}}");
        assertThat(api.get(workflow + "/history/")
                        .json()
                        .at("/results/0/finished_at")
                        .textValue())
                .isEqualTo("2026-01-01T00:00:00.000000Z");
    }

    @Test
    void anUpdateCanKeepARunInProgress() {
        update(BODY.formatted(runId, "in progress"));
        clock.advance(Duration.ofHours(1));

        assertThat(api.result(runId).path("status").textValue()).isEqualTo("in progress");
        assertThat(api.result(runId).path("data")).hasSize(1);
    }

    @Test
    void requiresTheServiceKey() {
        String path = "execution-update/" + runId + "/";

        assertThat(api.post(path, BODY.formatted(runId, "succeed")).status()).isEqualTo(403);
        assertThat(api.send(api.anonymous(path)
                                .header("X-Service-Api-Key", "wrong")
                                .POST(BodyPublishers.ofString("{}")))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void rejectsUnknownRuns() {
        Answer answer = api.send(api.anonymous("execution-update/0781b175-2135-45ec-9063-ad3e0d929adc/")
                .header("X-Service-Api-Key", emulator.serviceKey())
                .POST(BodyPublishers.ofString("{}")));

        assertThat(answer.status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {}
            {"type":"other","payload":{"id":"RUN","status":"succeed","data":{}}}
            {"type":"workflow_execution_progress_change","payload":{"id":"x","status":"succeed","data":{}}}
            {"type":"workflow_execution_progress_change","payload":{"id":"RUN","status":"done","data":{}}}
            {"type":"workflow_execution_progress_change","payload":{"id":"RUN","status":"succeed"}}
            {"type":"workflow_execution_progress_change","payload":{"id":"RUN","status":"succeed","data":{"n":{}}}}
            """)
    void rejectsAnInvalidBody(String body) {
        assertThat(update(body.replace("RUN", runId)).status()).isEqualTo(400);
        assertThat(api.result(runId).path("status").textValue()).isEqualTo("in queue");
    }

    private Answer update(String body) {
        return api.send(api.anonymous("execution-update/" + runId + "/")
                .header("X-Service-Api-Key", emulator.serviceKey())
                .POST(BodyPublishers.ofString(body)));
    }
}
