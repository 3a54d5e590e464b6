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
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Time that is stopped until a test moves it. Due tasks run on the thread that calls {@link #advance}, in the order of
 * their due times and, at the same instant, in the order in which they were scheduled; the clock then shows the
 * instant at which the task was due. Thread-safe; no task is run from {@link #after}, not even one without a delay.
 */
public final class ManualTimer implements Timer {

    private final NavigableSet<Task> tasks =
            new TreeSet<>(Comparator.comparing(Task::due).thenComparing(Task::number));
    private Instant now;
    private long asked;

    /** Starts at a fixed instant. */
    public ManualTimer() {
        this(Instant.parse("2030-01-01T00:00:00Z"));
    }

    public ManualTimer(Instant start) {
        this.now = start;
    }

    private record Task(Instant due, long number, Runnable action) {}

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized Cancellable after(Duration delay, Runnable action) {
        Task task = new Task(delay.isNegative() ? now : now.plus(delay), asked++, action);
        tasks.add(task);
        return () -> drop(task);
    }

    private synchronized void drop(Task task) {
        tasks.remove(task);
    }

    /** Moves the clock and runs all tasks that become due, also those that such a task schedules. */
    public void advance(Duration duration) {
        Instant end = now().plus(duration);
        for (Task task = takeDue(end); task != null; task = takeDue(end)) {
            task.action.run();
        }
        moveTo(end);
    }

    /** Runs the tasks that are already due, without moving the clock. */
    public void runDue() {
        advance(Duration.ZERO);
    }

    /** Moves the clock to the next task and runs what is due then. Returns by how much it moved; fails without a task. */
    public Duration advanceToNext() {
        Duration step = untilNext();
        advance(step);
        return step;
    }

    /** How long until the next task; fails without one. */
    public synchronized Duration untilNext() {
        if (tasks.isEmpty()) {
            throw new AssertionError("no task is waiting");
        }
        return Duration.between(now, tasks.first().due);
    }

    /** How many tasks are waiting. */
    public synchronized int pending() {
        return tasks.size();
    }

    private synchronized Task takeDue(Instant end) {
        if (tasks.isEmpty() || tasks.first().due.isAfter(end)) {
            return null;
        }
        Task next = tasks.pollFirst();
        moveTo(next.due);
        return next;
    }

    private synchronized void moveTo(Instant instant) {
        if (instant.isAfter(now)) {
            now = instant;
        }
    }
}
