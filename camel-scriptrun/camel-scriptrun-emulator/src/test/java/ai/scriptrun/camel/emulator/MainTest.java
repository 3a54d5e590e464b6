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
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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
    void printsAWorkingCall() {
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
    void addsSampleWorkflowsToTheUsersOwn() throws IOException {
        Files.writeString(
                folder.resolve("own.json"), SampleWorkflow.WELCOME.json().replace("Welcome", "My own"));

        for (int i = 0; i < 2; i++) {
            try (ScriptRunEmulator emulator = start("--port", "0", "--data", folder.toString())) {
                assertThat(emulator.workflows())
                        .containsOnlyKeys(6L, 7L, 65L, 271L, 307L)
                        .extractingByKey(6L)
                        .asString()
                        .startsWith("My own");
            }
        }
    }

    @Test
    void leavesOutSampleWorkflowsWithNoSamples() {
        try (ScriptRunEmulator emulator = start("--port", "0", "--no-samples")) {
            assertThat(emulator.workflows()).isEmpty();
        }
    }

    @Test
    void listensOnTheGivenHostAndPort() throws Exception {
        try (ScriptRunEmulator emulator = start("--port", "0", "--host", "0.0.0.0")) {
            String url = "http://" + InetAddress.getLocalHost().getHostAddress() + ":" + emulator.port() + "/health";
            HttpResponse<String> health = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());

            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body()).isEqualTo("{\"status\":\"UP\"}");
            assertThat(emulator.baseUrl()).isEqualTo("http://127.0.0.1:" + emulator.port());
        }
    }

    @Test
    void logsRequestsAndRuns() {
        try (ScriptRunEmulator emulator = start("--port", "0", "--log")) {
            Api api = new Api(emulator);
            String runId = api.run(307, "{\"feedback\": \"I love it, thank you!\"}");
            api.result(runId);

            String shortId = runId.substring(0, 8);
            await().untilAsserted(() -> assertThat(printed().lines())
                    .anyMatch(line -> line.matches("[0-9:.]{12}  200  POST /api/v1/workflows/307/run/"))
                    .anyMatch(line ->
                            line.matches("[0-9:.]{12}  200  GET /api/v1/workflows/workflow_result/\\?id=" + runId))
                    .anyMatch(line -> line.matches("[0-9:.]{12}  run  " + shortId + " started: 307 Customer Feedback.*"
                            + " \\{\"feedback\":\"I love it, thank you!\"}"))
                    .anyMatch(line ->
                            line.matches("[0-9:.]{12}  run  " + shortId + " succeed after 0.[0-9] s, \\$0.00[0-9]+")));
        }
    }

    @Test
    void acceptsTimesInMilliseconds() {
        try (ScriptRunEmulator emulator =
                start("--port", "0", "--queue-time", "0", "--run-time", "0", "--consistency-window", "3600000")) {
            Api api = new Api(emulator);
            String runId = api.run(6, "{}");

            await().until(() -> api.result(runId).path("status").textValue().equals("succeed"));
            assertThat(api.result(runId).path("data")).isEmpty();
        }
    }

    @Test
    void rejectsUnknownOptions() {
        assertThatThrownBy(() -> MainOptions.parse("--prot", "1")).isInstanceOf(OptionException.class);
        assertThatThrownBy(() -> start("--port", "http")).isInstanceOf(OptionException.class);
    }

    @Test
    void reportsAPortThatIsInUse() {
        try (ScriptRunEmulator emulator = ScriptRunEmulator.start()) {
            String port = Integer.toString(emulator.port());

            assertThatThrownBy(() -> start("--port", port))
                    .hasMessageContaining("127.0.0.1:" + port + ": ")
                    .hasMessageContaining("in use; another program listens there");
        }
    }

    @Test
    void runsAsAProcessUntilItIsStopped() throws Exception {
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
