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
import java.time.Instant;

/**
 * The clock and the scheduler behind all waiting of this component, in one, so that tests can drive both together.
 * Thread-safe.
 */
public interface Timer {

    /** The current time. */
    Instant now();

    /**
     * Runs a task on a worker thread once the delay has passed; at once where it is zero or negative. A task that is
     * still waiting when the timer is shut down is dropped.
     *
     * @return a handle to drop the task
     */
    Cancellable after(Duration delay, Runnable task);

    /**
     * Like {@link #after}, but not on a worker, so that it is in time even while all of them are busy. The task must be
     * quick: nothing else falls due meanwhile.
     */
    default Cancellable alarm(Duration delay, Runnable quick) {
        return after(delay, quick);
    }

    /** For what the network does: that takes real time, even where a test skips the time of waits. */
    default Timer ofCalls() {
        return this;
    }

    /** A task that has not run yet. */
    @FunctionalInterface
    interface Cancellable {

        /** Drops the task if it has not begun. */
        void cancel();
    }
}
