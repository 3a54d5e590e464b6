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
package ai.scriptrun.camel.emulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that a test controls: it is stopped until the test moves it. Safe for use by several threads.
 *
 * <p>Give it to {@link EmulatorBuilder#clock} and a run stays {@code in queue} until the clock has been moved past its
 * queue time, independent of the duration of the test.
 */
public final class EmulatorClock implements InstantSource {

    private final AtomicReference<Instant> now;

    private EmulatorClock(Instant start) {
        this.now = new AtomicReference<>(start);
    }

    /**
     * A clock that is stopped at a time.
     *
     * @param start the time
     * @return the clock
     */
    public static EmulatorClock standingAt(Instant start) {
        return new EmulatorClock(start);
    }

    /**
     * Moves the clock.
     *
     * @param duration how far; a negative one moves it back
     */
    public void advance(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    @Override
    public Instant instant() {
        return now.get();
    }
}
