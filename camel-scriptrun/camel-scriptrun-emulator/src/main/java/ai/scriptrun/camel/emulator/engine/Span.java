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
package ai.scriptrun.camel.emulator.engine;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * A duration that is fixed or drawn at random, to the millisecond.
 *
 * @param min the shortest, not negative
 * @param max the longest, not shorter than {@code min}
 */
public record Span(Duration min, Duration max) {

    /** Checks the bounds. */
    public Span {
        if (min.isNegative() || max.compareTo(min) < 0) {
            throw new IllegalArgumentException("Expected 0 <= min <= max, but got min=" + min + ", max=" + max);
        }
    }

    /**
     * Always the same duration.
     *
     * @param duration not negative
     * @return the span
     */
    public static Span fixed(Duration duration) {
        return new Span(duration, duration);
    }

    long pickMillis(RandomGenerator random) {
        return random.nextLong(min.toMillis(), max.toMillis() + 1);
    }
}
