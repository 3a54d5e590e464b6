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
import java.util.Optional;

import ai.scriptrun.camel.time.Jitter;

/**
 * How a run is waited for.
 *
 * @param pollInterval       the first interval between polls
 * @param maxPollInterval    the maximum interval
 * @param consistencyRetries further polls after a terminal status whose data is not complete
 * @param consistencyDelay   the delay before each of them
 * @param minPollInterval    the minimum interval, where past durations call for earlier polls; empty where they must not
 */
public record RunPolicy(
        Duration pollInterval,
        Duration maxPollInterval,
        int consistencyRetries,
        Duration consistencyDelay,
        Optional<Duration> minPollInterval) {

    /** Delay of a run's first poll: a new run has its interval, many older ones are spread out. */
    public Duration firstPoll(Duration age) {
        Duration left = pollInterval.minus(age);
        return left.isNegative() || left.isZero() ? Jitter.upTo(maxPollInterval) : left;
    }

    /** How long data may take to become complete after a terminal status. */
    Duration settlingTime() {
        return consistencyDelay.multipliedBy(consistencyRetries);
    }
}
