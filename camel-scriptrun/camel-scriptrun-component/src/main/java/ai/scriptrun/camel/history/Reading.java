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
import java.util.function.Consumer;

import ai.scriptrun.camel.client.Page;
import ai.scriptrun.camel.client.RunApi;
import ai.scriptrun.camel.client.ScriptRunClient;
import ai.scriptrun.camel.exception.NotFoundException;
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

    /** How many pages are read of which the first should hold the run. */
    private static final int PAGES_DOWN = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Reading.class);

    private final HistoryLookup lookup;
    private final long workflowId;
    private final RunApi api;
    private final Timer timer;
    private final Instant began;
    private final Map<String, PendingRun> missing;
    private final int firstPage;
    private final Consumer<Outcome> ended;
    private boolean over;
    private int pages;
    private int found;

    /**
     * @param runs      the runs that are looked up, by their keys; belongs to this reading from now on
     * @param firstPage the page to begin with
     * @param ended     is told of the outcome
     */
    Reading(
            HistoryLookup lookup,
            long workflowId,
            RunApi api,
            Timer timer,
            Map<String, PendingRun> runs,
            int firstPage,
            Consumer<Outcome> ended) {
        this.firstPage = firstPage;
        this.ended = ended;
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
        read(firstPage);
    }

    private void read(int number) {
        Timer.Cancellable timeout =
                timer.after(PAGE_TIMEOUT, () -> fail("no response within " + PAGE_TIMEOUT.toSeconds() + " s"));
        api.getHistory(workflowId, "-created_at", number, HistoryLookup.PAGE_SIZE)
                .whenComplete((page, failure) -> {
                    timeout.cancel();
                    if (failure != null) {
                        failed(number, ScriptRunClient.unwrap(failure));
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

    /** Beyond the end of the history there is no page. */
    private void failed(int number, Throwable failure) {
        if (number > 1 && failure instanceof NotFoundException) {
            finish();
        } else {
            fail(failure.getMessage());
        }
    }

    private synchronized void take(int number, Page<RunSummary> page) {
        if (over) {
            return;
        }
        pages++;
        lookup.shown(number, page);
        page.items().forEach(this::match);
        if (missing.isEmpty() || page.nextPage() == null || number - firstPage + 1 >= mostPages()) {
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
        return firstPage > 1 ? PAGES_DOWN : 2 + Math.max(found / 2, 2 * lookup.members() / HistoryLookup.PAGE_SIZE);
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
            ended.accept(new Outcome(began, pages, found, List.copyOf(missing.values()), trouble));
        }
    }
}
