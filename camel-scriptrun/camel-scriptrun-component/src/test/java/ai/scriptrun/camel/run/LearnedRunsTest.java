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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

import ai.scriptrun.camel.client.Page;
import ai.scriptrun.camel.client.ThrottleAccess;
import ai.scriptrun.camel.history.HistoryLookup;
import ai.scriptrun.camel.model.RunSummary;
import ai.scriptrun.camel.model.StatusWords;
import ai.scriptrun.camel.result.FinishedRun;
import ai.scriptrun.camel.testing.FakeApi;
import ai.scriptrun.camel.testing.FakeRuns;
import ai.scriptrun.camel.testing.Runs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs of a workflow whose durations are known. */
class LearnedRunsTest extends DriverTest {

    private static final int LEARNED = 30;
    private static final Duration USUAL = Duration.ofSeconds(20);

    private final FakeRuns runs = new FakeRuns(timer);
    private final List<RunWait> waits = new ArrayList<>();

    @BeforeEach
    void learn() {
        runs.serveFrom(api);
        for (int i = 0; i < LEARNED; i++) {
            await(1, USUAL, POLICY);
            advance(30);
        }
        assertAllDelivered();
        waits.clear();
        api.polls.clear();
        api.historyPages = 0;
    }

    private void await(int number, Duration duration, RunPolicy policy) {
        for (int i = 0; i < number; i++) {
            String id = "run-" + runs.size();
            runs.add(id, timer.now().plus(duration));
            waits.add(driver.await(run(id), policy, POLL_INTERVAL));
        }
    }

    private void assertAllDelivered() {
        assertThat(waits)
                .allSatisfy(wait -> assertThat(wait.result()).isCompletedWithValueMatching(FinishedRun::complete));
    }

    @Test
    void areKnown() {
        assertThat(driver.timings().of(6).known()).isEqualTo(LEARNED);
        assertThat(driver.timings().of(6).runs().orElseThrow().quantile(0.5))
                .isBetween(USUAL.minusSeconds(2), USUAL.plusSeconds(2));
    }

    @Test
    void arePolledWhenTheyAreLikelyToHaveEnded() {
        await(1, USUAL, POLICY);
        timer.advance(USUAL.plusSeconds(1));

        assertAllDelivered();
    }

    @Test
    void arePolledByTheIntervalsAloneWherePollingIsFixed() {
        RunPolicy fixed = new RunPolicy(POLL_INTERVAL, POLL_INTERVAL, 3, Duration.ofSeconds(2), Optional.empty());
        Instant began = timer.now();
        await(1, USUAL, fixed);
        advance(30);

        assertThat(intervals(api.polls)).allSatisfy(gap -> assertThat(gap).isGreaterThanOrEqualTo(POLL_INTERVAL));
        assertThat(api.polls).first().isEqualTo(began.plus(POLL_INTERVAL));
    }

    @Test
    void areNeverPolledMoreOftenThanTheMinimum() {
        RunPolicy policy = new RunPolicy(
                POLL_INTERVAL, POLL_INTERVAL, 3, Duration.ofSeconds(2), Optional.of(Duration.ofSeconds(2)));
        await(1, USUAL.plusSeconds(10), policy);
        advance(40);

        assertThat(intervals(api.polls))
                .allSatisfy(gap -> assertThat(gap).isBetween(Duration.ofSeconds(2), POLL_INTERVAL.plusMillis(300)));
    }

    @Test
    void arePolledForTheLastTimeAtTheDeadlineAllTheSame() {
        await(3, TIMEOUT.plusSeconds(10), POLICY);
        Instant end = timer.now().plus(TIMEOUT);
        timer.advance(TIMEOUT);

        assertThat(api.polls).filteredOn(end::equals).hasSize(3);
        assertThat(waits).allSatisfy(wait -> assertThat(wait.result()).isCompletedExceptionally());
    }

    @Test
    void areLookedUpTogetherFromTwoOn() {
        await(2, USUAL, POLICY);
        timer.advance(USUAL.plusSeconds(1));

        assertAllDelivered();
        assertThat(api.polls).hasSize(2);
        assertThat(api.historyPages).isBetween(4, 12);
    }

    @Test
    void areFoundOnDeepPagesWhichAreReadAlone() {
        await(1_000, USUAL, POLICY);
        advance(10);
        List<Integer> pages = pagesOf();
        advance(9);
        assertThat(pages)
                .as("most begin where their runs are")
                .filteredOn(page -> page > 1)
                .hasSizeGreaterThan(5);

        advance(3);
        assertAllDelivered();
        assertThat(api.polls).hasSize(1_000);
    }

    /** The pages that are read from now on. */
    private List<Integer> pagesOf() {
        List<Integer> pages = new ArrayList<>();
        IntFunction<CompletableFuture<Page<RunSummary>>> history = api.history;
        api.history = page -> {
            pages.add(page);
            return history.apply(page);
        };
        return pages;
    }

    @Test
    void areFoundWhereOthersPushThemDownMeanwhile() {
        await(50, USUAL, POLICY);
        for (int second = 0; second < 22; second++) {
            for (int i = 0; i < 30; i++) {
                runs.add("somebody else's " + runs.size(), timer.now().plus(TIMEOUT));
            }
            advance(1);
        }

        assertAllDelivered();
        assertThat(api.polls).hasSize(50);
        assertThat(api.historyPages).isLessThan(60);
    }

    @Test
    void areFoundWhereTheyAreStartedOneAfterTheOther() {
        for (int i = 0; i < 600; i++) {
            await(1, USUAL, POLICY);
            timer.advance(Duration.ofMillis(100));
        }
        timer.advance(USUAL.plusSeconds(2));

        assertAllDelivered();
        assertThat(api.calls()).isLessThan(600 * 16 / 10);
    }

    @Test
    void areFoundOnSmallPages() {
        runs.pageSize = 10;
        await(100, USUAL, POLICY);
        timer.advance(USUAL.plusSeconds(2));

        assertAllDelivered();
        assertThat(api.polls).hasSize(100);
    }

    @Test
    void arePolledEachWhereTheHistoryFails() {
        api.history = page -> FakeApi.failure(FakeApi.outOfReach());
        await(20, USUAL, POLICY);
        advance(26);

        assertAllDelivered();
        assertThat(api.historyPages).isOne();
    }

    @Test
    void arePolledEachWhereTheHistoryHangs() {
        await(20, USUAL, POLICY);
        advance(15);
        api.history = page -> FakeApi.silence();
        advance(20);

        assertAllDelivered();
    }

    @Test
    void arePolledEachWhereTheHistoryDoesNotHoldThem() {
        runs.summary = id -> Runs.summary("4711", runs.status(id));
        await(20, USUAL, POLICY);
        advance(26);

        assertAllDelivered();
        assertThat(api.historyPages).isLessThan(4);
    }

    @Test
    void areNotLookedUpWhileCallsAreThrottled() {
        await(20, USUAL, POLICY);
        advance(10);
        api.polls.clear();
        api.historyPages = 0;
        ThrottleAccess.hold(api.throttle(), Duration.ofSeconds(20));
        advance(20);
        assertThat(api.polls).isEmpty();
        assertThat(api.historyPages).isZero();

        advance(10);
        assertAllDelivered();
        assertThat(api.historyPages).as("still of use").isPositive();
    }

    @Test
    void areFetchedBeforeTheDeadlineThatComesBeforeTheirDataIsLikelyComplete() {
        runs.settling = Duration.ofSeconds(5);
        RunPolicy slow =
                new RunPolicy(POLL_INTERVAL, POLL_INTERVAL, 3, Duration.ofSeconds(10), Optional.of(MIN_POLL_INTERVAL));
        for (int i = 0; i < LEARNED; i++) {
            await(2, USUAL, slow);
            advance(40);
        }
        assertAllDelivered();
        runs.settling = Duration.ZERO;
        await(2, TIMEOUT.minusSeconds(1), slow);
        timer.advance(TIMEOUT);

        assertAllDelivered();
    }

    @Test
    void areLookedUpAgainAfterAWhile() {
        api.history = page -> FakeApi.failure(FakeApi.outOfReach());
        await(20, HistoryLookup.USELESS.minusSeconds(2), POLICY);
        advance(HistoryLookup.USELESS.toSeconds());
        runs.serveFrom(api);
        await(20, USUAL, POLICY);
        advance(10);

        assertThat(api.historyPages).isGreaterThan(2);
    }

    @Test
    void areNotMissedBecauseTheHistoryLagsBehind() {
        runs.summary = id -> Runs.summary(id, StatusWords.IN_PROGRESS);
        await(20, USUAL, POLICY);
        advance(TIMEOUT.toSeconds());

        assertAllDelivered();
    }

    @Test
    void areNotDeliveredBecauseTheHistoryRunsAhead() {
        runs.summary = id -> Runs.summary(id, StatusWords.SUCCEED);
        await(20, USUAL, POLICY);
        advance(19);
        assertThat(waits).noneMatch(wait -> wait.result().isDone());

        advance(6);
        assertAllDelivered();
    }

    @Test
    void leaveNothingBehind() {
        await(200, USUAL, POLICY);
        timer.advance(USUAL.plusSeconds(2));
        assertAllDelivered();
        advance(5);

        assertThat(timer.pending()).isZero();
    }

    @Test
    void areGivenUpForIncompleteDataNoSoonerThanByTheIntervals() {
        runs.settling = Duration.ofMillis(700);
        for (int i = 0; i < LEARNED; i++) {
            await(1, USUAL, POLICY);
            advance(30);
        }
        assertAllDelivered();
        waits.clear();
        api.polls.clear();

        runs.settling = Duration.ofHours(1);
        Instant end = timer.now().plus(USUAL);
        await(1, USUAL, POLICY);
        advance(40);

        assertThat(waits.get(0).result()).isCompletedExceptionally();
        List<Instant> looks =
                api.polls.stream().filter(poll -> !poll.isBefore(end)).toList();
        assertThat(Duration.between(looks.get(0), looks.get(looks.size() - 1)))
                .isBetween(POLICY.settlingTime(), POLICY.settlingTime().plusSeconds(1));
        assertThat(looks).as("early ones are extra").hasSizeBetween(5, 16);
        assertThat(failureOf(waits.get(0))).hasMessageContaining("after 3 further polls");
    }
}
