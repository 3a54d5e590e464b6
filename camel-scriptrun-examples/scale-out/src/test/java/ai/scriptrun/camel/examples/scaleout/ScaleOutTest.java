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
package ai.scriptrun.camel.examples.scaleout;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.scriptrun.camel.examples.support.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The example as a user starts it. */
class ScaleOutTest {

    private static final Pattern WORKER = Pattern.compile("  worker-(\\d) +(\\d+) +(\\d+)(  killed)?");

    @TempDir
    private Path home;

    @Test
    void losesNothingThoughOneWorkerIsKilledAndSaysWhoDidWhat() throws Exception {
        String console = run(home, Map.of());

        assertThat(console)
                .containsPattern("Taken over from worker-2: [1-9]\\d* runs")
                .containsPattern("Result polls per run: \\d\\.\\d; all calls of the service per run: [2-4]\\.\\d\n")
                .containsPattern("\n300 requests, 300 results, 0 lost, [0-3] duplicate\n$");
        int started = 0;
        Matcher worker = WORKER.matcher(console);
        while (worker.find()) {
            started += Integer.parseInt(worker.group(2));
            assertThat(Integer.parseInt(worker.group(3))).as(worker.group()).isPositive();
        }
        assertThat(started).isBetween(300, 303);
    }

    static String run(Path home, Map<String, String> environment) throws Exception {
        try (JavaProcess example =
                JavaProcess.start(ScaleOut.class, home.resolve("console.txt"), environment, "-Dexample.home=" + home)) {
            assertThat(example.exitCode(Duration.ofMinutes(4)))
                    .as(example::console)
                    .isZero();
            return example.console();
        }
    }
}
