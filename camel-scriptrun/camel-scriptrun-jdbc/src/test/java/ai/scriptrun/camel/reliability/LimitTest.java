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

import java.nio.file.Path;
import java.time.Duration;

import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.testing.Workflows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Three nodes keep a limit together while they are killed; {@code LimitProof} does the same with many more. */
@Tag("reliability")
class LimitTest {

    private static final int LIMIT = 10;

    @TempDir
    private Path folder;

    @Test
    void theLimitIsExactAlthoughNodesAreKilled() throws Exception {
        KilledQueue.Plan plan = new KilledQueue.Plan("limit-small", 3, 3, 200, 200, 2, "&maxInFlight=" + LIMIT);
        try (ScriptRunEmulator service = KilledQueue.service(Duration.ofMillis(200));
                KilledQueue queue = new KilledQueue(plan, service, service.createWorkflow(Workflows.ECHO), folder)) {
            KilledQueue.Outcome outcome = queue.run(Duration.ofMinutes(1));
            outcome.print();
            judge(outcome, LIMIT);
        }
    }

    static void judge(KilledQueue.Outcome outcome, int limit) {
        int rows = outcome.plan().rows();
        assertThat(outcome.lost()).as("lost").isZero();
        assertThat(outcome.startedTwice()).as("started twice").isZero();
        assertThat(outcome.mostInFlight()).as("most in flight").isLessThanOrEqualTo(limit);
        assertThat(outcome.inStore(1)).as("in flight in the last tenth").isEqualTo(limit);
        assertThat(outcome.leftInFlight()).as("places that are lost").isZero();
        assertThat(outcome.delivered() + outcome.uncertain()).isGreaterThanOrEqualTo(rows);
        assertThat(outcome.accepted()).isBetween((long) outcome.delivered(), (long) rows);
        assertThat(outcome.uncertain()).isLessThanOrEqualTo(outcome.plan().kills() * limit);
    }
}
