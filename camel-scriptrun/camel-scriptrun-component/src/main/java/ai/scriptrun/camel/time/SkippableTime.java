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
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;

/**
 * A clock that runs normally, and that a test can move forward: tasks that become due in the skipped time run at once.
 * As a bean in the registry it is the clock of all ScriptRun waits of a Camel context. Set the same object as the clock
 * of the emulator, so that both have the same time. Thread-safe.
 */
public final class SkippableTime implements InstantSource {

    private final Instant origin = Instant.now();
    private final long nanosAtOrigin = System.nanoTime();
    private final Set<Task> tasks = new HashSet<>();
    private Duration skipped = Duration.ZERO;

    @Override
    public synchronized Instant instant() {
        return origin.plusNanos(System.nanoTime() - nanosAtOrigin).plus(skipped);
    }

    /**
     * Moves the time on.
     *
     * @param duration how far
     * @throws IllegalArgumentException if it is negative
     */
    public synchronized void skip(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("Time can't go back by " + duration.negated());
        }
        skipped = skipped.plus(duration);
        Set.copyOf(tasks).forEach(Task::schedule);
    }

    /**
     * A timer that goes by this time.
     *
     * @param real runs what is due
     * @return the timer
     */
    public Timer on(Timer real) {
        return new SkippableTimer(real);
    }

    private final class SkippableTimer implements Timer {

        private final Timer real;

        SkippableTimer(Timer real) {
            this.real = real;
        }

        @Override
        public Instant now() {
            return instant();
        }

        @Override
        public Cancellable after(Duration delay, Runnable task) {
            return schedule(delay, task, real::after);
        }

        @Override
        public Cancellable alarm(Duration delay, Runnable quick) {
            return schedule(delay, quick, real::alarm);
        }

        @Override
        public Timer ofCalls() {
            return real;
        }

        private Cancellable schedule(Duration delay, Runnable action, Scheduler scheduler) {
            synchronized (SkippableTime.this) {
                Task task = new Task(instant().plus(delay), action, scheduler);
                tasks.add(task);
                task.schedule();
                return task::cancel;
            }
        }
    }

    private interface Scheduler {
        Timer.Cancellable schedule(Duration delay, Runnable task);
    }

    private final class Task {

        private final Instant due;
        private final Runnable action;
        private final Scheduler scheduler;
        private Timer.Cancellable scheduled = () -> {};

        Task(Instant due, Runnable action, Scheduler scheduler) {
            this.due = due;
            this.action = action;
            this.scheduler = scheduler;
        }

        void schedule() {
            scheduled.cancel();
            scheduled = scheduler.schedule(Duration.between(instant(), due), this::run);
        }

        private void run() {
            if (remove()) {
                action.run();
            }
        }

        private void cancel() {
            synchronized (SkippableTime.this) {
                remove();
                scheduled.cancel();
            }
        }

        /** Whoever takes it off the list is the one who runs it. */
        private boolean remove() {
            synchronized (SkippableTime.this) {
                return tasks.remove(this);
            }
        }
    }
}
