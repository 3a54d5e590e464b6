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

import java.time.Duration;

import ai.scriptrun.camel.exception.InconsistentResultException;
import ai.scriptrun.camel.testing.FakeApi;
import ai.scriptrun.camel.testing.Runs;
import ai.scriptrun.camel.testing.TestWorkflow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The workflow was read as "t", "p", "o", and then "x" was appended. The run has results of the earlier version's
 * nodes.
 */
class UnknownStartTest extends DriverTest {

    @BeforeEach
    void editWorkflow() {
        serve("t", "p", "o");
        graphs.expectFirst(6L);
        serve("t", "p", "o", "x");
        timer.advance(Duration.ofDays(1));
        api.results(Runs.succeeded("p", "o"));
    }

    private void serve(String... nodes) {
        api.workflow = id -> FakeApi.answer(TestWorkflow.chain(nodes).workflow());
    }

    private RunWait awaitNow(AwaitedRun run) {
        RunWait wait = driver.await(run, POLICY, Duration.ZERO);
        advance(30);
        return wait;
    }

    private AwaitedRun withUnknownStart(Duration readAgo) {
        return AwaitedRun.withUnknownStart(
                "awaitResult",
                6L,
                Runs.ID,
                timer.now().minus(readAgo),
                timer.now().plus(TIMEOUT));
    }

    private static void assertDelivered(RunWait wait) {
        assertThat(wait.result())
                .isCompletedWithValueMatching(run -> run.run().getData().size() == 2);
    }

    @Test
    void aRunWithUnknownStartMayBeOfAnyVersion() {
        assertDelivered(awaitNow(withUnknownStart(Duration.ZERO)));
    }

    @Test
    void aRunWithUnknownStartMayBeOfAnyVersionEvenAMillisecondLater() {
        assertDelivered(awaitNow(withUnknownStart(Duration.ofMillis(1))));
    }

    @Test
    void aRunStartedAfterTheEditIsOfTheNewVersionEvenIfPolledImmediately() {
        RunWait wait = awaitNow(run(Runs.ID));

        assertThat(failureOf(wait)).isInstanceOf(InconsistentResultException.class);
    }
}
