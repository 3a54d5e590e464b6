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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import ai.scriptrun.camel.client.Page;
import ai.scriptrun.camel.client.RunApi;
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

    /** From so many waiting runs on, a page a second is no more than a poll each; and it tells sooner. */
    static final int MANY = 5;

    /** At most so long from the beginning of one reading to that of the next; runs that fall due meanwhile share it. */
    static final Duration GAP = Duration.ofSeconds(1);

    /** At least so many readings fit into a poll interval. */
    private static final int READINGS = 3;

    /** How long a history that was of no use is left alone. */
    static final Duration USELESS = Duration.ofMinutes(1);

    /** How long a page may take; the runs that are sought wait meanwhile. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    static final int PAGE_SIZE = 100;

    private static final Logger LOG = LoggerFactory.getLogger(HistoryWatch.class);

    /** What is done with a run that was looked up. */
    interface Polls {

        /** It has ended, or the history doesn't tell. */
        void poll(RunWait wait);

        /** It has ended before its next look fell due; {@link RunWait#hurry} has said that it may be polled. */
        void pollEarly(RunWait wait);

        /** It has not ended. */
        void stillRunning(RunWait wait, String status);
    }

    private final long workflowId;
    private final RunApi api;
    private final Timer timer;
    private final Polls polls;
    private final AtomicInteger members = new AtomicInteger();
    private final Map<String, RunWait> waits = new ConcurrentHashMap<>();
    private Map<String, RunWait> due = new HashMap<>();
    private boolean scheduled;
    private Duration gap = GAP;
    private int inVain;
    private int depth = 1;
    private Instant notBefore = Instant.MIN;
    private Instant uselessUntil = Instant.MIN;

    HistoryWatch(long workflowId, RunApi api, Timer timer, Polls polls) {
        this.workflowId = workflowId;
        this.api = api;
        this.timer = timer;
        this.polls = polls;
    }

    void join(RunWait wait) {
        members.incrementAndGet();
        waits.putIfAbsent(key(wait.run.runId()), wait);
    }

    int leave(RunWait wait) {
        waits.remove(key(wait.run.runId()), wait);
        return members.decrementAndGet();
    }

    /** For so long a run may have to wait for the next reading; taken so much earlier, it is told of in time. */
    synchronized Duration ahead(RunWait wait) {
        return isOfUse() ? gapOf(wait) : Duration.ZERO;
    }

    private boolean isOfUse() {
        return members.get() >= MANY && !timer.now().isBefore(uselessUntil);
    }

    /** Whether the run is looked up; not where the same run is being looked up for another wait. */
    synchronized boolean take(RunWait wait) {
        if (!isOfUse() || due.putIfAbsent(key(wait.run.runId()), wait) != null) {
            return false;
        }
        gap = gapOf(wait);
        if (!scheduled) {
            schedule(timer.now());
        }
        return true;
    }

    private void schedule(Instant now) {
        scheduled = true;
        timer.after(now.isBefore(notBefore) ? Duration.between(now, notBefore) : Duration.ZERO, this::read);
    }

    private static Duration gapOf(RunWait wait) {
        Duration part = wait.machine.policy().pollInterval().dividedBy(READINGS);
        return part.compareTo(GAP) < 0 ? part : GAP;
    }

    private void read() {
        Map<String, RunWait> sought;
        boolean worthIt;
        synchronized (this) {
            sought = due;
            due = new HashMap<>();
            worthIt = sought.size() >= depth;
            // Runs may be less deep by now; that is found out in time.
            depth = worthIt ? depth : depth - 1;
        }
        Reading reading = new Reading(sought, timer.now());
        if (worthIt) {
            reading.page(1);
        } else {
            reading.stop(null);
        }
    }

    /** @param pages how many were read; none where polls were cheaper from the start */
    private void end(Collection<RunWait> notFound, Instant began, int pages, int found, String trouble) {
        List<RunWait> toPoll = new ArrayList<>(notFound);
        synchronized (this) {
            Instant now = timer.now();
            scheduled = false;
            notBefore = began.plus(gap);
            if (pages > 0) {
                depth = pages;
                inVain = found > 0 ? 0 : inVain + notFound.size();
            }
            String useless = trouble == null && inVain >= MANY ? "it holds none of the runs" : trouble;
            if (useless != null) {
                LOG.debug("The history of workflow {} is of no use for now: {}", workflowId, useless);
                uselessUntil = now.plus(USELESS);
                inVain = 0;
                toPoll.addAll(due.values());
                due = new HashMap<>();
            } else if (!due.isEmpty()) {
                schedule(now);
            }
        }
        toPoll.forEach(this::pollInTime);
    }

    private void pollInTime(RunWait wait) {
        timer.after(wait.untilPoll(timer.now()), () -> polls.poll(wait));
    }

    private static String key(String runId) {
        return runId.toLowerCase(Locale.ROOT);
    }

    /** One way through the history, newest first, until all runs are found or polls would be cheaper. */
    private final class Reading {

        private final Instant began;
        private Map<String, RunWait> sought;
        private int pages;
        private int found;

        Reading(Map<String, RunWait> sought, Instant began) {
            this.sought = sought;
            this.began = began;
        }

        void page(int number) {
            Timer.Cancellable impatience =
                    timer.after(PATIENCE, () -> stop("no answer within " + PATIENCE.toSeconds() + " s"));
            api.getHistory(workflowId, "-created_at", number, PAGE_SIZE).whenComplete((page, failure) -> {
                impatience.cancel();
                if (failure != null) {
                    stop(ScriptRunClient.unwrap(failure).getMessage());
                    return;
                }
                try {
                    turn(number, page.value());
                } catch (RuntimeException e) {
                    LOG.warn("The history of workflow {} could not be used", workflowId, e);
                    stop(e.toString());
                }
            });
        }

        private synchronized void turn(int number, Page<RunSummary> page) {
            if (sought == null) {
                return;
            }
            pages++;
            page.items().forEach(this::lookUp);
            if (sought.isEmpty() || page.nextPage() == null || number >= mostPages()) {
                stop(null);
            } else {
                // On a thread's stack, thousands of pages would not find room.
                timer.after(Duration.ZERO, () -> page(page.nextPage()));
            }
        }

        /**
         * Others start runs too; but a history in which those that wait are rare is no shorter way. Those that were
         * started since the reading began count, because they have pushed the others down.
         */
        private int mostPages() {
            return 2 + Math.max(found / 2, 2 * members.get() / PAGE_SIZE);
        }

        private void lookUp(RunSummary entry) {
            if (entry.getId() == null || entry.getStatus() == null) {
                return;
            }
            RunWait wait = sought.remove(key(entry.getId()));
            if (wait == null) {
                notDue(entry);
                return;
            }
            found++;
            if (RunStatus.isRunning(entry.getStatus())) {
                polls.stillRunning(wait, entry.getStatus());
            } else {
                timer.after(Duration.ZERO, () -> polls.poll(wait));
            }
        }

        /** That it has ended costs nothing more to know, so there is no reason to wait until it falls due. */
        private void notDue(RunSummary entry) {
            RunWait wait = waits.get(key(entry.getId()));
            if (wait != null && !RunStatus.isRunning(entry.getStatus()) && wait.hurry()) {
                timer.after(Duration.ZERO, () -> polls.pollEarly(wait));
            }
        }

        private synchronized void stop(String trouble) {
            if (sought != null) {
                Map<String, RunWait> left = sought;
                sought = null;
                end(left.values(), began, pages, found, trouble);
            }
        }
    }
}
