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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mvn test -Pproof -Dtest=BatchProof}. System properties: {@code batch.rows}, {@code batch.kills}, {@code seed}. */
class BatchProof {

    private static final int ROWS = Integer.getInteger("batch.rows", 10_000);
    private static final int KILLS = Integer.getInteger("batch.kills", 5);

    @TempDir
    private Path folder;

    @Test
    void eachRowIsRunOnceAlthoughTheBatchIsSentAgain() throws Exception {
        KilledQueue.Plan plan = new KilledQueue.Plan("batch", 2, 1, ROWS, ROWS, KILLS, BatchTest.OPTIONS);
        try (ScriptRunEmulator service = KilledQueue.service(Duration.ofMillis(100));
                KilledQueue queue = new KilledQueue(plan, service, service.createWorkflow(Workflows.ECHO), folder)) {
            KilledQueue.Outcome outcome = queue.run(Duration.ofMinutes(15));
            outcome.print();
            BatchTest.judge(outcome);
        }
    }
}
