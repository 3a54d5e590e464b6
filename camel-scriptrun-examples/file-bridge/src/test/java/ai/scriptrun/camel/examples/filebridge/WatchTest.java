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

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import ai.scriptrun.camel.examples.support.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The example with {@code --watch}. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "There a process can only be killed, which nobody can answer")
class WatchTest {

    @TempDir
    private Path data;

    @TempDir
    private Path home;

    @Test
    void goesOnWithFilesThatAreDroppedInUntilItIsInterrupted() throws Exception {
        Files.writeString(data.resolve("first.txt"), "Great!");
        try (JavaProcess bridge = BridgeProcess.start(data, home, Map.of(), "--watch")) {
            awaitResult("first.txt");

            Files.writeString(home.resolve("inbox/später.txt"), "Terrible.");
            Files.createFile(home.resolve("inbox/nothing"));
            awaitResult("später.txt");
            awaitResult("nothing");
            bridge.interrupt();

            assertThat(bridge.exitCode(Duration.ofMinutes(2))).as("SIGTERM").isEqualTo(143);
            assertThat(bridge.console())
                    .contains("watching; Ctrl-C ends it")
                    .contains("3 files in, 3 results out, none missing, none twice");
        }
    }

    @Test
    void isTheOnlyOption() throws Exception {
        try (JavaProcess bridge = BridgeProcess.start(data, home, Map.of(), "--wach")) {
            assertThat(bridge.exitCode(Duration.ofMinutes(2))).isEqualTo(2);
            assertThat(bridge.console()).contains("the only option is --watch, and not [--wach]");
        }
    }

    /** Told is what is written. */
    private void awaitResult(String file) {
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(home.resolve("runs.log"))
                .content()
                .containsPattern("(?m)^  " + file + " .* \\$0\\."));
        assertThat(home.resolve("outbox").resolve(file + ".json")).isNotEmptyFile();
    }
}
