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
package ai.scriptrun.camel.examples.outbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.examples.support.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The example as a user starts it, with a service that the environment names. */
class TransactionalOutboxTest {

    @TempDir
    private Path home;

    @Test
    void eachOrderHasOneRunAndOneReplyAndNoneThatWasRolledBackIsStarted() throws Exception {
        try (ScriptRunEmulator service = ScriptRunEmulator.builder()
                .runTime(Duration.ofMillis(200), Duration.ofSeconds(1))
                .start()) {
            long workflow = service.createWorkflow(getClass().getResourceAsStream("/reply.json"));
            Map<String, String> environment = Map.of(
                    "SCRIPTRUN_BASE_URL", service.baseUrl(),
                    "SCRIPTRUN_API_KEY", service.apiKey(),
                    "SCRIPTRUN_WORKFLOW_ID", Long.toString(workflow),
                    "SCRIPTRUN_POLL_INTERVAL", "200ms");
            try (JavaProcess example = JavaProcess.start(
                    TransactionalOutbox.class, home.resolve("console.txt"), environment, "-Dexample.home=" + home)) {
                assertThat(example.exitCode(Duration.ofMinutes(5)))
                        .as(example::console)
                        .isZero();
                assertThat(example.console())
                        .contains("  180 orders, each committed", "   19 orders rolled back", "  180 replies, each")
                        .containsPattern("(?s)is killed .*is killed ")
                        .endsWith("Each order has one run and one reply\n");
            }
            List<String> inputs =
                    service.runs().ids().stream().map(service.runs()::input).toList();
            assertThat(inputs)
                    .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, TransactionalOutbox.LAST_ORDER)
                            .filter(number -> number % 10 != 0)
                            .mapToObj(number -> "{\"order\":\"order-" + number + "\",\"message\":\"When will order "
                                    + number + " arrive?\"}")
                            .toList());
            assertThat(service.runs().mostInFlight(workflow)).isLessThanOrEqualTo(20);
        }
    }
}
