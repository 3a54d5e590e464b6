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
package ai.scriptrun.camel.examples.filebridge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.examples.support.JavaProcess;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The example against a service that the environment names. */
class RemoteServiceTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path home;

    @Test
    void getsEveryFileOnceAndUnchanged() throws Exception {
        try (ScriptRunEmulator service = ScriptRunEmulator.start()) {
            long workflow = service.createWorkflow(getClass().getResourceAsStream("/customer-feedback.json"));

            run(environment(service, service.apiKey(), workflow), 0);

            assertThat(service.runs().ids().stream().map(service.runs()::input).map(RemoteServiceTest::json))
                    .containsExactlyInAnyOrderElementsOf(Folder.texts(Folder.FEEDBACK).values().stream()
                            .map(RemoteServiceTest::input)
                            .toList());
        }
    }

    @Test
    void refusesTheKeyAndTheStorySaysWhatIsMissingAndWhy() throws Exception {
        try (ScriptRunEmulator service = ScriptRunEmulator.start()) {
            String console = run(environment(service, "wrong-key", 6), 1);

            assertThat(console).contains("38 files in, 0 results out, 38 missing (0001 first order.txt, ");
            assertThat(console.lines().filter(line -> line.startsWith("  empty.txt ")))
                    .singleElement()
                    .asString()
                    .contains("NO RESULT: ", "401");
            assertThat(console).doesNotContain("\tat ");
        }
    }

    @Test
    void isNothingWithoutAWorkflow() throws Exception {
        assertThat(run(Map.of("SCRIPTRUN_API_KEY", "key"), 2))
                .isEqualTo("The bridge can't begin: SCRIPTRUN_API_KEY is set, so SCRIPTRUN_WORKFLOW_ID has to name the"
                        + " workflow to run.\n");
    }

    @Test
    void isNotReachedWithoutTls() throws Exception {
        Map<String, String> environment = Map.of(
                "SCRIPTRUN_BASE_URL", "http://scriptrun.example",
                "SCRIPTRUN_API_KEY", "key",
                "SCRIPTRUN_WORKFLOW_ID", "6");
        assertThat(run(environment, 2)).contains("The bridge can't begin: ", "allowInsecureHttp");
    }

    private String run(Map<String, String> environment, int exitCode) throws Exception {
        try (JavaProcess bridge = BridgeProcess.start(Folder.FEEDBACK, home, environment)) {
            assertThat(bridge.exitCode(Duration.ofMinutes(2)))
                    .as(bridge::console)
                    .isEqualTo(exitCode);
            return bridge.console();
        }
    }

    private static Map<String, String> environment(ScriptRunEmulator service, String apiKey, long workflow) {
        return Map.of(
                "SCRIPTRUN_BASE_URL", service.baseUrl(),
                "SCRIPTRUN_API_KEY", apiKey,
                "SCRIPTRUN_WORKFLOW_ID", Long.toString(workflow));
    }

    /** What the API makes of a text: JSON stays as it is, nothing becomes an empty object, other text is wrapped. */
    private static JsonNode input(String file) {
        // A byte order mark belongs to the file, not to its text.
        String text = file.startsWith("\uFEFF") ? file.substring(1) : file;
        if (text.isBlank()) {
            return JSON.createObjectNode();
        }
        return text.startsWith("{") ? json(text) : JSON.createObjectNode().put("__raw_input__", text);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
