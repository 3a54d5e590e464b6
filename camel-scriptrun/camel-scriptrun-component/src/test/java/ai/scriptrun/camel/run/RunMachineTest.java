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

import ai.scriptrun.camel.result.Completeness;
import ai.scriptrun.camel.run.RunState.Phase;
import ai.scriptrun.camel.run.Step.Deliver;
import ai.scriptrun.camel.run.Step.GiveUp;
import ai.scriptrun.camel.run.Step.PollAgain;
import ai.scriptrun.camel.run.Step.Reason;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static ai.scriptrun.camel.result.Completeness.COMPLETE;
import static ai.scriptrun.camel.result.Completeness.DOUBTFUL;
import static ai.scriptrun.camel.result.Completeness.INCOMPLETE;
import static org.assertj.core.api.Assertions.assertThat;

class RunMachineTest {

    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final Instant DEADLINE = START.plusSeconds(180);
    private static final Duration DELAY = Duration.ofSeconds(2);
    private static final RunPolicy POLICY =
            new RunPolicy(Duration.ofSeconds(3), Duration.ofSeconds(5), 3, DELAY, Optional.empty());
    private static final Response RUNNING = new Response.Running();
    private static final Response UNKNOWN = new Response.Unknown();
    private static final Response PASSING_FAILURE = new Response.Failed(true);
    private static final Response LASTING_FAILURE = new Response.Failed(false);

    private final AwaitedRun run = new AwaitedRun("awaitResult", 6L, "a-run", START, DEADLINE);
    private RunMachine machine = new RunMachine(POLICY);
    private RunState state = RunState.NEW;
    private Instant now = START.plusSeconds(30);

    private Step answer(Response answer) {
        Step step = machine.next(state, run, answer, now);
        state = step instanceof PollAgain again
                ? again.state()
                : step instanceof Deliver deliver ? deliver.state() : ((GiveUp) step).state();
        return step;
    }

    private static Response ended(Completeness completeness) {
        return new Response.Ended(completeness);
    }

    private void assertPollAgain(Step step, Duration delay) {
        assertThat(step).isInstanceOfSatisfying(PollAgain.class, again -> assertThat(again.delay())
                .isEqualTo(delay));
    }

    private void assertGiveUp(Step step, Reason reason) {
        assertThat(step).isInstanceOfSatisfying(GiveUp.class, end -> assertThat(end.reason())
                .isEqualTo(reason));
    }

    @Nested
    class Waiting {

        @Test
        void beginsWithThePollInterval() {
            assertPollAgain(answer(RUNNING), Duration.ofSeconds(3));
        }

        @Test
        void growsByAQuarterEachTimeUpToTheLongestInterval() {
            List<Long> delays = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                delays.add(((PollAgain) answer(RUNNING)).delay().toMillis());
            }
            assertThat(delays).containsExactly(3000L, 3750L, 4687L, 5000L, 5000L);
        }

        @Test
        void staysAtTheLongestInterval() {
            state = new RunState(Phase.WAITING, Integer.MAX_VALUE - 1, 0, true, 0);
            assertPollAgain(answer(RUNNING), Duration.ofSeconds(5));
        }

        @Test
        void pollsOnceMoreExactlyAtTheDeadline() {
            now = DEADLINE.minusMillis(700);
            assertPollAgain(answer(RUNNING), Duration.ofMillis(700));
        }

        @Test
        void timesOutAtTheDeadline() {
            now = DEADLINE;
            assertGiveUp(answer(RUNNING), Reason.TIMED_OUT);
        }

        @Test
        void deliversCompleteDataAfterTheDeadline() {
            now = DEADLINE.plusSeconds(1);
            assertThat(answer(ended(COMPLETE))).isInstanceOf(Deliver.class);
        }
    }

    @Nested
    class Settling {

        @Test
        void isInconsistentAfterAllRetriesForMissingData() {
            for (int retry = 0; retry < 3; retry++) {
                assertPollAgain(answer(ended(INCOMPLETE)), DELAY);
                assertThat(state.phase()).isEqualTo(Phase.SETTLING);
            }
            assertGiveUp(answer(ended(INCOMPLETE)), Reason.INCONSISTENT);
        }

        @Test
        void deliversAsSoonAsTheDataIsComplete() {
            answer(ended(INCOMPLETE));
            assertThat(answer(ended(COMPLETE))).isInstanceOf(Deliver.class);
        }

        @Test
        void deliversDoubtfulDataAfterAllRetries() {
            for (int retry = 0; retry < 3; retry++) {
                assertPollAgain(answer(ended(DOUBTFUL)), DELAY);
            }
            assertThat(answer(ended(DOUBTFUL))).isInstanceOf(Deliver.class);
        }

        @Test
        void decidesByTheLastPoll() {
            answer(ended(DOUBTFUL));
            answer(ended(DOUBTFUL));
            answer(ended(DOUBTFUL));
            assertGiveUp(answer(ended(INCOMPLETE)), Reason.INCONSISTENT);
        }

        @Test
        void pollsOnlyOnceWithoutRetries() {
            machine = new RunMachine(
                    new RunPolicy(Duration.ofSeconds(3), Duration.ofSeconds(5), 0, DELAY, Optional.empty()));
            assertGiveUp(answer(ended(INCOMPLETE)), Reason.INCONSISTENT);
        }

        @Test
        void continuesAfterTheDeadline() {
            now = DEADLINE.plusSeconds(1);
            assertPollAgain(answer(ended(INCOMPLETE)), DELAY);
        }

        @Test
        void startsAgainIfTheStatusIsNoLongerTerminal() {
            answer(ended(INCOMPLETE));
            answer(ended(INCOMPLETE));
            answer(RUNNING);
            assertThat(state.phase()).isEqualTo(Phase.WAITING);

            for (int retry = 0; retry < 3; retry++) {
                assertPollAgain(answer(ended(INCOMPLETE)), DELAY);
            }
            assertGiveUp(answer(ended(INCOMPLETE)), Reason.INCONSISTENT);
        }
    }

    @Nested
    class UnknownRun {

        @Test
        void isPolledAgainInTheFirst15Seconds() {
            now = START.plusSeconds(15).minusNanos(1);
            assertPollAgain(answer(UNKNOWN), Duration.ofSeconds(3));
        }

        @Test
        void endsTheWaitAfter15Seconds() {
            now = START.plusSeconds(15);
            assertGiveUp(answer(UNKNOWN), Reason.UNKNOWN_RUN);
        }

        @Test
        void isReportedAsUnknownIfTheDeadlineComesFirst() {
            AwaitedRun hurried = new AwaitedRun("awaitResult", 6L, "a-run", START, START.plusSeconds(5));
            Step step = machine.next(state, hurried, UNKNOWN, START.plusSeconds(5));
            assertGiveUp(step, Reason.UNKNOWN_RUN);
        }

        @Test
        void thatWasFoundBeforeIsPolledForAllRetries() {
            answer(RUNNING);
            for (int retry = 0; retry < 3; retry++) {
                assertThat(answer(UNKNOWN)).isInstanceOf(PollAgain.class);
            }
            assertGiveUp(answer(UNKNOWN), Reason.UNKNOWN_RUN);
        }

        @Test
        void thatIsFoundAgainHasAllItsRetriesAgain() {
            answer(ended(INCOMPLETE));
            answer(UNKNOWN);
            answer(UNKNOWN);
            answer(ended(INCOMPLETE));
            for (int retry = 0; retry < 3; retry++) {
                assertThat(answer(UNKNOWN)).isInstanceOf(PollAgain.class);
            }
            assertGiveUp(answer(UNKNOWN), Reason.UNKNOWN_RUN);
        }

        @Test
        void thatWasSettlingIsStillSettling() {
            answer(ended(INCOMPLETE));
            answer(UNKNOWN);
            assertThat(state.phase()).isEqualTo(Phase.SETTLING);
            assertThat(state.settlings()).isOne();
        }

        @Test
        void thatIsKnownAtTheNextPollContinuesAsUsual() {
            now = START.plusSeconds(1);
            answer(UNKNOWN);
            assertThat(answer(ended(COMPLETE))).isInstanceOf(Deliver.class);
        }
    }

    @Nested
    class FailedPoll {

        @Test
        void isRetriedAtTheNextPoll() {
            assertPollAgain(answer(PASSING_FAILURE), Duration.ofSeconds(3));
        }

        @Test
        void endsTheWaitAtTheDeadline() {
            now = DEADLINE;
            assertGiveUp(answer(PASSING_FAILURE), Reason.TIMED_OUT);
        }

        @Test
        void thatIsPermanentEndsTheWait() {
            assertGiveUp(answer(LASTING_FAILURE), Reason.CALL_FAILED);
        }

        @Test
        void keepsTheState() {
            answer(ended(INCOMPLETE));
            answer(ended(INCOMPLETE));
            answer(PASSING_FAILURE);
            assertThat(state.phase()).isEqualTo(Phase.SETTLING);

            assertPollAgain(answer(ended(INCOMPLETE)), DELAY);
            assertGiveUp(answer(ended(INCOMPLETE)), Reason.INCONSISTENT);
        }
    }
}
