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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ai.scriptrun.camel.client.Page;
import ai.scriptrun.camel.client.RunApi;
import ai.scriptrun.camel.model.RunSummary;
import ai.scriptrun.camel.time.Timer;
import ai.scriptrun.camel.timing.WorkflowTiming;

/** Makes the readings of {@link LearnedPages} at their moments. Guarded by its {@link HistoryLookup}. Thread-safe. */
final class LearnedReadings {

    private final HistoryLookup lookup;
    private final long workflowId;
    private final RunApi api;
    private final Timer timer;
    private final WorkflowTiming timing;
    private final LearnedPages pages;
    private Instant alarm = Instant.MAX;

    LearnedReadings(HistoryLookup lookup, long workflowId, RunApi api, Timer timer, WorkflowTiming timing) {
        this.lookup = lookup;
        this.workflowId = workflowId;
        this.api = api;
        this.timer = timer;
        this.timing = timing;
        this.pages = new LearnedPages(timing);
    }

    void join(Sought sought) {
        if (sought.isLearned()) {
            synchronized (lookup) {
                pages.join(sought, timer.now());
                wake();
            }
        }
    }

    void leave(Sought sought) {
        if (sought.isLearned()) {
            synchronized (lookup) {
                pages.leave(sought);
            }
        }
    }

    /** Whether the history is read for it at learned moments. */
    boolean leads(PendingRun run) {
        synchronized (lookup) {
            return !lookup.isUseless(timer.now())
                    && lookup.of(run).filter(pages::leads).isPresent();
        }
    }

    /** Looks the run up now, if at all. */
    boolean take(PendingRun run) {
        synchronized (lookup) {
            if (!leads(run)) {
                return false;
            }
            lookup.of(run).flatMap(Sought::group).ifPresent(group -> group.dueAt(timer.now()));
            wake();
            return true;
        }
    }

    /** What the history has shown of it, where that is recent. */
    Optional<HistoryLookups.Shown> shownLately(PendingRun run) {
        synchronized (lookup) {
            if (!leads(run)) {
                return Optional.empty();
            }
            if (alarm.equals(Instant.MAX)) {
                // Durations have become known, or the history may be of use again.
                wake();
            }
            return lookup.of(run)
                    .filter(sought -> sought.wasShownLately(timer.now()))
                    .map(sought -> new HistoryLookups.Shown(sought.status(), sought.seen()));
        }
    }

    /** When it was last shown not to have ended. */
    Optional<Instant> shown(PendingRun run) {
        synchronized (lookup) {
            return lookup.of(run).filter(Sought::wasShown).map(Sought::seen);
        }
    }

    /** Whether it needs no polls of its own from time to time. */
    boolean isTrusted(PendingRun run) {
        return leads(run)
                && run.startedAt()
                        .filter(start -> timing.isHistoryTrusted(Duration.between(start, timer.now())))
                        .isPresent();
    }

    /** Its poll has found an end of which the history had not told. */
    void missed(PendingRun run) {
        if (leads(run)) {
            timing.historyMissed();
        }
    }

    /** A page was read. */
    void shown(int number, Page<RunSummary> page, Map<String, Sought> sought) {
        pages.shown(number, page, sought, timer.now());
    }

    /** Makes sure that the next reading is made in time. */
    private void wake() {
        Instant now = timer.now();
        pages.next(now).filter(next -> next.isBefore(alarm)).ifPresent(this::alarmAt);
    }

    private void alarmAt(Instant moment) {
        alarm = moment;
        timer.after(Duration.between(timer.now(), moment), this::readDue);
    }

    private void readDue() {
        List<Reading> readings = new ArrayList<>();
        synchronized (lookup) {
            alarm = Instant.MAX;
            if (lookup.isUseless(timer.now())) {
                return;
            }
            Duration throttled = api.throttle().delay();
            if (!throttled.isZero()) {
                alarmAt(timer.now().plus(throttled));
                return;
            }
            pages.begin(timer.now()).forEach(task -> readings.add(reading(task)));
            wake();
        }
        readings.forEach(Reading::start);
    }

    private Reading reading(LearnedPages.Task task) {
        Map<String, PendingRun> runs = new HashMap<>();
        task.runs().forEach(sought -> runs.put(HistoryLookup.key(sought.run().runId()), sought.run()));
        return new Reading(lookup, workflowId, api, timer, runs, task.page(), outcome -> ended(task, outcome));
    }

    private void ended(LearnedPages.Task task, Reading.Outcome outcome) {
        List<PendingRun> notFound = new ArrayList<>(outcome.notFound());
        synchronized (lookup) {
            notFound.forEach(run -> lookup.of(run).ifPresent(Sought::leaveAlone));
            pages.ended(task, timer.now());
            if (lookup.isUselessAfter(outcome)) {
                notFound.addAll(lookup.pending());
            } else {
                wake();
            }
        }
        notFound.forEach(PendingRun::notFound);
    }
}
