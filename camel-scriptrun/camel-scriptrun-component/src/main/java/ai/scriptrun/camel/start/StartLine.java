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
package ai.scriptrun.camel.start;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import ai.scriptrun.camel.time.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exchanges that wait asynchronously for their workflow's limits: first in, first out within a workflow. Of each
 * workflow only the first asks the store, when a run has ended and periodically. Not thread-safe: used by one thread.
 */
final class StartLine {

    private static final Logger LOG = LoggerFactory.getLogger(StartLine.class);

    private final Timer timer;
    private final Map<Long, Deque<Place>> lines = new LinkedHashMap<>();

    /** @param timer runs one task at a time */
    StartLine(Timer timer) {
        this.timer = timer;
    }

    /** An exchange that waits. */
    interface Waiting {

        long workflowId();

        /** Until when it waits. */
        Instant until();

        /** Whether it doesn't wait any more. */
        boolean isOver();

        /** Its wait has timed out. */
        void giveUp(String limit);
    }

    private static final class Place {

        private final Waiting waiting;
        private final Function<Waiting, String> attempt;
        private String limit;

        Place(Waiting waiting, String limit, Function<Waiting, String> attempt) {
            this.waiting = waiting;
            this.limit = limit;
            this.attempt = attempt;
        }
    }

    /**
     * @param limit   the limit that blocks it
     * @param attempt tries again; returns the limit that blocks it, or {@code null} if it needn't wait any more
     */
    void join(Waiting waiting, String limit, Function<Waiting, String> attempt) {
        timer.after(Duration.ZERO, () -> add(new Place(waiting, limit, attempt)));
        timer.after(Duration.between(timer.now(), waiting.until()), () -> leave(waiting));
    }

    private void add(Place place) {
        Deque<Place> line = lines.computeIfAbsent(place.waiting.workflowId(), id -> new ArrayDeque<>());
        line.add(place);
        if (line.size() == 1) {
            try {
                // A run may have ended since it was told to wait.
                moveOn(line);
            } catch (RuntimeException e) {
                LOG.debug("The run store can't be asked for a place now, and is asked again", e);
            }
        }
    }

    private void leave(Waiting waiting) {
        Deque<Place> line = lines.get(waiting.workflowId());
        if (line == null) {
            return;
        }
        for (Iterator<Place> places = line.iterator(); places.hasNext(); ) {
            Place place = places.next();
            if (place.waiting == waiting) {
                places.remove();
                waiting.giveUp(place.limit);
            }
        }
    }

    /** Releases those that may start; while the store fails they stay in line. */
    void moveOn() {
        for (Iterator<Deque<Place>> all = lines.values().iterator(); all.hasNext(); ) {
            Deque<Place> line = all.next();
            moveOn(line);
            if (line.isEmpty()) {
                all.remove();
            }
        }
    }

    private static void moveOn(Deque<Place> line) {
        while (!line.isEmpty() && hasLeft(line.element())) {
            line.remove();
        }
    }

    private static boolean hasLeft(Place first) {
        if (!first.waiting.isOver()) {
            String limit = first.attempt.apply(first.waiting);
            first.limit = limit == null ? first.limit : limit;
            return limit == null;
        }
        return true;
    }

    /** Ends all waiting. */
    void close() {
        lines.values().forEach(line -> line.forEach(place -> place.waiting.giveUp("the application is stopping")));
        lines.clear();
    }
}
