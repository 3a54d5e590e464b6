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
package ai.scriptrun.camel.start;

import java.time.Duration;
import java.time.Instant;

import ai.scriptrun.camel.time.Backoff;

/**
 * A time in which the service accepts no starts. Starts that fail together have met the same outage and are retried
 * together, so that the waits grow with the length of the outage and not with the number of starts. Not thread-safe.
 */
final class Outage {

    private int failures;
    private Instant retryAt = Instant.MIN;

    /** A start has failed; returns how long to wait before it is retried. */
    Duration failed(Instant now) {
        if (!now.isBefore(retryAt)) {
            failures++;
            retryAt = now.plus(Backoff.after(failures));
        }
        return Duration.between(now, retryAt);
    }

    /** The service has answered a start. */
    void over() {
        failures = 0;
        retryAt = Instant.MIN;
    }
}
