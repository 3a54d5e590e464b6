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

import ai.scriptrun.camel.result.Completeness;
import ai.scriptrun.camel.run.Step.Deliver;
import ai.scriptrun.camel.run.Step.GiveUp;
import ai.scriptrun.camel.run.Step.PollAgain;
import ai.scriptrun.camel.run.Step.Reason;

/**
 * The life of a run as seen by polls: (state, response, now) to the next step. Pure: no clock, no thread, no I/O.
 *
 * <p>A run that has ended is given its settling time even beyond the deadline: the deadline is about the run's end, and
 * settling is bounded by itself.
 */
final class RunMachine {

    /** How long after its start a run may be unknown to the service that accepted it. */
    static final Duration UNKNOWN_GRACE = Duration.ofSeconds(15);

    private static final double GROWTH = 1.25;

    private final RunPolicy policy;

    RunMachine(RunPolicy policy) {
        this.policy = policy;
    }

    RunPolicy policy() {
        return policy;
    }

    Step next(RunState before, AwaitedRun run, Response response, Instant now) {
        RunState state = before.responded();
        if (response instanceof Response.Ended ended) {
            return settle(state, ended.completeness());
        }
        if (response instanceof Response.Unknown) {
            return isUnknownForNow(state, run, now)
                    ? waitOn(state.unknown(), run, now, Reason.UNKNOWN_RUN)
                    : new GiveUp(state, Reason.UNKNOWN_RUN);
        }
        if (response instanceof Response.Failed failed) {
            // A failed poll says nothing about the run, so what was known before stays.
            return failed.isTransient()
                    ? waitOn(state, run, now, Reason.TIMED_OUT)
                    : new GiveUp(state, Reason.CALL_FAILED);
        }
        return waitOn(state.waiting(), run, now, Reason.TIMED_OUT);
    }

    /** The service may not know a run yet that it has accepted, and may lose a known one for a moment. */
    private boolean isUnknownForNow(RunState state, AwaitedRun run, Instant now) {
        return now.isBefore(run.startedAt().plus(UNKNOWN_GRACE))
                || (state.seen() && state.unknowns() < policy.consistencyRetries());
    }

    private Step settle(RunState state, Completeness completeness) {
        if (completeness == Completeness.COMPLETE) {
            return new Deliver(state);
        }
        if (state.settlings() < policy.consistencyRetries()) {
            return new PollAgain(state.settling(), policy.consistencyDelay());
        }
        return completeness == Completeness.DOUBTFUL ? new Deliver(state) : new GiveUp(state, Reason.INCONSISTENT);
    }

    private Step waitOn(RunState state, AwaitedRun run, Instant now, Reason atDeadline) {
        Duration left = Duration.between(now, run.deadline());
        if (left.isZero() || left.isNegative()) {
            return new GiveUp(state, atDeadline);
        }
        Duration interval = interval(state.responses());
        // The last poll is made at the deadline itself, so that a run that ended in time is not missed.
        return new PollAgain(state, interval.compareTo(left) < 0 ? interval : left);
    }

    private Duration interval(int responses) {
        double grown = policy.pollInterval().toMillis() * Math.pow(GROWTH, responses - 1);
        return Duration.ofMillis(Math.min((long) grown, policy.maxPollInterval().toMillis()));
    }
}
