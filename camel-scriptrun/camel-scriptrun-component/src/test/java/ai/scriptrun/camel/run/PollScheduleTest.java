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
import java.util.Set;

import ai.scriptrun.camel.result.FinishedRun;
import ai.scriptrun.camel.testing.FakeApi;
import ai.scriptrun.camel.testing.Runs;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PollScheduleTest extends DriverTest {

    @Test
    void makesTheFirstPollAtTheRequestedTime() {
        driver.await(run(Runs.ID), POLICY, Duration.ZERO);
        timer.runDue();

        assertThat(api.polls).containsExactly(start);
    }

    @Test
    void growsFromTheFirstIntervalToTheLongest() {
        await();
        advance(40);

        assertThat(gaps()).hasSizeGreaterThan(6).allSatisfy(gap -> assertThat(gap)
                .isBetween(POLL_INTERVAL, Duration.ofSeconds(5)));
        assertThat(gaps().get(1)).isLessThan(Duration.ofMillis(3_301));
        assertThat(gaps().get(6)).isGreaterThanOrEqualTo(Duration.ofMillis(4_500));
    }

    @Test
    void keepsAnIntervalThatDoesNotGrow() {
        driver.await(run(Runs.ID), policy(POLL_INTERVAL, POLL_INTERVAL), POLL_INTERVAL);
        advance(40);

        assertThat(gaps().get(1)).isBetween(POLL_INTERVAL, Duration.ofMillis(3_300));
        assertThat(gaps().subList(2, gaps().size())).hasSizeGreaterThan(8).containsOnly(POLL_INTERVAL);
    }

    @Test
    void spreadsPollsOfRunsThatWereStartedTogether() {
        for (int i = 0; i < 50; i++) {
            driver.await(new AwaitedRun("awaitResult", null, "run " + i, start, deadline()), POLICY, POLL_INTERVAL);
        }
        timer.advance(POLL_INTERVAL);

        assertThat(driver.waits())
                .extracting(wait -> Duration.between(timer.now(), wait.nextPoll()))
                .allSatisfy(gap -> assertThat(gap).isBetween(POLL_INTERVAL, POLL_INTERVAL.plusMillis(300)))
                .satisfies(gaps -> assertThat(Set.copyOf(gaps)).hasSizeGreaterThan(10));
    }

    @Test
    void spreadsPollsFurtherAsTheIntervalsGrow() {
        for (int i = 0; i < 50; i++) {
            driver.await(new AwaitedRun("awaitResult", null, "run " + i, start, deadline()), POLICY, POLL_INTERVAL);
        }
        timer.advance(Duration.ofSeconds(20));

        assertThat(driver.waits()).extracting(RunWait::nextPoll).satisfies(polls -> assertThat(Set.copyOf(polls))
                .hasSizeGreaterThan(10));
    }

    @Test
    void pollsForTheLastTimeExactlyAtTheDeadline() {
        RunWait wait = await();
        advance(300);

        assertThat(api.polls).last().isEqualTo(deadline());
        assertThat(failureOf(wait)).hasMessageContaining("has no result 60 s after its start");
    }

    @Test
    void spreadsNoPollBeyondTheDeadline() {
        Instant soon = start.plus(POLL_INTERVAL).plus(POLL_INTERVAL).plusMillis(10);
        for (int i = 0; i < 50; i++) {
            driver.await(new AwaitedRun("awaitResult", null, "run " + i, start, soon), POLICY, POLL_INTERVAL);
        }
        timer.advance(POLL_INTERVAL);

        assertThat(driver.waits()).hasSize(50).allSatisfy(wait -> assertThat(wait.nextPoll())
                .isBeforeOrEqualTo(soon));
    }

    @Test
    void deliversARunThatEndedJustInTime() {
        api.result = id -> FakeApi.answer(timer.now().isBefore(deadline()) ? Runs.inProgress() : Runs.succeeded("a"));
        RunWait wait = await();
        advance(60);

        assertThat(wait.result()).isCompletedWithValueMatching(FinishedRun::complete);
    }

    @Test
    void pollsOnceIfTheWaitBeginsLongAfterTheDeadline() {
        api.result = id -> FakeApi.silence();
        RunWait wait = driver.await(
                new AwaitedRun("results", 6L, Runs.ID, start.minusSeconds(90), start.minusSeconds(30)),
                POLICY,
                Duration.ofSeconds(20));

        advance(19);
        assertThat(wait.result()).isNotDone();
        advance(1);
        assertThat(wait.polls()).isEqualTo(1);
        advance(10);

        assertThat(wait.result()).isCompletedExceptionally();
    }

    @Test
    void pollsOnceIfTheDeadlineHasAlreadyPassed() {
        api.results(Runs.succeeded("a"));
        RunWait wait = driver.await(
                new AwaitedRun("results", 6L, Runs.ID, start.minusSeconds(90), start.minusSeconds(30)),
                POLICY,
                Duration.ZERO);
        timer.runDue();

        assertThat(wait.result()).isCompletedWithValueMatching(run -> run.polls() == 1);
    }

    @Test
    void countsThePollsOfARun() {
        api.results(Runs.inProgress(), Runs.inProgress(), Runs.succeeded("a"));
        RunWait wait = await();
        advance(20);

        assertThat(wait.result()).isCompletedWithValueMatching(run -> run.polls() == 3);
        assertThat(listener.polled).isEqualTo(3);
        assertThat(listener.finished).isOne();
    }

    @Test
    void leavesNoTasksBehind() {
        api.results(Runs.succeeded("a"));
        await();
        advance(10);

        assertThat(driver.waits()).isEmpty();
        assertThat(timer.pending()).isZero();
    }
}
