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
package ai.scriptrun.camel.time;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongUnaryOperator;

/** The random part of delays, so that what has begun together doesn't go on together. */
public final class Jitter {

    private static final ThreadLocal<LongUnaryOperator> SOURCE = ThreadLocal.withInitial(() -> Jitter::random);

    private Jitter() {}

    private static long random(long bound) {
        return ThreadLocalRandom.current().nextLong(bound);
    }

    /** A random duration, in whole milliseconds. */
    public static Duration upTo(Duration most) {
        return Duration.ofMillis(SOURCE.get().applyAsLong(most.toMillis() + 1));
    }

    /**
     * Sets where the calling thread's random numbers come from, for simulations that can be repeated.
     *
     * @param source gives a number from 0 to below its argument; {@code null} for random ones
     */
    public static void drawFrom(LongUnaryOperator source) {
        if (source == null) {
            SOURCE.remove();
        } else {
            SOURCE.set(source);
        }
    }
}
