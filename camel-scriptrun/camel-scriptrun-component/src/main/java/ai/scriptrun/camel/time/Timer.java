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
 * Clock and scheduler of all waits of this component, in one interface, so that tests can control both together.
 * Thread-safe.
 */
public interface Timer {

    /** The current time. */
    Instant now();

    /**
     * Runs a task on a worker thread after the delay; immediately if it is zero or negative. A task that is
     * still waiting when the timer is shut down is dropped.
     *
     * @return a handle to drop the task
     */
    Cancellable after(Duration delay, Runnable task);

    /**
     * Like {@link #after}, but on the scheduler's thread, so that it is on time even while all workers are busy. The
     * task must be short: it delays all other tasks.
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
