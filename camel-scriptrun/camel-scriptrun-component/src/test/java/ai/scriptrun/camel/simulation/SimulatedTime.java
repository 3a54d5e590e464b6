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
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

import ai.scriptrun.camel.time.Timer.Cancellable;

/**
 * Time and order of a simulation: a queue of events, run one at a time on the calling thread. The seed decides on the
 * order of events that are due at the same time. An event may let time pass, as a call that takes long does: others run
 * within it then, but none of a lane that it keeps busy, and none of a node that stands still.
 */
final class SimulatedTime {

    /** Calls that take time within one another; further ones take none. */
    private static final int DEEPEST = 12;

    private final long seed;
    private final Failures failures;
    private final PriorityQueue<Event> queue = new PriorityQueue<>(Comparator.comparingLong((Event event) -> event.due)
            .thenComparingLong(event -> event.tie)
            .thenComparingLong(event -> event.number));
    private boolean instant;
    private final Lane world = new Lane("world", new NodeLife("world"), false);
    private Lane current = world;
    private Chance draws = new Chance(0);
    private BooleanSupplier isOver = () -> false;
    private long now;
    private long asked;
    private int depth;
    private int steps;

    /** Is told of what an event has thrown. */
    interface Failures {
        void thrown(Lane lane, Throwable failure);
    }

    SimulatedTime(long seed, Failures failures) {
        this.seed = seed;
        this.failures = failures;
    }

    /** Something that happens. */
    static final class Event {

        private long due;
        private final long tie;
        private final long number;
        private final Lane lane;
        private Runnable task;

        Event(long due, long tie, long number, Lane lane, Runnable task) {
            this.due = due;
            this.tie = tie;
            this.number = number;
            this.lane = lane;
            this.task = task;
        }
    }

    /** Nanoseconds since the beginning. */
    long now() {
        return now;
    }

    int steps() {
        return steps;
    }

    Lane current() {
        return current;
    }

    /** A random number for the code of the current event. */
    long draw(long bound) {
        return Long.remainderUnsigned(draws.next(), bound);
    }

    /** Ends the simulation as soon as this is so. */
    void endWhen(BooleanSupplier over) {
        isOver = over;
    }

    Cancellable after(long nanos, Lane lane, Runnable task) {
        long number = asked++;
        Event event = new Event(now + Math.max(0, nanos), Chance.mix(seed ^ number), number, lane, task);
        queue.add(event);
        return () -> event.task = null;
    }

    /** What happens in the world, and not on a node. */
    void after(Duration delay, Runnable task) {
        after(delay.toNanos(), world, task);
    }

    /** Runs what is due up to a time. */
    void runUntil(long end) {
        Event next = queue.peek();
        while (next != null && next.due <= end && !isOver.getAsBoolean()) {
            run(queue.remove());
            next = queue.peek();
        }
        if (!isOver.getAsBoolean()) {
            now = Math.max(now, end);
        }
    }

    private void run(Event event) {
        Lane lane = event.lane;
        if (event.task == null || lane.life.isDead()) {
            return;
        }
        if (lane.life.isFrozen()) {
            lane.life.deferred.add(event);
            return;
        }
        if (lane.isBusy()) {
            lane.deferred.add(event);
            return;
        }
        now = Math.max(now, event.due);
        steps++;
        Lane before = current;
        current = lane;
        lane.begin();
        Chance drawnBefore = draws;
        draws = new Chance(seed ^ event.number);
        try {
            event.task.run();
        } catch (NodeLife.Died e) {
            // Its code was left.
        } catch (Throwable e) {
            failures.thrown(lane, e);
        } finally {
            lane.end();
            current = before;
            draws = drawnBefore;
            again(lane.deferred);
        }
    }

    private void again(List<Event> deferred) {
        queue.addAll(deferred);
        deferred.clear();
    }

    /** Time passes within the current event, of which only its lane knows. */
    void pass(Duration duration) {
        if (depth >= DEEPEST || instant) {
            return;
        }
        NodeLife life = current.life;
        depth++;
        try {
            runUntil(now + duration.toNanos());
        } finally {
            depth--;
        }
        life.checkAlive();
    }

    /** No time passes within this work. */
    void setInstant(boolean isInstant) {
        instant = isInstant;
    }

    /** The node of the current event stands still for a time. */
    void freeze(Duration duration) {
        NodeLife life = current.life;
        life.freeze();
        try {
            pass(duration);
        } finally {
            thaw(life);
        }
    }

    /** A node stands still for a time, between two events. */
    void freeze(NodeLife life, Duration duration) {
        life.freeze();
        after(duration, () -> thaw(life));
    }

    /** What a node has to do comes later by this. */
    void suspend(NodeLife life, Duration duration) {
        List<Event> later =
                queue.stream().filter(event -> event.lane.life == life).toList();
        queue.removeAll(later);
        for (Event event : later) {
            event.due += duration.toNanos();
            queue.add(event);
        }
    }

    private void thaw(NodeLife life) {
        life.thaw();
        if (!life.isFrozen()) {
            again(life.deferred);
        }
    }
}
