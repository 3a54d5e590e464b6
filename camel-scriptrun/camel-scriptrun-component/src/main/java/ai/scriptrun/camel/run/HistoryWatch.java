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
package ai.scriptrun.camel.run;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import ai.scriptrun.camel.client.Page;
import ai.scriptrun.camel.client.ScriptRunClient;
import ai.scriptrun.camel.model.RunStatus;
import ai.scriptrun.camel.model.RunSummary;
import ai.scriptrun.camel.time.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks up many waiting runs of one workflow together in its history, a page for many runs, so that only those that have
 * ended need a poll of their own. The API doesn't say what a history entry holds; where it has no id or status, or can't
 * be read, every run is polled by itself again. Thread-safe.
 */
final class HistoryWatch {

    /** From so many waiting runs on, reading the history is worth it. */
    static final int MANY = 10;

    /** At least so long from the end of one reading to the next; runs that fall due meanwhile share it. */
    static final Duration GAP = Duration.ofSeconds(1);

    /** How long a history that was of no use is left alone. */
    static final Duration USELESS = Duration.ofMinutes(5);

    static final int PAGE_SIZE = 100;

    private static final Logger LOG = LoggerFactory.getLogger(HistoryWatch.class);

    /** What is done with a run that was looked up. */
    interface Polls {

        /** It has ended, or the history doesn't tell. */
        void poll(RunWait wait);

        /** It has not ended. */
        void stillRunning(RunWait wait, String status);
    }

    private final long workflowId;
    private final ScriptRunClient client;
    private final Timer timer;
    private final Polls polls;
    private final AtomicInteger members = new AtomicInteger();
    private Map<String, RunWait> due = new HashMap<>();
    private boolean scheduled;
    private Instant notBefore = Instant.MIN;
    private Instant uselessUntil = Instant.MIN;

    HistoryWatch(long workflowId, ScriptRunClient client, Timer timer, Polls polls) {
        this.workflowId = workflowId;
        this.client = client;
        this.timer = timer;
        this.polls = polls;
    }

    void join() {
        members.incrementAndGet();
    }

    int leave() {
        return members.decrementAndGet();
    }

    synchronized boolean take(RunWait wait) {
        Instant now = timer.now();
        if (members.get() < MANY || now.isBefore(uselessUntil)) {
            return false;
        }
        due.put(wait.run.runId().toLowerCase(Locale.ROOT), wait);
        if (!scheduled) {
            scheduled = true;
            timer.after(now.isBefore(notBefore) ? Duration.between(now, notBefore) : Duration.ZERO, this::read);
        }
        return true;
    }

    private void read() {
        Map<String, RunWait> sought;
        synchronized (this) {
            sought = due;
            due = new HashMap<>();
        }
        // Others start runs too; but a history in which ours are rare is no shorter way.
        int mostPages = 2 + 2 * sought.size() / PAGE_SIZE;
        readPage(1, mostPages, sought);
    }

    private void readPage(int number, int mostPages, Map<String, RunWait> sought) {
        client.getHistory(workflowId, "-created_at", number, PAGE_SIZE).whenComplete((page, failure) -> {
            if (failure != null) {
                end(sought, ScriptRunClient.unwrap(failure).getMessage());
            } else if (!lookUp(page.value(), sought)) {
                end(sought, "its entries have no id or no status");
            } else if (sought.isEmpty() || page.value().nextPage() == null || number >= mostPages) {
                end(sought, null);
            } else {
                readPage(page.value().nextPage(), mostPages, sought);
            }
        });
    }

    private boolean lookUp(Page<RunSummary> page, Map<String, RunWait> sought) {
        for (RunSummary entry : page.items()) {
            if (entry.getId() == null || entry.getStatus() == null) {
                return false;
            }
            RunWait wait = sought.remove(entry.getId().toLowerCase(Locale.ROOT));
            if (wait == null) {
                continue;
            }
            if (RunStatus.isRunning(entry.getStatus())) {
                polls.stillRunning(wait, entry.getStatus());
            } else {
                timer.after(Duration.ZERO, () -> polls.poll(wait));
            }
        }
        return true;
    }

    private void end(Map<String, RunWait> notFound, String trouble) {
        synchronized (this) {
            Instant now = timer.now();
            scheduled = false;
            notBefore = now.plus(GAP);
            if (trouble != null) {
                LOG.debug("The history of workflow {} is of no use for now: {}", workflowId, trouble);
                uselessUntil = now.plus(USELESS);
                notFound.putAll(due);
                due = new HashMap<>();
            } else if (!due.isEmpty()) {
                scheduled = true;
                timer.after(GAP, this::read);
            }
        }
        notFound.values().forEach(wait -> timer.after(Duration.ZERO, () -> polls.poll(wait)));
    }
}
