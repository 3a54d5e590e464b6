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
import java.util.Optional;
import java.util.function.Function;

import ai.scriptrun.camel.run.RunState.Phase;
import ai.scriptrun.camel.time.Jitter;
import ai.scriptrun.camel.timing.Distribution;
import ai.scriptrun.camel.timing.WorkflowTiming;

/**
 * When one run is polled, and until when it is waited for. Pure but for the jitter.
 *
 * @param run     the run
 * @param policy  how it is waited for
 * @param overdue whether its first poll is also its last one, as after its time ended while the application was down
 * @param timing  what earlier runs tell; empty where that is not wanted, or where its workflow isn't known
 */
record PollSchedule(AwaitedRun run, RunPolicy policy, boolean overdue, Optional<WorkflowTiming> timing) {

    /** Jitter is at most this part of a delay. */
    private static final long JITTER = 10;

    /** The probability of an end that is not worth a short interval. */
    private static final double UNLIKELY = 0.01;

    /** A last poll is made at the deadline; how long it may take. */
    private static final Duration LAST_POLL = Duration.ofSeconds(2);

    static PollSchedule of(
            AwaitedRun run, RunPolicy policy, Instant firstPoll, Function<Long, WorkflowTiming> timings) {
        return new PollSchedule(
                run,
                policy,
                !firstPoll.isBefore(run.deadline()),
                policy.minPollInterval().isPresent()
                        ? Optional.ofNullable(run.workflowId()).map(timings)
                        : Optional.empty());
    }

    /** When to poll after this delay, or earlier where that is likely to pay. */
    Instant next(Instant now, Duration delay, Progress progress) {
        return early(now, delay, progress.times(), planned(now, delay, progress.state()));
    }

    /** The first poll: at this time, or earlier where that is likely to pay. */
    Instant first(Instant now, Instant planned) {
        return early(now, age(now, planned), Sightings.NONE, planned);
    }

    private Instant early(Instant now, Duration delay, Sightings times, Instant planned) {
        return likelyEnd(times, now)
                .map(end -> end.due(policy, delay))
                .filter(early -> early.compareTo(delay) < 0)
                .map(early -> earlier(planned, now.plus(early)))
                .orElse(planned);
    }

    /** When to look at the data of a run whose end the history has told; in time for the deadline. */
    Instant firstLook(Instant now) {
        return timing.map(known -> now.plus(known.firstLook(policy.consistencyDelay())))
                .map(look -> earlier(look, later(now, run.deadline())))
                .orElse(now);
    }

    /** What is waited for, the end of the run or the completeness of its data, where it is known how long that takes. */
    private Optional<Waiting> likelyEnd(Sightings times, Instant now) {
        return times.ended() == null
                ? timing.filter(known -> run.isStartKnown())
                        .flatMap(WorkflowTiming::runs)
                        .map(durations -> new Waiting(durations, age(run.startedAt(), now)))
                : timing.flatMap(WorkflowTiming::settlings)
                        .map(durations -> new Waiting(durations, age(times.ended(), now)));
    }

    private record Waiting(Distribution durations, Duration age) {

        /** Intervals grow beyond the first only while an end is unlikely. */
        Duration due(RunPolicy policy, Duration delay) {
            Duration most = durations.endsWithin(age, delay) < UNLIKELY ? delay : shorter(delay, policy.pollInterval());
            return durations.due(
                    age, WorkflowTiming.POLL, policy.minPollInterval().orElseThrow(), most);
        }
    }

    private static Duration age(Instant since, Instant now) {
        return longer(Duration.between(since, now), Duration.ZERO);
    }

    /**
     * When to poll after this delay. Runs that were started together are set apart by their first interval, and drift
     * apart as the intervals grow; jitter never makes an interval shorter than asked for, and never leads past the
     * deadline. Growing intervals are made shorter, so that none exceeds the maximum.
     */
    Instant planned(Instant now, Duration delay, RunState state) {
        Duration left = Duration.between(now, run.deadline());
        if (left.compareTo(delay) <= 0) {
            return now.plus(delay);
        }
        Duration jitter = Jitter.upTo(jitter(delay));
        return now.plus(
                state.phase() == Phase.SETTLING || state.responses() == 1
                        ? shorter(delay.plus(jitter), left)
                        : longer(delay.minus(jitter), policy.pollInterval()));
    }

    /** When to poll while calls are throttled for this long; not after now where the time is up by then. */
    Instant afterThrottle(Instant now, Duration delay, RunState state) {
        Instant end = state.phase() == Phase.SETTLING ? lastMoment(now, state) : run.deadline();
        Instant after = now.plus(delay);
        return overdue || after.isBefore(end) ? after : end;
    }

    /** Whether a poll now is the last one. */
    boolean isLast(Instant now) {
        return !now.isBefore(run.deadline());
    }

    /**
     * Until when a response is waited for: a call may hang, be retried, be throttled or find no worker for longer than
     * the run has left.
     *
     * @param lastPoll when the poll in flight was started; now where none is
     */
    Instant lastMoment(Instant lastPoll, RunState state) {
        Instant deadline = run.deadline();
        if (state.phase() == Phase.SETTLING) {
            Duration settling = policy.settlingTime();
            return deadline.plus(settling).plus(jitter(settling)).plus(LAST_POLL);
        }
        if (overdue) {
            // It may have ended long ago, so it is polled at least once, however late that is.
            return lastPoll.plus(LAST_POLL);
        }
        return later(earlier(lastPoll, deadline).plus(LAST_POLL), deadline);
    }

    private static Duration jitter(Duration delay) {
        return delay.dividedBy(JITTER);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
