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
import java.util.Optional;

import ai.scriptrun.camel.timing.Distribution;

/** A pending run, with where and when the history has shown it. Guarded by its {@link HistoryLookup}. */
final class Sought {

    /** Readings are made in time for each poll interval; so late they may come to an end. */
    private static final int LATE = 3;

    private final PendingRun run;

    private PageGroup group;
    private Instant seen;
    private String status;

    /** Its place in the history, less the number of runs that had joined when it was shown. */
    private long place;

    Sought(PendingRun run, Instant now) {
        this.run = run;
        this.seen = run.startedAt().orElse(now);
    }

    PendingRun run() {
        return run;
    }

    /** Whether the history is read for it at learned moments, where enough is known. */
    boolean isLearned() {
        return run.startedAt().isPresent() && run.minPollInterval().isPresent();
    }

    /** From now on it is looked up by itself, because the history tells nothing more of use about it. */
    void leaveAlone() {
        moveTo(null);
    }

    void moveTo(PageGroup next) {
        if (group != null) {
            group.remove(this);
        }
        group = next;
    }

    /** With which others it is found on a page; empty where it is looked up by itself. */
    Optional<PageGroup> group() {
        return Optional.ofNullable(group);
    }

    /** The history has shown it as one that has not ended. */
    void shown(Instant now, String shownStatus, long shownPlace) {
        seen = now;
        status = shownStatus;
        place = shownPlace;
    }

    void shift(long places) {
        place += places;
    }

    boolean wasShown() {
        return status != null;
    }

    String status() {
        return status;
    }

    long place() {
        return place;
    }

    /** When it was last known not to have ended. */
    Instant seen() {
        return seen;
    }

    boolean wasShownLately(Instant now) {
        Duration interval = run.pollInterval();
        return wasShown() && seen.plus(interval).plus(interval.dividedBy(LATE)).isAfter(now);
    }

    /** How long ago it will have ended by a moment, on average, in milliseconds. */
    double expectedLag(Distribution durations, Instant now, double wait) {
        double age = millis(Duration.between(run.startedAt().orElse(seen), seen));
        return durations.expectedLag(age, millis(Duration.between(seen, now)) + wait);
    }

    private static double millis(Duration duration) {
        return Math.max(0, duration.toNanos() / 1e6);
    }
}
