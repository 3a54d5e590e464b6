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
package ai.scriptrun.camel.examples.queuebridge;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Counts the requests and their outcomes, by their ids. Thread-safe. */
final class Ledger {

    private final Map<String, Count> counts = new TreeMap<>();

    Ledger(List<Request> requests) {
        requests.forEach(request -> counts.put(request.id(), new Count()));
    }

    /** A request has an outcome. */
    synchronized void ended(String request, boolean dead) {
        Count count = counts.get(request);
        if (dead) {
            count.deadLetters++;
        } else {
            count.answers++;
        }
        notifyAll();
    }

    /** Waits until this number of requests have an outcome, and returns whether they have. */
    synchronized boolean await(int requests, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (ended() < requests) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** The number of requests with an outcome. */
    synchronized int ended() {
        return number(count -> count.all() > 0);
    }

    /** Whether each request has an outcome. */
    synchronized boolean isBalanced() {
        return ended() == counts.size();
    }

    /** The summary as text. */
    @Override
    public synchronized String toString() {
        int open = counts.size() - ended();
        int twice = number(count -> count.all() > 1);
        return counts.size() + " requests: " + number(count -> count.answers > 0) + " answered, "
                + number(count -> count.answers == 0 && count.deadLetters > 0) + " dead letters, "
                + (open == 0 ? "none lost" : open + " still open") + ", " + (twice == 0 ? "none" : twice) + " twice";
    }

    private int number(Predicate<Count> condition) {
        return (int) counts.values().stream().filter(condition).count();
    }

    private static final class Count {
        private int answers;
        private int deadLetters;

        int all() {
            return answers + deadLetters;
        }
    }
}
