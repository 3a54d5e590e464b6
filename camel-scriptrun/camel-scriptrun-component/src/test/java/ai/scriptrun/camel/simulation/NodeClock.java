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
package ai.scriptrun.camel.simulation;

import java.time.Duration;
import java.time.Instant;

/** A node's monotonic clock. */
final class NodeClock {

    private static final long MILLION = 1_000_000;

    private final Instant origin;
    private final int ppm;
    private long lost;

    /**
     * @param origin what it shows at the beginning
     * @param ppm    how much faster than real time it goes, in millionths
     */
    NodeClock(Instant origin, int ppm) {
        this.origin = origin;
        this.ppm = ppm;
    }

    Instant at(long nanos) {
        long seen = nanos - lost;
        return origin.plusNanos(seen + seen / MILLION * ppm);
    }

    /** It has stood still. */
    void lose(long nanos) {
        lost += nanos;
    }

    /** How long a time by this clock really takes; rounded up, so that a task is never early by the clock. */
    long real(Duration delay) {
        long nanos = Math.min(delay.toNanos(), Duration.ofDays(365).toNanos());
        return nanos - nanos / (MILLION + ppm) * ppm + 2L * Math.abs(ppm) + 1_000;
    }
}
