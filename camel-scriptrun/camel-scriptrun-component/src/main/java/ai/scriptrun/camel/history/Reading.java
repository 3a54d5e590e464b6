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
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ai.scriptrun.camel.client.Page;
import ai.scriptrun.camel.client.RunApi;
import ai.scriptrun.camel.client.ScriptRunClient;
import ai.scriptrun.camel.model.RunSummary;
import ai.scriptrun.camel.time.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the history of a workflow once, newest entries first, until all the runs that are looked up are found or polls
 * would be cheaper. Thread-safe.
 */
final class Reading {

    /** How long a page may take; the runs that are looked up wait meanwhile. */
    private static final Duration PAGE_TIMEOUT = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Reading.class);

    private final HistoryLookup lookup;
    private final long workflowId;
    private final RunApi api;
    private final Timer timer;
    private final Instant began;
    private final Map<String, PendingRun> missing;
    private boolean over;
    private int pages;
    private int found;

    /** @param runs the runs that are looked up, by their keys; belongs to this reading from now on */
    Reading(HistoryLookup lookup, long workflowId, RunApi api, Timer timer, Map<String, PendingRun> runs) {
        this.lookup = lookup;
        this.workflowId = workflowId;
        this.api = api;
        this.timer = timer;
        this.began = timer.now();
        this.missing = runs;
    }

    /**
     * What a reading came to.
     *
     * @param began    when it was started
     * @param pages    how many pages were read; none where polls were cheaper from the start
     * @param found    how many of the runs were found
     * @param notFound the others
     * @param trouble  why the history could not be read
     */
    record Outcome(Instant began, int pages, int found, List<PendingRun> notFound, Optional<String> trouble) {}

    void start() {
        read(1);
    }

    private void read(int number) {
        Timer.Cancellable timeout =
                timer.after(PAGE_TIMEOUT, () -> fail("no response within " + PAGE_TIMEOUT.toSeconds() + " s"));
        api.getHistory(workflowId, "-created_at", number, HistoryLookup.PAGE_SIZE)
                .whenComplete((page, failure) -> {
                    timeout.cancel();
                    if (failure != null) {
                        fail(ScriptRunClient.unwrap(failure).getMessage());
                        return;
                    }
                    try {
                        take(number, page.value());
                    } catch (RuntimeException e) {
                        LOG.warn("The history of workflow {} could not be used", workflowId, e);
                        fail(e.toString());
                    }
                });
    }

    private synchronized void take(int number, Page<RunSummary> page) {
        if (over) {
            return;
        }
        pages++;
        page.items().forEach(this::match);
        if (missing.isEmpty() || page.nextPage() == null || number >= mostPages()) {
            finish();
        } else {
            // Not nested: the stack of a thread has no room for thousands of pages.
            timer.after(Duration.ZERO, () -> read(page.nextPage()));
        }
    }

    /**
     * Others start runs too, but a history in which the pending runs are rare is no saving. Runs that were started since
     * the reading began count, because they have moved the others down.
     */
    private int mostPages() {
        return 2 + Math.max(found / 2, 2 * lookup.members() / HistoryLookup.PAGE_SIZE);
    }

    private void match(RunSummary entry) {
        if (entry.getId() == null || entry.getStatus() == null) {
            return;
        }
        Optional<PendingRun> run = Optional.ofNullable(missing.remove(HistoryLookup.key(entry.getId())));
        if (run.isPresent()) {
            found++;
            run.get().found(entry);
        } else {
            lookup.tell(entry);
        }
    }

    /** No more is read; the runs that were not found need polls of their own. */
    void finish() {
        end(Optional.empty());
    }

    private void fail(String trouble) {
        end(Optional.of(trouble));
    }

    private synchronized void end(Optional<String> trouble) {
        if (!over) {
            over = true;
            lookup.ended(new Outcome(began, pages, found, List.copyOf(missing.values()), trouble));
        }
    }
}
