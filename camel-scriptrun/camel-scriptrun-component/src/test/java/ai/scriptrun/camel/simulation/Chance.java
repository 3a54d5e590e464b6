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
import java.util.List;

/** Chance that depends on a seed alone. Each purpose has its own, so that one more decision of it changes no other. */
final class Chance {

    private static final long STEP = 0x9E3779B97F4A7C15L;

    private long state;

    Chance(long seed) {
        this.state = mix(seed);
    }

    /** Another one, for a purpose of its own. */
    Chance of(String purpose, long number) {
        return new Chance(state ^ mix(purpose.hashCode() * 31L + number));
    }

    /** Spreads a number's bits. */
    static long mix(long number) {
        long z = number + STEP;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    long next() {
        state += STEP;
        return mix(state);
    }

    int below(int bound) {
        return (int) Long.remainderUnsigned(next(), bound);
    }

    int between(int least, int most) {
        return least + below(most - least + 1);
    }

    boolean percent(int probability) {
        return below(100) < probability;
    }

    <T> T oneOf(List<T> all) {
        return all.get(below(all.size()));
    }

    Duration between(Duration least, Duration most) {
        return least.plusMillis(below((int) most.minus(least).toMillis() + 1));
    }
}
