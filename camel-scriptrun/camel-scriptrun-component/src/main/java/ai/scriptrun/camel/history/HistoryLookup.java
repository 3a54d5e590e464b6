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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import ai.scriptrun.camel.client.Page;
import ai.scriptrun.camel.client.RunApi;
import ai.scriptrun.camel.model.RunSummary;
import ai.scriptrun.camel.time.Timer;
import ai.scriptrun.camel.timing.WorkflowTiming;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when the history of one workflow is read to look up its pending runs, so that only those that have ended need a
 * poll of their own. The API doesn't say what a history entry holds: where entries have no id or status, or the history
 * can't be read, each run is polled separately again. Thread-safe.
 */
public final class HistoryLookup {

    /** From so many pending runs on, one page a second costs no more than a poll for each, and finds ended runs earlier. */
    public static final int MANY = 5;

    /** The minimum time from the start of one reading to the start of the next; runs that fall due meanwhile share it. */
    public static final Duration GAP = Duration.ofSeconds(1);

    /** How long a history that was of no use is not read again. */
    public static final Duration USELESS = Duration.ofMinutes(1);

    /** How many entries a page has at most. */
    public static final int PAGE_SIZE = 100;

    /** At least so many readings fit into a poll interval. */
    private static final int READINGS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(HistoryLookup.class);

    private final long workflowId;
    private final RunApi api;
    private final Timer timer;
    private final AtomicInteger members = new AtomicInteger();
    private final Map<String, Sought> pending = new ConcurrentHashMap<>();
    private final LearnedReadings learned;
    private Map<String, PendingRun> due = new HashMap<>();
    private boolean active;
    private Duration gap = GAP;
    private int missed;
    private int depth = 1;
    private Instant notBefore = Instant.MIN;
    private Instant uselessUntil = Instant.MIN;

    HistoryLookup(long workflowId, RunApi api, Timer timer, WorkflowTiming timing) {
        this.learned = new LearnedReadings(this, workflowId, api, timer, timing);
        this.workflowId = workflowId;
        this.api = api;
        this.timer = timer;
    }

    void join(PendingRun run) {
        members.incrementAndGet();
        Sought sought = new Sought(run, timer.now());
        if (pending.putIfAbsent(key(run.runId()), sought) == null) {
            learned.join(sought);
        }
    }

    /** Returns how many runs are still pending. */
    int leave(PendingRun run) {
        of(run).ifPresent(sought -> {
            pending.remove(key(run.runId()), sought);
            learned.leave(sought);
        });
        return members.decrementAndGet();
    }

    int members() {
        return members.get();
    }

    /** A run may have to wait this long for the next reading; handed over so much earlier, it is found in time. */
    synchronized Duration ahead(PendingRun run) {
        return isOfUse() && !learned.leads(run) ? gapOf(run) : Duration.ZERO;
    }

    private boolean isOfUse() {
        return members.get() >= MANY && !isUseless(timer.now());
    }

    /** Whether the history is not to be read now. */
    boolean isUseless(Instant now) {
        return now.isBefore(uselessUntil);
    }

    /** Whether the run is looked up; not where the same run is already being looked up for another wait. */
    synchronized boolean take(PendingRun run) {
        if (learned.take(run)) {
            return true;
        }
        if (!isOfUse() || due.putIfAbsent(key(run.runId()), run) != null) {
            return false;
        }
        gap = gapOf(run);
        if (!active) {
            schedule(timer.now());
        }
        return true;
    }

    private void schedule(Instant now) {
        active = true;
        timer.after(now.isBefore(notBefore) ? Duration.between(now, notBefore) : Duration.ZERO, this::read);
    }

    private static Duration gapOf(PendingRun run) {
        Duration part = run.pollInterval().dividedBy(READINGS);
        return part.compareTo(GAP) < 0 ? part : GAP;
    }

    private void read() {
        Reading reading;
        boolean worthwhile;
        synchronized (this) {
            reading = new Reading(this, workflowId, api, timer, due, 1, this::ended);
            worthwhile = due.size() >= depth;
            due = new HashMap<>();
            if (!worthwhile) {
                // The runs may have moved up by now; the next readings find that out.
                depth--;
            }
        }
        if (worthwhile) {
            reading.start();
        } else {
            reading.finish();
        }
    }

    /** Passes an entry to its run although it was not looked up, because this needs no further call. */
    void tell(RunSummary entry) {
        Optional.ofNullable(pending.get(key(entry.getId())))
                .ifPresent(sought -> sought.run().found(entry));
    }

    /** A page was read. */
    synchronized void shown(int number, Page<RunSummary> page) {
        learned.shown(number, page, pending);
    }

    /** The readings at learned moments. */
    LearnedReadings learned() {
        return learned;
    }

    /** A reading is over. */
    private void ended(Reading.Outcome outcome) {
        List<PendingRun> notFound = new ArrayList<>(outcome.notFound());
        synchronized (this) {
            Instant now = timer.now();
            active = false;
            notBefore = outcome.began().plus(gap);
            if (outcome.pages() > 0) {
                depth = outcome.pages();
            }
            if (isUselessAfter(outcome)) {
                notFound.addAll(due.values());
                due = new HashMap<>();
            } else if (!due.isEmpty()) {
                schedule(now);
            }
        }
        notFound.forEach(PendingRun::notFound);
    }

    /** Notes whether the history is of use, and returns whether it is to be read no more for now. */
    boolean isUselessAfter(Reading.Outcome outcome) {
        if (outcome.pages() > 0) {
            missed = outcome.found() > 0 ? 0 : missed + outcome.notFound().size();
        }
        Optional<String> why = outcome.trouble()
                .or(() -> missed >= MANY ? Optional.of("it holds none of the runs") : Optional.empty());
        why.ifPresent(reason -> {
            LOG.debug("The history of workflow {} is of no use for now: {}", workflowId, reason);
            uselessUntil = timer.now().plus(USELESS);
            missed = 0;
        });
        return why.isPresent();
    }

    /** What is known of a pending run; empty where another wait for the same run came first. */
    Optional<Sought> of(PendingRun run) {
        return Optional.ofNullable(pending.get(key(run.runId()))).filter(sought -> sought.run() == run);
    }

    List<PendingRun> pending() {
        return pending.values().stream().map(Sought::run).toList();
    }

    static String key(String runId) {
        return runId.toLowerCase(Locale.ROOT);
    }
}
