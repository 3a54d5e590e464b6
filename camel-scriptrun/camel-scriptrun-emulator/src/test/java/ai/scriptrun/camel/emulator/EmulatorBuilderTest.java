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
package ai.scriptrun.camel.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import ai.scriptrun.camel.emulator.llm.LlmReply;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.verification.RequestJournalDisabledException;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class EmulatorBuilderTest {

    private static final Duration MIN = Duration.ofMillis(1);
    private static final Duration MAX = Duration.ofSeconds(10);

    @Test
    void equalSeedsGiveEqualTimes() {
        List<String> ends = endsOfRuns(builder().runTime(MIN, MAX).seed(1));

        assertThat(endsOfRuns(builder().runTime(MIN, MAX).seed(1))).isEqualTo(ends);
        assertThat(endsOfRuns(builder().runTime(MIN, MAX).seed(2))).isNotEqualTo(ends);
        assertThat(ends).doesNotHaveDuplicates();
    }

    @Test
    void everyTimeMayBeRandom() {
        assertThat(endsOfRuns(builder().queueTime(MIN, MAX))).doesNotHaveDuplicates();
        assertThat(endsOfRuns(builder())).containsOnly("2026-01-01T00:00:00.250000Z");
        assertThatThrownBy(() -> builder().consistencyWindow(/* min= */ MAX, /* max= */ MIN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder().runTime(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCustomResponderDeterminesAnswerAndCost() {
        try (ScriptRunEmulator emulator =
                fast().llm(request -> new LlmReply("Own answer", 1_000_000, 0)).start()) {
            JsonNode run = finished(emulator, SampleWorkflow.WELCOME.json());

            assertThat(run.path("data").findValuesAsText("content")).contains("Own answer");
            assertThat(run.at("/metrics/total_cost").doubleValue()).isEqualTo(2.5);
        }
    }

    @Test
    void allowsHostsForHttpNodes() {
        String workflow = "{\"start_node\": \"h\", \"nodes\": [{\"id\": \"h\", \"type\": \"basic-node\","
                + " \"data\": {\"url\": \"http://host.invalid/\"}}]}";
        try (ScriptRunEmulator closed = fast().start();
                ScriptRunEmulator open = fast().httpHosts("host.invalid").start()) {
            assertThat(finished(closed, workflow).at("/data/h/error").textValue())
                    .contains("not allowed");
            assertThat(finished(open, workflow).at("/data/h").toString()).doesNotContain("not allowed");
        }
    }

    @Test
    void theJournalCanBeSwitchedOff() {
        try (ScriptRunEmulator emulator = fast().journal(false).start()) {
            assertThat(new Api(emulator).get("").status()).isEqualTo(200);
            assertThatThrownBy(() -> emulator.wireMock().verify(anyRequestedFor(anyUrl())))
                    .isInstanceOf(RequestJournalDisabledException.class);
        }
    }

    private static EmulatorBuilder builder() {
        return ScriptRunEmulator.builder();
    }

    private static EmulatorBuilder fast() {
        return ScriptRunEmulator.builder()
                .queueTime(Duration.ZERO)
                .runTime(Duration.ZERO)
                .consistencyWindow(Duration.ZERO);
    }

    /** Starts three runs at once, and looks a minute later when they ended. */
    private static List<String> endsOfRuns(EmulatorBuilder builder) {
        EmulatorClock clock = EmulatorClock.standingAt(Instant.parse("2026-01-01T00:00:00Z"));
        try (ScriptRunEmulator emulator = builder.clock(clock).start()) {
            long id = emulator.createWorkflow(SampleWorkflow.WELCOME.json());
            for (int i = 0; i < 3; i++) {
                emulator.runs().start(id, "{}");
            }
            clock.advance(Duration.ofMinutes(1));
            return new Api(emulator)
                    .get(id + "/history/")
                    .json()
                    .path("results")
                    .findValuesAsText("finished_at");
        }
    }

    private static JsonNode finished(ScriptRunEmulator emulator, String workflow) {
        Api api = new Api(emulator);
        String runId = emulator.runs().start(emulator.createWorkflow(workflow), "{}");
        await().until(() -> api.result(runId).has("metrics"));
        return api.result(runId);
    }
}
