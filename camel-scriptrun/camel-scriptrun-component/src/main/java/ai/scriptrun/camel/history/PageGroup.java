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
package ai.scriptrun.camel.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import ai.scriptrun.camel.timing.Distribution;
import ai.scriptrun.camel.timing.WorkflowTiming;

/**
 * Pending runs that one page of the history has shown together, or that are too new to have been shown, and when they are
 * looked at again. Guarded by its {@link HistoryLookup}.
 */
final class PageGroup {

    /** So many of them stand for all. */
    private static final int SAMPLE = 16;

    private final List<Sought> runs = new ArrayList<>();

    /** How many runs it had at most, also before a page was read anew. */
    private int most;

    private Instant due = Instant.MAX;
    private boolean beingRead;

    void add(Sought sought) {
        most = Math.max(most, sought.group().map(before -> before.most).orElse(0));
        sought.moveTo(this);
        runs.add(sought);
        most = Math.max(most, runs.size());
    }

    void remove(Sought sought) {
        runs.remove(sought);
    }

    List<Sought> runs() {
        return runs;
    }

    boolean isEmpty() {
        return runs.isEmpty();
    }

    boolean isFull() {
        return runs.size() >= HistoryLookup.PAGE_SIZE;
    }

    /** The newest run that has been shown; the newest of the history is at place 0. */
    Sought first() {
        return runs.stream().min(Comparator.comparingLong(Sought::place)).orElseThrow();
    }

    boolean wasShown() {
        return runs.stream().allMatch(Sought::wasShown);
    }

    /** They are further down than was known. */
    void shift(long places) {
        runs.forEach(sought -> sought.shift(places));
    }

    /** How many runs it had at most. */
    int most() {
        return most;
    }

    boolean isAtPowerOfTwo() {
        return Integer.bitCount(runs.size()) == 1;
    }

    boolean isPlanned() {
        return due.isBefore(Instant.MAX);
    }

    Instant due() {
        return due;
    }

    void dueAt(Instant moment) {
        due = moment;
    }

    boolean isBeingRead() {
        return beingRead;
    }

    void beginReading() {
        beingRead = true;
    }

    void endReading() {
        beingRead = false;
    }

    /** Another run has come. */
    void planNoLater(Distribution durations, Instant now) {
        Instant before = due;
        plan(durations, now);
        due = before.isBefore(due) ? before : due;
    }

    /**
     * Sets when it is looked at again: once the lag that is to be expected of all its runs is worth a page. The price of a
     * page grows with the root of the number of runs that it serves: for one it is that of a poll, for a hundred ten
     * times that, which keeps the readings under 0.6 for each of a hundred runs.
     */
    void plan(Distribution durations, Instant now) {
        int step = Math.max(1, runs.size() / SAMPLE);
        List<Sought> sample = new ArrayList<>();
        for (int i = 0; i < runs.size(); i += step) {
            sample.add(runs.get(i));
        }
        double scale = (double) runs.size() / sample.size();
        PendingRun one = runs.get(0).run();
        Instant oldest =
                runs.stream().map(Sought::seen).min(Comparator.naturalOrder()).orElse(now);
        Duration left = Duration.between(now, oldest.plus(one.pollInterval()));
        due = now.plus(Distribution.due(
                wait -> scale
                        * sample.stream()
                                .mapToDouble(sought -> sought.expectedLag(durations, now, wait))
                                .sum(),
                Duration.ofNanos((long) (WorkflowTiming.POLL.toNanos() * Math.sqrt(most))),
                one.minPollInterval().orElse(left),
                left.isNegative() ? Duration.ZERO : left));
    }
}
