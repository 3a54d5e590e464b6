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
package ai.scriptrun.camel.reliability;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import ai.scriptrun.camel.emulator.EmulatorClock;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.testing.Workflows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A hundred thousand runs are waited for in a small JVM. */
@Tag("reliability")
class ManyWaitingRunsTest {

    private static final int RUNS = 100_000;
    private static final long MOST_BYTES_A_RUN = 2_048;

    @TempDir
    private Path folder;

    @Test
    void aHundredThousandRunsWaitInASmallJvm() throws Exception {
        EmulatorClock clock = EmulatorClock.standingAt(Instant.now());
        try (ScriptRunEmulator service = ScriptRunEmulator.builder()
                .journal(false)
                .clock(clock)
                .queueTime(Duration.ZERO)
                .runTime(Duration.ofHours(1), Duration.ofHours(100))
                .consistencyWindow(Duration.ZERO)
                .start()) {
            CallCounter calls = new CallCounter(service);
            long workflow = service.createWorkflow(Workflows.ECHO);
            for (int i = 0; i < RUNS; i++) {
                service.runs().start(workflow, "{\"n\": " + i + "}");
            }
            Path ids = folder.resolve("ids");
            Files.write(ids, service.runs().ids());
            try (ChildJvm application = ChildJvm.start(
                    "waiting",
                    List.of("-Xmx512m"),
                    WaitingApplication.class,
                    service.baseUrl(),
                    service.apiKey(),
                    workflow,
                    ids)) {
                WaitingApplication.Figures figures = WaitingApplication.Figures.parse(
                        application.await(WaitingApplication.WAITING, Duration.ofMinutes(6)));
                clock.advance(Duration.ofHours(3));
                long ended = service.runs().ids().stream()
                        .filter(id -> service.runs().status(id).equals("succeed"))
                        .count();
                long begun = System.nanoTime();
                application.await(WaitingApplication.DELIVERED + " " + ended, Duration.ofMinutes(3));
                System.out.printf(
                        Locale.ROOT,
                        "%d runs waiting with -Xmx512m: %d bytes each, and %d in the store in memory; %d threads"
                                + " (%d connections); %d calls while none ended; %d that ended were delivered within"
                                + " %.1f s, with %.2f API calls each%n",
                        figures.waiting(),
                        figures.bytesWaiting(),
                        figures.bytesStored(),
                        figures.threads(),
                        figures.maxConnections(),
                        figures.calls(),
                        ended,
                        (System.nanoTime() - begun) / 1e9,
                        (double) (calls.all() - figures.calls()) / ended);

                assertThat(figures.waiting()).isEqualTo(RUNS);
                assertThat(figures.threads()).isPositive().isLessThanOrEqualTo(figures.maxConnections() + 10);
                assertThat(figures.bytesWaiting()).isPositive().isLessThan(MOST_BYTES_A_RUN);
            }
        }
    }
}
