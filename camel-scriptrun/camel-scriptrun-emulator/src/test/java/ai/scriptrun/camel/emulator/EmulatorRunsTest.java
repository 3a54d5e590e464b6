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

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The information about runs for the checks of a test. */
class EmulatorRunsTest {

    private static final Duration RUN_TIME = Duration.ofSeconds(10);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2030-01-01T00:00:00Z"));
    private final ScriptRunEmulator emulator = ScriptRunEmulator.builder()
            .clock(now::get)
            .queueTime(Duration.ZERO)
            .runTime(RUN_TIME)
            .start();
    private final EmulatorRuns runs = emulator.runs();
    private final long one = emulator.createWorkflow(SampleWorkflow.WELCOME.json());
    private final long other = emulator.createWorkflow(SampleWorkflow.WELCOME.json());

    @AfterEach
    void stop() {
        emulator.close();
    }

    private String start(long workflowId, String name) {
        return runs.start(workflowId, "{\"user_name\": \"" + name + "\", \"email\": \"a@b.example\"}");
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    @Test
    void noRunsWereInFlightIfNoneWereStarted() {
        assertThat(runs.mostInFlight()).isZero();
        assertThat(runs.mostInFlight(one)).isZero();
        assertThat(runs.mostInFlight(4711)).isZero();
    }

    @Test
    void mostInFlightIsCountedPerWorkflowAndInTotal() {
        start(one, "a");
        start(other, "b");
        pass(Duration.ofSeconds(5));
        start(one, "c");

        assertThat(runs.mostInFlight()).isEqualTo(3);
        assertThat(runs.mostInFlight(one)).isEqualTo(2);
        assertThat(runs.mostInFlight(other)).isEqualTo(1);
    }

    @Test
    void mostInFlightIsKeptAfterTheRunsHaveEnded() {
        start(one, "a");
        start(one, "b");
        pass(RUN_TIME.multipliedBy(10));
        start(one, "c");

        assertThat(runs.mostInFlight(one)).isEqualTo(2);
    }

    @Test
    void aRunThatStartsWhenAnotherEndsDoesNotOverlapIt() {
        for (String name : List.of("a", "b", "c")) {
            start(one, name);
            pass(RUN_TIME);
        }

        assertThat(runs.mostInFlight(one)).isEqualTo(1);
    }

    @Test
    void anExpiredRunIsCountedToo() {
        runs.expire(start(one, "a"));
        start(one, "b");

        assertThat(runs.mostInFlight()).isEqualTo(2);
    }

    @Test
    void repeatedStartsAreFoundByWorkflowAndInput() {
        String first = start(one, "a");
        start(other, "a");
        start(one, "b");
        pass(RUN_TIME);
        String again = start(one, "a");
        String thrice = start(one, "a");

        assertThat(runs.repeated()).containsExactly(List.of(first, again, thrice));
    }

    @Test
    void differentStartsAreNotRepeated() {
        start(one, "a");
        start(other, "a");

        assertThat(runs.repeated()).isEmpty();
    }
}
