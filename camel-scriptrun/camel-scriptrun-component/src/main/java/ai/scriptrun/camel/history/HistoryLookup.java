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

import ai.scriptrun.camel.client.RunApi;
import ai.scriptrun.camel.model.RunSummary;
import ai.scriptrun.camel.time.Timer;
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
    private final Map<String, PendingRun> pending = new ConcurrentHashMap<>();
    private Map<String, PendingRun> due = new HashMap<>();
    private boolean active;
    private Duration gap = GAP;
    private int missed;
    private int depth = 1;
    private Instant notBefore = Instant.MIN;
    private Instant uselessUntil = Instant.MIN;

    HistoryLookup(long workflowId, RunApi api, Timer timer) {
        this.workflowId = workflowId;
        this.api = api;
        this.timer = timer;
    }

    void join(PendingRun run) {
        members.incrementAndGet();
        pending.putIfAbsent(key(run.runId()), run);
    }

    /** Returns how many runs are still pending. */
    int leave(PendingRun run) {
        pending.remove(key(run.runId()), run);
        return members.decrementAndGet();
    }

    int members() {
        return members.get();
    }

    /** A run may have to wait this long for the next reading; handed over so much earlier, it is found in time. */
    synchronized Duration ahead(PendingRun run) {
        return isOfUse() ? gapOf(run) : Duration.ZERO;
    }

    private boolean isOfUse() {
        return members.get() >= MANY && !timer.now().isBefore(uselessUntil);
    }

    /** Whether the run is looked up; not where the same run is already being looked up for another wait. */
    synchronized boolean take(PendingRun run) {
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
            reading = new Reading(this, workflowId, api, timer, due);
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
        Optional.ofNullable(pending.get(key(entry.getId()))).ifPresent(run -> run.found(entry));
    }

    /** A reading is over. */
    void ended(Reading.Outcome outcome) {
        List<PendingRun> notFound = new ArrayList<>(outcome.notFound());
        synchronized (this) {
            Instant now = timer.now();
            active = false;
            notBefore = outcome.began().plus(gap);
            if (outcome.pages() > 0) {
                depth = outcome.pages();
                missed = outcome.found() > 0 ? 0 : missed + notFound.size();
            }
            Optional<String> uselessness = uselessness(outcome);
            if (uselessness.isPresent()) {
                LOG.debug("The history of workflow {} is of no use for now: {}", workflowId, uselessness.get());
                uselessUntil = now.plus(USELESS);
                missed = 0;
                notFound.addAll(due.values());
                due = new HashMap<>();
            } else if (!due.isEmpty()) {
                schedule(now);
            }
        }
        notFound.forEach(PendingRun::notFound);
    }

    private Optional<String> uselessness(Reading.Outcome outcome) {
        return outcome.trouble().or(() -> missed >= MANY ? Optional.of("it holds none of the runs") : Optional.empty());
    }

    static String key(String runId) {
        return runId.toLowerCase(Locale.ROOT);
    }
}
