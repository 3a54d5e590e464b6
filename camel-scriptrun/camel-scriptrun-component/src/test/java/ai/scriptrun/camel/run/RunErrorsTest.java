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
import java.time.Instant;
import java.util.stream.IntStream;

import ai.scriptrun.camel.client.ThrottleAccess;
import ai.scriptrun.camel.model.StatusWords;
import ai.scriptrun.camel.result.FinishedRun;
import ai.scriptrun.camel.testing.FakeApi;
import ai.scriptrun.camel.testing.Runs;
import ai.scriptrun.camel.testing.TestWorkflow;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The error messages of runs. */
class RunErrorsTest extends DriverTest {

    private static final String HEAD = "awaitResult (workflow 6, run " + Runs.ID + ") ";

    @Nested
    class TimedOut {

        private static final String TAIL =
                ". The run itself goes on; await it again by its id (operation awaitResult), or raise awaitTimeout.";

        private String message() {
            RunWait wait = await();
            advance(70);
            return failureOf(wait).getMessage();
        }

        @Test
        void namesTheLastStatus() {
            assertThat(message())
                    .matches("\\Q" + HEAD + "has no result 60 s after its start: its status was last seen as"
                            + " 'in progress', after \\E1[0-9]\\Q polls" + TAIL);
        }

        @Test
        void reportsThatThereWasNoResponse() {
            api.result = id -> FakeApi.silence();
            assertThat(message()).isEqualTo(HEAD + "has no result 60 s after its start: 1 poll got no response" + TAIL);
        }

        @Test
        void reportsThatNoPollWasPossible() {
            ThrottleAccess.hold(api.throttle(), Duration.ofMinutes(5));
            assertThat(message())
                    .isEqualTo(HEAD
                            + "has no result 60 s after its start: no poll could be made, because calls are throttled or every worker is busy"
                            + TAIL);
        }

        @Test
        void namesTheOptionOfAConsumerAndTheFailureOfItsPolls() {
            api.result = id -> FakeApi.failure(FakeApi.outOfReach());
            Instant started = start.minus(Duration.ofHours(23));
            RunWait wait = driver.await(
                    new AwaitedRun("results", 6L, Runs.ID, started, started.plus(Duration.ofHours(24))),
                    POLICY,
                    Duration.ofHours(1));
            advance(3_600);

            assertThat(failureOf(wait))
                    .hasMessage("results (workflow 6, run " + Runs.ID + ") has no result 24 h after its start: the only"
                            + " poll failed: awaitResult failed: the connection was reset. The run itself goes on;"
                            + " await it again by its id (operation awaitResult), or raise resultTimeout.");
        }

        @Test
        void omitsAFailureThatHasPassed() {
            api.result = id -> timer.now().isBefore(at(30))
                    ? FakeApi.failure(FakeApi.outOfReach())
                    : FakeApi.answer(Runs.inProgress());
            RunWait wait = driver.await(run(Runs.ID), POLICY, POLL_INTERVAL);
            advance(70);

            assertThat(failureOf(wait))
                    .hasMessageContaining("last seen as 'in progress'")
                    .hasNoCause();
        }
    }

    @Nested
    class Inconsistent {

        private static final String TAIL =
                " after 3 further polls. Await it again by its id, or raise consistencyRetries or consistencyDelay.";

        private String message() {
            RunWait wait = await();
            advance(30);
            return failureOf(wait).getMessage();
        }

        @Test
        void reportsMissingData() {
            api.results(Runs.succeeded());
            assertThat(message()).isEqualTo(HEAD + "ended with 'succeed', but its data was still empty" + TAIL);
        }

        @Test
        void namesMissingNodes() {
            api.workflow = id -> FakeApi.answer(new TestWorkflow()
                    .llm("a")
                    .node("b", "basic-node", "LLM OpenAI")
                    .edge("a", "b")
                    .start("a")
                    .workflow());
            api.results(Runs.succeeded("a"));
            assertThat(message())
                    .isEqualTo(HEAD + "ended with 'succeed', but its data was still without a result of LLM OpenAI [b]"
                            + TAIL);
        }

        @Test
        void staysReadableIfManyNodesAreMissing() {
            TestWorkflow workflow = new TestWorkflow().llm("a").start("a");
            IntStream.range(0, 100).forEach(i -> workflow.llm("n" + i).edge("a", "n" + i));
            api.workflow = id -> FakeApi.answer(workflow.workflow());
            api.results(Runs.succeeded("a"));
            assertThat(message()).contains("without a result of n0, n1, n2, n3, n4 and 95 more after");
        }
    }

    @Test
    void aStopNamesTheWayToContinue() {
        RunWait wait = await();
        driver.stop();

        assertThat(failureOf(wait))
                .hasMessage(HEAD + "is no longer waited for, because the component is stopping. The run itself goes on;"
                        + " await it again by its id.");
    }

    @Test
    void aFailedRunNamesTheFailedNode() {
        FinishedRun finished = new FinishedRun(
                Runs.addNode(Runs.failed("a"), "b", StatusWords.FAILED, null),
                new TestWorkflow().llm("a").node("b", "basic-node", "HTTP").graph(),
                true,
                1);

        assertThat(RunErrors.failed("runWorkflow", 6L, finished))
                .hasMessage("runWorkflow (workflow 6, run " + Runs.ID + ") ended with 'failed', in node HTTP [b]."
                        + " The exception holds the run; throwExceptionOnFailure=false returns it like any other run.")
                .satisfies(failure -> assertThat(failure.getRun()).isSameAs(finished.run()));
    }
}
