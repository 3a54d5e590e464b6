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
package ai.scriptrun.camel.emulator.store;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import ai.scriptrun.camel.emulator.Api;
import ai.scriptrun.camel.emulator.EmulatorClock;
import ai.scriptrun.camel.emulator.SampleWorkflow;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class DataFolderTest {

    private final EmulatorClock clock = EmulatorClock.standingAt(Instant.parse("2026-01-01T00:00:00Z"));

    @TempDir
    private Path folder;

    @Test
    void workflowsAndRunsSurviveARestart() {
        JsonNode result;
        JsonNode history;
        JsonNode workflow;
        String runId;
        String reported;
        long id;
        try (ScriptRunEmulator emulator = start()) {
            Api api = new Api(emulator);
            id = emulator.createWorkflow(SampleWorkflow.FEEDBACK.json());
            long deleted = emulator.createWorkflow(SampleWorkflow.WELCOME.json());
            runId = api.run(id, "{\"feedback\": \"Great\"}");
            reported = api.run(id, "{\"feedback\": \"Great\"}");
            report(emulator, reported);
            api.delete(deleted + "/");
            clock.advance(Duration.ofMinutes(1));
            result = api.result(runId);
            history = api.get(id + "/history/").json().path("results");
            workflow = api.get(id + "/").json();
        }

        try (ScriptRunEmulator again = start()) {
            Api api = new Api(again);
            assertThat(again.workflows()).containsOnlyKeys(id);
            assertThat(api.get(id + "/").json()).isEqualTo(workflow);
            assertThat(api.result(runId)).isEqualTo(result);
            assertThat(api.result(reported).path("status").textValue()).isEqualTo("failed");
            assertThat(api.get(id + "/history/").json().path("results")).isEqualTo(history);
            assertThat(again.runs().accepted()).isZero();

            String next = api.run(id, "{\"feedback\": \"Great\"}");
            assertThat(api.get(id + "/history/").json().at("/results/0/id").textValue())
                    .isEqualTo(next);
            assertThat(again.createWorkflow(SampleWorkflow.WELCOME.json().replace("\"id\": 6,", "")))
                    .isEqualTo(id + 1);
        }
    }

    @Test
    void aRunThatWasInterruptedHasFailed() {
        String runId;
        CountDownLatch never = new CountDownLatch(1);
        try (ScriptRunEmulator emulator = ScriptRunEmulator.builder()
                .data(folder)
                .llm(request -> {
                    never.await();
                    throw new IllegalStateException();
                })
                .start()) {
            long id = emulator.createWorkflow(SampleWorkflow.WELCOME.json());
            runId = emulator.runs().start(id, "{}");
        }

        try (ScriptRunEmulator again = ScriptRunEmulator.builder().data(folder).start()) {
            await().until(() -> again.runs().status(runId).equals("failed"));
        }
    }

    @Test
    void readsNewAndChangedWorkflowFiles() throws IOException {
        Files.writeString(folder.resolve("a.json"), SampleWorkflow.TEXT_CLASSIFICATION.json());
        Files.writeString(folder.resolve("b.json"), "{\"nodes\": []}");
        Files.writeString(folder.resolve("notes.txt"), "not a workflow");
        try (ScriptRunEmulator emulator = start()) {
            assertThat(emulator.workflows()).containsOnlyKeys(65L, 66L);
            Api api = new Api(emulator);
            api.patch("65/", "{\"title\": \"Changed by API\"}");
            api.delete("66/");
        }

        try (ScriptRunEmulator again = start()) {
            assertThat(again.workflows()).containsOnlyKeys(65L).containsEntry(65L, "Changed by API");
        }

        Files.writeString(folder.resolve("b.json"), "{\"title\": \"Changed in file\", \"data\": {}}");
        try (ScriptRunEmulator again = start()) {
            assertThat(again.workflows()).containsEntry(65L, "Changed by API").containsEntry(66L, "Changed in file");
        }
    }

    @Test
    void theErrorNamesAnInvalidWorkflowFile() throws IOException {
        Files.writeString(folder.resolve("broken.json"), "{");

        assertThatThrownBy(this::start)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("broken.json")
                .hasMessageContaining("not valid JSON");

        Files.delete(folder.resolve("broken.json"));
        start().close();
    }

    @Test
    void isUsedByOneEmulatorAtATime() {
        try (ScriptRunEmulator emulator = start()) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is another emulator using it?");
            assertThat(new Api(emulator).get("").status()).isEqualTo(200);
        }
    }

    @Test
    void containsOneFileOfTheEmulator() throws IOException {
        try (ScriptRunEmulator emulator = start()) {
            emulator.runs().start(emulator.createWorkflow(SampleWorkflow.WELCOME.json()), "{}");
        }

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).extracting(file -> file.getFileName().toString()).containsExactly("emulator.mv");
        }
    }

    private ScriptRunEmulator start() {
        return ScriptRunEmulator.builder().data(folder).clock(clock).start();
    }

    private static void report(ScriptRunEmulator emulator, String runId) {
        Api api = new Api(emulator);
        api.send(api.anonymous("execution-update/" + runId + "/")
                .header("X-Service-Api-Key", emulator.serviceKey())
                .POST(BodyPublishers.ofString("""
                        {"type": "workflow_execution_progress_change",
                         "payload": {"id": "%s", "status": "failed", "data": {}}}""".formatted(runId))));
    }
}
