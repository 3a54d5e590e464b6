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

/** The node that sends a batch is killed, and sends all of it again; {@code BatchProof} does the same with many more rows. */
@Tag("reliability")
class BatchTest {

    /** The workflow repeats the row in its output, so that an uncertain start is found. */
    static final String OPTIONS = "&maxInFlight=100&uncertainStart=SEARCH";

    @TempDir
    private Path folder;

    @Test
    void eachRowIsRunOnceAlthoughTheBatchIsSentAgain() throws Exception {
        KilledQueue.Plan plan = new KilledQueue.Plan("batch-small", 2, 1, 300, 300, 2, OPTIONS);
        try (ScriptRunEmulator service = KilledQueue.service(Duration.ofMillis(100));
                KilledQueue queue = new KilledQueue(plan, service, service.createWorkflow(Workflows.ECHO), folder)) {
            KilledQueue.Outcome outcome = queue.run(Duration.ofMinutes(2));
            outcome.print();
            judge(outcome);
        }
    }

    static void judge(KilledQueue.Outcome outcome) {
        assertThat(outcome.lost()).as("lost").isZero();
        assertThat(outcome.startedTwice()).as("started twice").isZero();
        assertThat(outcome.uncertain()).as("uncertain").isZero();
        assertThat(outcome.delivered()).isEqualTo(outcome.plan().rows());
        assertThat(outcome.accepted()).as("runs paid").isEqualTo(outcome.plan().rows());
        assertThat(outcome.mostInFlight()).isLessThanOrEqualTo(100);
    }
}
