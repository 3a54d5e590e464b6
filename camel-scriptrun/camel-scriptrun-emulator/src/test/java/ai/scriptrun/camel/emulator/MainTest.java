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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import joptsimple.OptionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class MainTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void printsACallThatRuns() {
        try (ScriptRunEmulator emulator = start("--port", "0")) {
            Matcher curl = Pattern.compile("curl -X POST \"(.*)\" -H \"X-Api-Key: (.*?)\" .* -d '(.*)'")
                    .matcher(printed());
            assertThat(curl.find()).isTrue();
            assertThat(curl.group(1)).isEqualTo(emulator.baseUrl() + "/api/v1/workflows/307/run/");
            assertThat(curl.group(2)).isEqualTo(emulator.apiKey());

            String runId = new Api(emulator).run(307, curl.group(3));

            assertThat(emulator.runs().status(runId)).isNotEqualTo("failed");
        }
    }

    @Test
    void bringsSampleWorkflowsOnlyWhereThereAreNone() throws IOException {
        Files.writeString(folder.resolve("own.json"), SampleWorkflow.WELCOME.json());

        start("--port", "0", "--data", folder.toString()).close();

        assertThat(printed()).contains("Welcome Message").doesNotContain("Customer Feedback");
    }

    @Test
    void takesTimesInMilliseconds() {
        try (ScriptRunEmulator emulator =
                start("--port", "0", "--queue-time", "0", "--run-time", "0", "--consistency-window", "3600000")) {
            Api api = new Api(emulator);
            String runId = api.run(6, "{}");

            await().until(() -> api.result(runId).path("status").textValue().equals("succeed"));
            assertThat(api.result(runId).path("data")).isEmpty();
        }
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> MainOptions.parse("--prot", "1")).isInstanceOf(OptionException.class);
        assertThatThrownBy(() -> start("--port", "http")).isInstanceOf(OptionException.class);
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        try (ScriptRunEmulator emulator = ScriptRunEmulator.start()) {
            String port = Integer.toString(emulator.port());

            assertThatThrownBy(() -> start("--port", port)).hasMessageContaining(port);
        }
    }

    @Test
    void runsAsAProcessUntilItIsEnded() throws Exception {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--port",
                        "0",
                        "--data",
                        folder.resolve("data").toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> Files.readString(output).contains("Ctrl-C ends the emulator."));
            assertThat(Files.readString(output)).doesNotContain("SLF4J");
        } finally {
            process.destroy();
        }

        assertThat(process.waitFor()).isNotEqualTo(2);
        ScriptRunEmulator.builder().data(folder.resolve("data")).start().close();
    }

    private ScriptRunEmulator start(String... arguments) {
        return Main.start(MainOptions.parse(arguments), new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
