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
package ai.scriptrun.camel.examples.queuebridge;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.examples.support.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The example as a user starts it. */
class QueueBridgeTest {

    @TempDir
    private Path home;

    @Test
    void losesNothingThoughTheBridgeIsKilledAndSaysSo() throws Exception {
        String console = run(Map.of());

        assertThat(console)
                .containsPattern("killed \\(kill -9\\): \\d+ requests are done, [1-9]\\d* have runs in flight")
                .containsPattern("\n24 requests: 21 answered, 3 dead letters, none lost, (none|1) twice\n$")
                .containsPattern("ticket-101 .+ succeed +\\{\"category\":\"billing\"}")
                .containsPattern("ticket-106 .+ dead letter  .+'ticket' \\(Ticket\\) is required");
        for (Request request : Request.all()) {
            assertThat(console).contains("\n  " + request.id() + " ");
        }
    }

    @Test
    void runsEveryRequestAtTheServiceThatTheEnvironmentNames() throws Exception {
        try (ScriptRunEmulator service = ScriptRunEmulator.start()) {
            long workflow = service.createWorkflow(getClass().getResourceAsStream("/triage.json"));

            run(Map.of(
                    "SCRIPTRUN_BASE_URL", service.baseUrl(),
                    "SCRIPTRUN_API_KEY", service.apiKey(),
                    "SCRIPTRUN_WORKFLOW_ID", Long.toString(workflow),
                    "SCRIPTRUN_POLL_INTERVAL", "200ms"));

            List<String> inputs =
                    service.runs().ids().stream().map(service.runs()::input).toList();
            assertThat(inputs)
                    .hasSize(21)
                    .doesNotHaveDuplicates()
                    .anySatisfy(input -> assertThat(input).contains("先月の請求書をもう一度送ってください。"))
                    .allSatisfy(input -> assertThat(input).startsWith("{\"ticket\":"));
        }
    }

    private String run(Map<String, String> environment) throws Exception {
        try (JavaProcess example = JavaProcess.start(
                QueueBridge.class, home.resolve("console.txt"), environment, "-Dbridge.home=" + home)) {
            assertThat(example.exitCode(Duration.ofMinutes(3)))
                    .as(example::console)
                    .isZero();
            return example.console();
        }
    }
}
