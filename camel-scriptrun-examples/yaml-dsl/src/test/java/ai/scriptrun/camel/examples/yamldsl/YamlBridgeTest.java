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
package ai.scriptrun.camel.examples.yamldsl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.examples.support.JavaProcess;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class YamlBridgeTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FEEDBACK = Path.of("data/feedback");
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path home;

    @Test
    void writesAnAnswerForEachFileAndALineForEachRun() throws Exception {
        try (JavaProcess bridge = start(Map.of())) {
            assertThat(bridge.exitCode(LONG)).as(bridge::console).isZero();

            int files = names(FEEDBACK).size();
            assertThat(names(home.resolve("outbox")))
                    .containsExactlyInAnyOrderElementsOf(
                            names(FEEDBACK).stream().map(file -> file + ".json").toList());
            assertThat(JSON.readTree(
                            home.resolve("outbox/charged-twice.txt.json").toFile()))
                    .isEqualTo(JSON.readTree("""
                            {"sentiment": "negative", "category": "billing",
                             "summary": "I was charged twice for the same invoice."}"""));
            assertThat(bridge.console())
                    .contains("\n  charged-twice.txt   negative  billing   I was charged twice for the same invoice.\n")
                    .endsWith("\n" + files + " files, " + files + " results in " + home.resolve("outbox") + "\n" + files
                            + " runs in " + home.resolve("runs.log") + "\n");
        }
    }

    @Test
    void waitsForTheServiceThatTheEnvironmentNamesAndHearsOfEverybodysRuns() throws Exception {
        try (ScriptRunEmulator service =
                ScriptRunEmulator.builder().runTime(Duration.ofSeconds(5)).start()) {
            long workflow = service.createWorkflow(getClass().getResourceAsStream("/feedback.json"));
            try (JavaProcess bridge = start(environment(service, workflow))) {
                await().atMost(LONG).until(() -> service.runs().accepted() > 0);
                service.runs().start(workflow, "{\"__raw_input__\": \"From elsewhere.\"}");
                assertThat(bridge.exitCode(LONG)).as(bridge::console).isZero();
            }

            assertThat(service.runs().ids().stream().map(service.runs()::input))
                    .containsExactlyInAnyOrderElementsOf(inputs("From elsewhere."));
            assertThat(Files.readAllLines(home.resolve("runs.log")))
                    .extracting(line -> line.substring(0, line.indexOf(' ')))
                    .containsExactlyInAnyOrderElementsOf(service.runs().ids());
        }
    }

    @Test
    void saysWhichFilesHaveNoResultAndSendsNoneAgain() throws Exception {
        try (ScriptRunEmulator service = ScriptRunEmulator.builder()
                .llm(request -> {
                    throw new IllegalStateException("out of order");
                })
                .start()) {
            long workflow = service.createWorkflow(getClass().getResourceAsStream("/feedback.json"));
            try (JavaProcess bridge = start(environment(service, workflow))) {
                assertThat(bridge.exitCode(LONG)).isEqualTo(1);
                assertThat(bridge.console())
                        .contains("  charged-twice.txt HAS NO RESULT: ")
                        .contains("8 files, 0 results in ", "8 runs in ")
                        .doesNotContain("\tat ");
            }
            assertThat(service.runs().accepted()).isEqualTo(names(FEEDBACK).size());
        }
    }

    private JavaProcess start(Map<String, String> environment) throws IOException {
        return JavaProcess.start(YamlBridge.class, home.resolve("console.txt"), environment, "-Dbridge.home=" + home);
    }

    private static Map<String, String> environment(ScriptRunEmulator service, long workflow) {
        return Map.of(
                "SCRIPTRUN_BASE_URL", service.baseUrl(),
                "SCRIPTRUN_API_KEY", service.apiKey(),
                "SCRIPTRUN_WORKFLOW_ID", Long.toString(workflow));
    }

    /** What the service has to get: the texts of all files, and this one. */
    private static List<String> inputs(String text) throws IOException {
        Stream.Builder<String> texts = Stream.builder();
        texts.add(text);
        for (String file : names(FEEDBACK)) {
            texts.add(Files.readString(FEEDBACK.resolve(file)));
        }
        return texts.build()
                .map(input ->
                        JSON.createObjectNode().put("__raw_input__", input).toString())
                .toList();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
