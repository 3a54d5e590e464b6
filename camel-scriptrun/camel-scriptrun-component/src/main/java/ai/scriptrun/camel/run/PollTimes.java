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
import java.util.concurrent.ThreadLocalRandom;

import ai.scriptrun.camel.time.Timer;

/** When a run is polled next, and until when an answer is still waited for. Thread-safe. */
final class PollTimes {

    /** At most so small a part of a delay is added to it or taken off. */
    private static final long JITTER = 10;

    /** A last poll is made at the deadline; how long it and its answer may take. */
    private static final Duration LAST_POLL = Duration.ofSeconds(2);

    private final Timer timer;

    PollTimes(Timer timer) {
        this.timer = timer;
    }

    /**
     * Runs that were started together are set apart by their first interval, and drift apart as the intervals grow; never
     * below the asked interval, never past the deadline. Growing ones are made shorter, so that none is longer than the
     * longest.
     */
    Duration spread(Duration delay, RunWait wait) {
        Duration left = Duration.between(timer.now(), wait.run.deadline());
        if (left.compareTo(delay) <= 0) {
            return delay;
        }
        long jitter = ThreadLocalRandom.current().nextLong(jitter(delay).toMillis() + 1);
        boolean settling = wait.state.phase() == RunState.Phase.SETTLING;
        if (settling || wait.state.looks() == 1) {
            return shorter(delay.plusMillis(jitter), left);
        }
        return longer(delay.minusMillis(jitter), wait.machine.policy().pollInterval());
    }

    /** How long to wait while calls are held back; zero or less where that would be too long. */
    Duration through(Duration held, RunWait wait) {
        if (wait.overdue) {
            return held;
        }
        Instant end = wait.state.phase() == RunState.Phase.SETTLING ? lastMoment(wait) : wait.run.deadline();
        return shorter(held, Duration.between(timer.now(), end));
    }

    /** A call may hang, be retried, be held back or find no worker for longer than the run has left. */
    Instant lastMoment(RunWait wait) {
        Instant deadline = wait.run.deadline();
        if (wait.state.phase() == RunState.Phase.SETTLING) {
            Duration settling = wait.machine.policy().settlingTime();
            return deadline.plus(settling).plus(jitter(settling)).plus(LAST_POLL);
        }
        Instant since = wait.pollingSince;
        if (wait.overdue) {
            // It may have ended long ago, so it is asked for at least once, however long that takes to come about.
            return (since == null ? timer.now() : since).plus(LAST_POLL);
        }
        Instant answered = (since == null || since.isAfter(deadline) ? deadline : since).plus(LAST_POLL);
        return answered.isBefore(deadline) ? deadline : answered;
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
}
