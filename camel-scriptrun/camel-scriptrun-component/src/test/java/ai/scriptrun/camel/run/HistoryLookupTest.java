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
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import ai.scriptrun.camel.client.Page;
import ai.scriptrun.camel.client.ThrottleAccess;
import ai.scriptrun.camel.history.HistoryLookup;
import ai.scriptrun.camel.model.Json;
import ai.scriptrun.camel.model.RunSummary;
import ai.scriptrun.camel.model.StatusWords;
import ai.scriptrun.camel.result.FinishedRun;
import ai.scriptrun.camel.testing.FakeApi;
import ai.scriptrun.camel.testing.FakeRuns;
import ai.scriptrun.camel.testing.Runs;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Many runs of one workflow, waited for together. */
class HistoryLookupTest extends DriverTest {

    private static final RunPolicy EVENLY = policy(POLL_INTERVAL, POLL_INTERVAL);

    private final FakeRuns runs = new FakeRuns(timer);
    private final List<RunWait> waits = new ArrayList<>();

    @BeforeEach
    void serve() {
        runs.serveFrom(api);
    }

    private void awaitRuns(int number, Instant end) {
        for (int i = 0; i < number; i++) {
            String id = "RUN-" + waits.size();
            runs.add(id, end);
            waits.add(driver.await(run(id), POLICY, POLL_INTERVAL));
        }
    }

    private void awaitRunsPatiently(int number, Instant end) {
        for (int i = 0; i < number; i++) {
            runs.add("RUN-" + i, end);
            AwaitedRun run = new AwaitedRun("results", 6L, "RUN-" + i, start, at(1_000));
            waits.add(driver.await(run, POLICY, POLL_INTERVAL));
        }
    }

    private void assertAllDelivered() {
        assertThat(waits)
                .allSatisfy(wait -> assertThat(wait.result()).isCompletedWithValueMatching(FinishedRun::complete));
    }

    @Test
    void areLookedUpAPageAtATime() {
        runs.summary = id -> Runs.summary(id.toLowerCase(Locale.ROOT), runs.status(id));
        awaitRuns(50, at(30));
        advance(20);

        assertThat(api.polls).isEmpty();
        assertThat(api.historyPages).isBetween(4, 20);
    }

    @Test
    void areFetchedAsSoonAsTheHistoryShowsTheirEnd() {
        awaitRuns(50, at(15));
        advance(22);

        assertAllDelivered();
        assertThat(api.polls).hasSize(50);
        assertThat(api.workflowReads).isOne();
    }

    @Test
    void areFetchedBeforeTheyAreDueIfAReadingShowsTheirEnd() {
        for (int i = 0; i < 30; i++) {
            // They fall due one after the other, so that there is a reading every second.
            runs.add("RUN-" + i, at(60));
            driver.await(run("RUN-" + i), POLICY, Duration.ofMillis(3_000 + 100 * i));
        }
        runs.add("EARLY", at(10));
        RunWait early = driver.await(run("EARLY"), POLICY, Duration.ofSeconds(40));
        advance(12);

        assertThat(early.result()).isCompleted();
        assertThat(early.polls()).isOne();
    }

    @Test
    void arePolledEarlyOnlyOnceIfTheHistoryRunsAhead() {
        for (int i = 0; i < 30; i++) {
            runs.add("RUN-" + i, at(60));
            driver.await(run("RUN-" + i), POLICY, Duration.ofMillis(3_000 + 100 * i));
        }
        runs.add("AHEAD", at(60));
        runs.summary = id -> Runs.summary(id, id.equals("AHEAD") ? StatusWords.SUCCEED : StatusWords.IN_PROGRESS);
        RunWait ahead = driver.await(run("AHEAD"), POLICY, Duration.ofSeconds(50));
        advance(10);

        // One that is early, and then its own ones.
        assertThat(ahead.polls()).isBetween(1, 3);
    }

    @Test
    void areFoundIfManyMoreAreStartedMeanwhile() {
        awaitRuns(200, at(1_000));
        IntFunction<CompletableFuture<Page<RunSummary>>> history = api.history;
        api.history = page -> {
            // Nearly a page each time, so that the sought ones are reached after all, far below.
            awaitRuns(95, at(1_000));
            return history.apply(page);
        };
        timer.advance(POLL_INTERVAL);

        assertThat(api.polls).isEmpty();
    }

    @Test
    void areLookedUpMoreOftenWithAShortPollInterval() {
        RunPolicy often = policy(Duration.ofMillis(300), Duration.ofMillis(300));
        for (int i = 0; i < 200; i++) {
            runs.add("RUN-" + i, at(1_000));
            driver.await(run("RUN-" + i), often, Duration.ofMillis(i));
        }
        advance(3);

        // Two pages for each of them.
        assertThat(api.historyPages).isBetween(2 * 15, 2 * 31);
    }

    @Test
    void areLookedUpAtMostOnceASecond() {
        awaitRuns(200, at(50));
        advance(30);

        assertThat(api.historyPages).isLessThanOrEqualTo(2 * 30);
    }

    @Test
    void arePolledSeparatelyIfTheyAreFew() {
        awaitRuns(HistoryLookup.MANY - 1, at(10));
        advance(20);

        assertAllDelivered();
        assertThat(api.historyPages).isZero();
    }

    @Test
    void arePolledSeparatelyOnceOnlyFewAreLeft() {
        awaitRuns(HistoryLookup.MANY, at(50));
        advance(10);
        waits.get(0).result().cancel(false);
        int pages = api.historyPages;
        advance(10);

        assertThat(api.historyPages).isEqualTo(pages);
        assertThat(api.polls).hasSizeGreaterThan(HistoryLookup.MANY);
    }

    @Test
    void haveTheirLastPollAtTheDeadline() {
        awaitRuns(20, at(1_000));
        advance(60);

        assertThat(api.polls).filteredOn(deadline()::equals).hasSize(20);
        assertThat(waits).allSatisfy(wait -> assertThat(wait.result()).isCompletedExceptionally());
    }

    @Test
    void timeOutWithTheStatusFromTheHistory() {
        RunPolicy rarely = policy(Duration.ofSeconds(60), Duration.ofSeconds(60));
        for (int i = 0; i < 20; i++) {
            runs.add("RUN-" + i, at(1_000));
            waits.add(driver.await(run("RUN-" + i), rarely, POLL_INTERVAL));
        }
        api.result = id -> FakeApi.silence();
        advance(70);

        assertThat(waits).allSatisfy(wait -> assertThat(failureOf(wait)).hasMessageContaining("'in progress'"));
    }

    @Test
    void haveTheirLastPollEvenIfTheHistoryHangs() {
        awaitRuns(20, at(55));
        advance(54);
        api.history = page -> FakeApi.silence();
        advance(20);

        assertAllDelivered();
    }

    @ParameterizedTest
    @ValueSource(strings = {StatusWords.SUCCEED, StatusWords.IN_PROGRESS})
    void haveOneLastPollIndependentOfLaterReadings(String status) {
        CompletableFuture<Page<RunSummary>> late = FakeApi.silence();
        api.history = page -> late;
        api.result = id -> FakeApi.silence();
        for (int i = 0; i < 20; i++) {
            AwaitedRun run = new AwaitedRun("awaitResult", 6L, "RUN-" + i, start, at(8));
            waits.add(driver.await(run, POLICY, POLL_INTERVAL));
        }
        advance(9);
        assertThat(api.polls).hasSize(20).containsOnly(at(8));

        List<RunSummary> entries = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            entries.add(Runs.summary("run-" + i, status));
        }
        late.complete(new Page<>(entries, 20L, null));
        timer.runDue();

        assertThat(api.polls).hasSize(20);
        assertThat(waits).as("still wait for the last poll's answer").noneMatch(wait -> wait.result()
                .isDone());
    }

    /** A history that is of no use, by name, and after how many pages at most it is given up. */
    static Stream<Arguments> uselessHistories() {
        return Stream.of(
                useless("entries without an id", 1, test -> test.summarize(id -> status(test.runs.status(id)))),
                useless(
                        "entries without a status",
                        1,
                        test -> test.summarize(
                                id -> Json.mapper().createObjectNode().put("id", id))),
                useless(
                        "entries with other ids",
                        3,
                        test -> test.runs.summary = id -> Runs.summary("4711", test.runs.status(id))),
                useless(
                        "a history that fails",
                        1,
                        test -> test.api.history = page -> FakeApi.failure(FakeApi.outOfReach())),
                useless("a history of an unexpected form", 1, test -> test.api.history = page -> FakeApi.answer(null)));
    }

    private static Arguments useless(String name, int mostPages, Consumer<HistoryLookupTest> history) {
        return Arguments.of(Named.of(name, history), mostPages);
    }

    private static ObjectNode status(String status) {
        return Json.mapper().createObjectNode().put("status", status);
    }

    private void summarize(Function<String, ObjectNode> summary) {
        runs.summary = id -> new RunSummary(summary.apply(id));
    }

    @ParameterizedTest
    @MethodSource("uselessHistories")
    void arePolledSeparatelyIfTheHistoryIsOfNoUse(Consumer<HistoryLookupTest> history, int mostPages) {
        history.accept(this);
        awaitRuns(20, at(15));
        advance(25);

        assertAllDelivered();
        assertThat(api.historyPages).isBetween(1, mostPages);
    }

    @Test
    void arePolledSeparatelyIfTheHistoryHangs() {
        CompletableFuture<Page<RunSummary>> late = FakeApi.silence();
        api.history = page -> late;
        awaitRuns(20, at(5));
        advance(5);
        assertThat(api.polls).isEmpty();

        advance(10);
        assertAllDelivered();
        int polls = api.polls.size();
        late.complete(new Page<>(List.of(Runs.summary("RUN-0", StatusWords.SUCCEED)), 1L, null));
        advance(10);
        assertThat(api.polls).hasSize(polls);
    }

    @Test
    void areLookedUpAgainAfterAWhile() {
        api.history = page -> FakeApi.failure(FakeApi.outOfReach());
        awaitRunsPatiently(20, at(1_000));
        timer.advance(HistoryLookup.USELESS);
        assertThat(api.historyPages).isOne();

        runs.serveFrom(api);
        advance(10);
        assertThat(api.historyPages).isGreaterThan(1);
    }

    @Test
    void areLookedUpTogetherWithRunsThatAreDueWithinASecond() {
        awaitRuns(20, at(1_000));
        timer.advance(Duration.ofMillis(100));
        awaitRuns(20, at(1_000));
        timer.advance(POLL_INTERVAL.minusMillis(100));
        assertThat(api.historyPages).isOne();
        timer.advance(HistoryLookup.GAP.minusMillis(1));
        assertThat(api.historyPages).isOne();

        timer.advance(Duration.ofMillis(1));
        assertThat(api.historyPages).isEqualTo(2);
    }

    @Test
    void areFoundWithinAPollIntervalEvenIfTheyWaitForAReading() {
        List<Duration> lags = new ArrayList<>();
        IntFunction<CompletableFuture<Page<RunSummary>>> history = api.history;
        api.history = page -> {
            CompletableFuture<Page<RunSummary>> answer = new CompletableFuture<>();
            timer.after(
                    Duration.ofMillis(10),
                    () -> answer.complete(history.apply(page).join()));
            return answer;
        };
        for (int i = 0; i < 2_000; i++) {
            String id = "RUN-" + i;
            Instant end = at(20).plusMillis(i * 7_919L % 30_000);
            runs.add(id, end);
            driver.await(run(id), EVENLY, POLL_INTERVAL)
                    .result()
                    .thenRun(() -> lags.add(Duration.between(end, timer.now())));
        }
        advance(60);

        // The reading itself takes its time, too.
        Duration longest = POLL_INTERVAL.plusMillis(250);
        assertThat(lags).hasSize(2_000).allSatisfy(lag -> assertThat(lag).isLessThanOrEqualTo(longest));
    }

    @Test
    void arePolledNoSoonerIfTheyAreNotInTheHistory() {
        List<Instant> polls = pollsOf("MISSING");
        runs.summary = id -> id.equals("MISSING") ? null : Runs.summary(id, runs.status(id));
        awaitRuns(20, at(1_000));
        runs.add("MISSING", at(1_000));
        driver.await(run("MISSING"), EVENLY, POLL_INTERVAL);
        advance(30);

        assertThat(polls).hasSizeBetween(8, 10);
        assertThat(intervals(polls)).allSatisfy(interval -> assertThat(interval).isGreaterThanOrEqualTo(POLL_INTERVAL));
    }

    @Test
    void arePolledNoSoonerIfTooFewAreLeftForTheHistory() {
        List<Instant> polls = pollsOf("LEFT");
        awaitRuns(HistoryLookup.MANY - 1, at(1_000));
        runs.add("LEFT", at(1_000));
        driver.await(run("LEFT"), EVENLY, POLL_INTERVAL);
        timer.advance(POLL_INTERVAL);
        assertThat(polls).isEmpty();

        waits.get(0).result().cancel(false);
        timer.advance(POLL_INTERVAL.minusMillis(1));
        assertThat(polls).isEmpty();

        timer.advance(POLL_INTERVAL.dividedBy(10).plusMillis(1));
        assertThat(polls).hasSize(1);
    }

    /** The times of polls of a run from now on. */
    private List<Instant> pollsOf(String runId) {
        List<Instant> polls = new ArrayList<>();
        api.result = id -> {
            if (id.equals(runId)) {
                polls.add(timer.now());
            }
            return runs.result(id);
        };
        return polls;
    }

    @Test
    void areLookedUpImmediatelyAfterALongReadingDuringWhichTheyBecameDue() {
        CompletableFuture<Page<RunSummary>> slow = FakeApi.silence();
        api.history = page -> slow;
        awaitRuns(20, at(1_000));
        advance(2);
        awaitRuns(20, at(1_000));
        advance(4);
        runs.serveFrom(api);
        assertThat(api.historyPages).isOne();

        slow.complete(new Page<>(List.of(Runs.summary("run-0", StatusWords.IN_PROGRESS)), 1L, null));
        timer.runDue();
        assertThat(api.historyPages).isEqualTo(2);
    }

    @Test
    void arePolledWithRunsThatBecameDueDuringAFailedReading() {
        CompletableFuture<Page<RunSummary>> slow = FakeApi.silence();
        api.history = page -> slow;
        awaitRuns(20, at(1_000));
        advance(2);
        awaitRuns(20, at(1_000));
        advance(4);
        slow.completeExceptionally(FakeApi.outOfReach());
        timer.runDue();

        assertThat(api.polls).hasSize(40);
    }

    @Test
    void arePolledSeparatelyIfOthersFillTheFirstPages() {
        awaitRuns(20, at(15));
        for (int i = 0; i < 1_000; i++) {
            runs.add("somebody else's " + i, at(1_000));
        }
        advance(25);

        assertAllDelivered();
        assertThat(api.historyPages).isLessThanOrEqualTo(4);
    }

    @Test
    void arePolledSeparatelyIfOnlyFewAreOnLaterPages() {
        RunPolicy rarely = policy(Duration.ofSeconds(60), Duration.ofSeconds(60));
        for (int i = 0; i < 200; i++) {
            runs.add("RUN-" + i, at(1_000));
            driver.await(run("RUN-" + i), rarely, POLL_INTERVAL);
        }
        for (int i = 0; i < 350; i++) {
            runs.add("somebody else's " + i, at(1_000));
        }
        advance(3);
        assertThat(api.historyPages).isEqualTo(6);
        assertThat(api.polls).isEmpty();

        for (int second = 1; second <= 5; second++) {
            driver.await(run("RUN-0"), rarely, Duration.ofSeconds(second));
        }
        advance(5);
        assertThat(api.historyPages).isEqualTo(6);
        assertThat(api.polls).hasSize(5);

        // They may have come up by now.
        driver.await(run("RUN-0"), rarely, Duration.ofSeconds(1));
        advance(1);
        assertThat(api.historyPages).isGreaterThan(6);
    }

    @Test
    void areFoundOnManySmallPages() {
        runs.pageSize = 10;
        awaitRuns(200, at(30));
        advance(20);

        // Each of them was looked up four times by then.
        assertThat(api.calls()).isLessThan(200 * 4 / 3);
    }

    @Test
    void areNotDeliveredBecauseTheHistoryRunsAhead() {
        runs.summary = id -> Runs.summary(id, StatusWords.SUCCEED);
        awaitRuns(20, at(15));
        advance(14);
        assertThat(waits).noneMatch(wait -> wait.result().isDone());

        advance(10);
        assertAllDelivered();
    }

    @Test
    void areNotMissedBecauseTheHistoryLagsBehind() {
        runs.summary = id -> Runs.summary(id, StatusWords.IN_PROGRESS);
        awaitRunsPatiently(20, at(5));
        advance(65);

        assertAllDelivered();
    }

    @Test
    void areAllDeliveredIfTwoWaitForTheSameRun() {
        awaitRuns(20, at(10));
        waits.add(driver.await(run("run-3"), POLICY, POLL_INTERVAL));
        api.result = id -> runs.result(id.toUpperCase(Locale.ROOT));
        advance(20);

        assertAllDelivered();
    }

    @Test
    void areNotPolledOnceTheyAreCancelled() {
        awaitRuns(20, at(5));
        CompletableFuture<Page<RunSummary>> late = FakeApi.silence();
        api.history = page -> late;
        advance(4);
        waits.forEach(wait -> wait.result().cancel(false));
        advance(60);

        assertThat(api.polls).isEmpty();
    }

    @Test
    void arePolledAfterAPauseThatBeganMeanwhile() {
        CompletableFuture<Page<RunSummary>> late = FakeApi.silence();
        api.history = page -> late;
        awaitRuns(20, at(5));
        advance(4);
        ThrottleAccess.hold(api.throttle(), Duration.ofSeconds(20));
        late.completeExceptionally(FakeApi.outOfReach());
        advance(19);
        assertThat(api.polls).isEmpty();

        advance(7);
        assertAllDelivered();
    }

    @Test
    void leaveNoTasksBehind() {
        awaitRuns(50, at(15));
        advance(22);

        assertAllDelivered();
        assertThat(timer.pending()).isZero();
    }
}
