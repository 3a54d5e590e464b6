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
import java.util.concurrent.CompletableFuture;

import ai.scriptrun.camel.exception.RunNotFoundException;
import ai.scriptrun.camel.model.StatusWords;
import ai.scriptrun.camel.model.Workflow;
import ai.scriptrun.camel.result.FinishedRun;
import ai.scriptrun.camel.testing.FakeApi;
import ai.scriptrun.camel.testing.Runs;
import ai.scriptrun.camel.testing.TestWorkflow;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A run is polled once, and returned in its current state. */
class SinglePollTest extends DriverTest {

    private CompletableFuture<FinishedRun> look() {
        return driver.poll("getResult", 6L, Runs.ID, POLICY);
    }

    @Test
    void reportsThatARunHasNotEnded() {
        api.results(Runs.addNode(Runs.inProgress(), "a", StatusWords.SUCCEED, "done already"));

        assertThat(look()).isCompletedWithValueMatching(run -> !run.complete());
        assertThat(api.workflowReads).isZero();
    }

    @Test
    void reportsThatDataIsIncomplete() {
        api.workflow = id -> FakeApi.answer(TestWorkflow.chain("a", "b").workflow());
        api.results(Runs.succeeded("a"));

        assertThat(look()).isCompletedWithValueMatching(run -> !run.complete());
    }

    @Test
    void reportsThatARunIsComplete() {
        api.workflow = id -> FakeApi.answer(TestWorkflow.chain("a", "b").workflow());
        api.results(Runs.succeeded("a", "b"));

        assertThat(look()).isCompletedWithValueMatching(run -> run.complete() && run.polls() == 1);
    }

    @Test
    void acceptsAFailedRunWithoutData() {
        api.results(Runs.failed());

        assertThat(look()).isCompletedWithValueMatching(run -> run.complete() && run.failed());
    }

    @Test
    void acceptsDoubtfulDataAfterAllRetries() {
        api.workflow = id -> FakeApi.answer(halfWired());
        api.results(Runs.succeeded("a"));
        CompletableFuture<FinishedRun> look = look();

        timer.advance(POLICY.settlingTime().minusMillis(1));
        assertThat(look).isNotDone();
        timer.advance(Duration.ofMillis(1));

        assertThat(look).isCompletedWithValueMatching(run -> run.complete() && run.polls() == 4);
    }

    @Test
    void acceptsDoubtfulDataOnceTheRestArrives() {
        api.workflow = id -> FakeApi.answer(halfWired());
        api.results(Runs.succeeded("a"), Runs.succeeded("a", "b"));
        CompletableFuture<FinishedRun> look = look();

        timer.advance(POLICY.consistencyDelay());

        assertThat(look)
                .isCompletedWithValueMatching(
                        run -> run.complete() && run.run().getData().containsKey("b"));
    }

    @Test
    void failsAsItsLastPollDoes() {
        api.workflow = id -> FakeApi.answer(halfWired());
        api.result = id ->
                api.polls.size() < 2 ? FakeApi.answer(Runs.succeeded("a")) : FakeApi.failure(FakeApi.runNotFound());
        CompletableFuture<FinishedRun> look = look();

        timer.advance(POLICY.consistencyDelay());

        assertThatThrownBy(look::join).hasCauseInstanceOf(RunNotFoundException.class);
    }

    private static Workflow halfWired() {
        return new TestWorkflow()
                .llm("a", "b")
                .ifElse("if")
                .edge("a", "if")
                .edge("if", TestWorkflow.TRUE, "b")
                .start("a")
                .workflow();
    }

    @Test
    void failsForAnUnknownRun() {
        api.result = id -> FakeApi.failure(FakeApi.runNotFound());

        assertThatThrownBy(() -> look().join()).hasCauseInstanceOf(RunNotFoundException.class);
    }

    @Test
    void pollsAgainIfANewRunIsNotKnownYet() {
        graphs.remember(Runs.ID, 6);
        api.result =
                id -> api.polls.size() < 4 ? FakeApi.failure(FakeApi.runNotFound()) : FakeApi.answer(Runs.inProgress());
        CompletableFuture<FinishedRun> look = look();

        timer.advance(SinglePoll.AGAIN.multipliedBy(2));
        assertThat(look).isNotDone();
        timer.advance(SinglePoll.AGAIN);

        assertThat(look).isCompletedWithValueMatching(run -> !run.complete());
    }

    @Test
    void waitsNoLongerThanTheGracePeriod() {
        graphs.remember(Runs.ID, 6);
        api.result = id -> FakeApi.failure(FakeApi.runNotFound());
        CompletableFuture<FinishedRun> look = look();

        timer.advance(RunMachine.UNKNOWN_GRACE.minusMillis(1));
        assertThat(look).isNotDone();
        timer.advance(SinglePoll.AGAIN);

        assertThat(look).isCompletedExceptionally();
    }
}
