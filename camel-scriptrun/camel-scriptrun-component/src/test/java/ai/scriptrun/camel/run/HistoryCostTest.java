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
package ai.scriptrun.camel.run;

import java.time.Instant;
import java.util.Random;

import ai.scriptrun.camel.testing.FakeRuns;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The number of calls for many runs of one workflow with the history, compared with separate polls. */
class HistoryCostTest extends DriverTest {

    private static final int RUNS = 1_000;

    private int callsOf(Long workflowId) {
        FakeRuns runs = new FakeRuns(timer);
        runs.serveFrom(api);
        int before = api.calls();
        Random random = new Random(42);
        Instant start = timer.now();
        for (int i = 0; i < RUNS; i++) {
            String id = "run-" + i;
            runs.add(id, start.plusSeconds(10 + random.nextInt(80)));
            driver.await(
                    new AwaitedRun("awaitResult", workflowId, id, start, start.plusSeconds(180)),
                    POLICY,
                    POLL_INTERVAL);
        }
        advance(180);
        assertThat(driver.waits()).isEmpty();
        return api.calls() - before;
    }

    @Test
    void needsFarFewerCallsWithTheHistory() {
        int together = callsOf(6L);
        int each = callsOf(null);
        System.out.printf(
                "%d runs of 10 to 90 s: %.1f calls a run looked up together, %.1f polled each%n",
                RUNS, (double) together / RUNS, (double) each / RUNS);

        assertThat(together).isLessThan(each / 3);
        assertThat(listener.finished).isEqualTo(2 * RUNS);
    }
}
