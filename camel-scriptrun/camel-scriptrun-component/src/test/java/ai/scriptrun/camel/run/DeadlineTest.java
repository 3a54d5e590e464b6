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
import java.util.concurrent.CompletableFuture;

import ai.scriptrun.camel.exception.AwaitTimeoutException;
import ai.scriptrun.camel.model.WorkflowRun;
import ai.scriptrun.camel.result.FinishedRun;
import ai.scriptrun.camel.testing.FakeApi;
import ai.scriptrun.camel.testing.Runs;
import ai.scriptrun.camel.time.Timer;
import ai.scriptrun.camel.workflow.WorkflowGraphs;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A wait ends in time, even if a call hangs. */
class DeadlineTest extends DriverTest {

    private Instant end;

    private RunWait timed(RunWait wait) {
        wait.result().whenComplete((run, failure) -> end = timer.now());
        return wait;
    }

    @Test
    void aHangingCallDoesNotExtendIt() {
        api.result = id -> FakeApi.silence();
        RunWait wait = timed(await());
        advance(600);

        assertThat(failureOf(wait)).isInstanceOf(AwaitTimeoutException.class);
        assertThat(end).isEqualTo(deadline());
        assertThat(api.polls).hasSize(1);
    }

    @Test
    void theLastPollHasAShortTimeForItsResponse() {
        api.result = id -> timer.now().isBefore(deadline()) ? FakeApi.answer(Runs.inProgress()) : FakeApi.silence();
        RunWait wait = timed(await());
        advance(600);

        assertThat(failureOf(wait)).isInstanceOf(AwaitTimeoutException.class);
        assertThat(end).isEqualTo(deadline().plusSeconds(2));
    }

    @Test
    void aResponseThatComesTooLateIsIgnored() {
        CompletableFuture<WorkflowRun> answer = FakeApi.<WorkflowRun>silence();
        api.result = id -> answer;
        RunWait wait = await();
        advance(600);
        answer.complete(Runs.succeeded("a"));
        advance(600);

        assertThat(failureOf(wait)).isInstanceOf(AwaitTimeoutException.class);
        assertThat(api.polls).hasSize(1);
        assertThat(listener.finished).isZero();
    }

    @Test
    void aHangingReadOfTheGraphDoesNotExtendIt() {
        api.results(Runs.succeeded("a"));
        api.workflow = id -> FakeApi.silence();
        RunWait wait = timed(await());
        advance(600);

        assertThat(failureOf(wait)).isInstanceOf(AwaitTimeoutException.class);
        assertThat(end).isEqualTo(deadline());
    }

    @Test
    void itIsKeptWhileNoWorkerIsFree() {
        RunDriver starved = new RunDriver(api, new WorkflowGraphs(api, timer), new Starved(), RunListener.NONE);
        starved.start();
        RunWait wait = timed(starved.await(run(Runs.ID), POLICY, POLL_INTERVAL));
        advance(600);

        assertThat(failureOf(wait)).isInstanceOf(AwaitTimeoutException.class);
        assertThat(end).isEqualTo(deadline().plusSeconds(2));
    }

    @Test
    void anEndedRunHasItsSettlingTimeAfterIt() {
        api.result = id -> FakeApi.answer(timer.now().isBefore(deadline()) ? Runs.inProgress() : Runs.succeeded());
        RunWait wait = timed(await());
        timer.advance(TIMEOUT.plusSeconds(5));
        api.results(Runs.succeeded("a"));
        advance(600);

        assertThat(wait.result()).isCompletedWithValueMatching(FinishedRun::complete);
        assertThat(end).isBetween(deadline().plusSeconds(6), deadline().plusMillis(6_600));
    }

    @Test
    void settlingEndsAfterItsOwnTime() {
        api.result = id -> timer.now().isAfter(deadline())
                ? FakeApi.silence()
                : FakeApi.answer(timer.now().isBefore(deadline()) ? Runs.inProgress() : Runs.succeeded());
        RunWait wait = timed(await());
        advance(600);

        assertThat(failureOf(wait)).isInstanceOf(AwaitTimeoutException.class);
        assertThat(end).isEqualTo(deadline().plusMillis(6_000 + 600 + 2_000));
    }

    /** Every worker is busy permanently; alarms need none. */
    private final class Starved implements Timer {

        @Override
        public Instant now() {
            return timer.now();
        }

        @Override
        public Cancellable after(Duration delay, Runnable task) {
            return () -> {};
        }

        @Override
        public Cancellable alarm(Duration delay, Runnable quick) {
            return timer.alarm(delay, quick);
        }
    }
}
