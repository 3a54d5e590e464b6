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

import ai.scriptrun.camel.exception.InconsistentResultException;
import ai.scriptrun.camel.model.Workflow;
import ai.scriptrun.camel.result.FinishedRun;
import ai.scriptrun.camel.testing.FakeApi;
import ai.scriptrun.camel.testing.Runs;
import ai.scriptrun.camel.testing.TestWorkflow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** From a terminal status to data that is all there. */
class ConsistentResultsTest extends DriverTest {

    @BeforeEach
    void workflow() {
        api.workflow = id -> FakeApi.answer(TestWorkflow.chain("a", "b").workflow());
    }

    @Test
    void isDeliveredImmediatelyIfNothingIsMissing() {
        api.results(Runs.succeeded("a", "b"));
        RunWait wait = await();
        advance(3);

        assertThat(wait.result())
                .isCompletedWithValueMatching(
                        run -> run.complete() && !run.graph().isUnknown());
    }

    @Test
    void isPolledAtTheConsistencyDelay() {
        api.results(Runs.succeeded(), Runs.succeeded("a"), Runs.succeeded("a", "b"));
        RunWait wait = await();
        advance(20);

        assertThat(wait.result()).isCompletedWithValueMatching(run -> run.polls() == 3);
        assertThat(gaps()).first().isEqualTo(POLL_INTERVAL);
        assertThat(gaps().subList(1, 3))
                .allSatisfy(gap -> assertThat(gap.toMillis()).isBetween(2_000L, 2_200L));
    }

    @Test
    void isInconsistentAfterTheRetries() {
        api.results(Runs.succeeded("a"));
        RunWait wait = await();
        advance(20);

        assertThat(failureOf(wait)).isInstanceOf(InconsistentResultException.class);
        assertThat(api.polls).hasSize(4);
    }

    @Test
    void mayBeOfAWorkflowThatWasEditedMeanwhile() {
        RunWait early = driver.await(run("an early run"), POLICY, POLL_INTERVAL);
        api.results(Runs.succeeded("a", "b"));
        advance(3);
        assertThat(early.result()).isCompleted();

        api.workflow = id -> FakeApi.answer(TestWorkflow.chain("a").workflow());
        api.result = id -> FakeApi.answer(Runs.succeeded("a"));
        RunWait wait = await();
        advance(20);

        // Which of the two was run isn't known, so the data has its time.
        assertThat(wait.result()).isCompletedWithValueMatching(run -> run.polls() == 4);
    }

    @Test
    void ofAnUnreadableWorkflowIsTheDataAfterTheRetries() {
        api.workflow = id -> FakeApi.failure(FakeApi.workflowNotFound());
        api.results(Runs.succeeded(), Runs.succeeded("a"));
        RunWait wait = await();
        advance(20);

        assertThat(wait.result())
                .isCompletedWithValueMatching(run -> run.graph().isUnknown() && run.polls() == 4);
    }

    @Test
    void isIncompleteWithoutDataAndWithoutAGraph() {
        api.results(Runs.succeeded());
        await();
        advance(3);

        assertThat(api.workflowReads).isZero();
    }

    @Test
    void isNotAssumedIfTheWorkflowIsTemporarilyUnreadable() {
        Workflow workflow = TestWorkflow.chain("a").workflow();
        api.workflow =
                id -> timer.now().isBefore(at(20)) ? FakeApi.failure(FakeApi.outOfReach()) : FakeApi.answer(workflow);
        api.results(Runs.succeeded("a"));
        RunWait wait = await();
        advance(19);
        assertThat(wait.result()).isNotDone();

        advance(10);
        assertThat(wait.result()).isCompletedWithValueMatching(FinishedRun::complete);
    }

    @Test
    void isDeliveredForAFailedRunWithoutData() {
        api.results(Runs.failed());
        RunWait wait = await();
        advance(20);

        assertThat(wait.result()).isCompletedWithValueMatching(run -> run.failed() && run.polls() == 4);
    }

    @Test
    void survivesAStatusThatFlaps() {
        api.results(
                Runs.succeeded("a"),
                Runs.succeeded("a"),
                Runs.inProgress(),
                Runs.succeeded("a"),
                Runs.succeeded("a"),
                Runs.succeeded("a"),
                Runs.succeeded("a", "b"));
        RunWait wait = await();
        advance(30);

        assertThat(wait.result()).isCompletedWithValueMatching(FinishedRun::complete);
    }
}
