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
package ai.scriptrun.camel.consumer;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.BooleanSupplier;

import ai.scriptrun.camel.client.ScriptRunClient;
import ai.scriptrun.camel.connection.ScriptRunConnection;
import ai.scriptrun.camel.run.RunPolicy;
import ai.scriptrun.camel.store.HistoryMark;
import ai.scriptrun.camel.store.RunKind;
import ai.scriptrun.camel.store.RunStore;
import ai.scriptrun.camel.store.StoredRun;

/**
 * Every run of a workflow, including those started elsewhere, found through the workflow's history. Each poll reads the
 * newest pages, as far as they have new entries; periodically, after a start, and after a failed reading, the history
 * is read down to where it is known without a gap.
 */
public final class WorkflowHistory implements RunSource {

    /** While this many runs are stored and not delivered, no more are discovered: memory is bounded. */
    static final int ENOUGH_UNDELIVERED = 10_000;

    /** How often the history is read down to its mark, for entries that appear late. */
    static final Duration FULL_READING = Duration.ofSeconds(30);

    /** Pause before the next full reading, for each page of the last one. */
    private static final Duration PAUSE_A_PAGE = Duration.ofSeconds(1);

    private final HistoryPages pages;
    private final HistoryIntake intake;
    private final RunStore store;
    private final RunPolicy policy;
    private Instant startedAt;
    private HistoryReading fullReading;
    private Instant nextFullReading = Instant.MIN;
    private boolean gap;

    /**
     * @param options the consumer's options
     * @param service the service's root
     * @param account fingerprint of the credential
     * @param store   where the runs go
     */
    public WorkflowHistory(ResultsOptions options, String service, String account, RunStore store) {
        long workflowId = options.workflowId();
        Set<String> statuses = options.statuses();
        String only = statuses.size() == 1 ? statuses.iterator().next() : null;
        this.store = store;
        this.policy = options.policy();
        this.pages = new HistoryPages(workflowId, options.pageSize());
        this.intake = new HistoryIntake(
                store,
                RunKind.history(service, workflowId, only),
                account,
                workflowId,
                options.startFrom(),
                statuses,
                options.resultTimeout());
    }

    @Override
    public RunKind kind() {
        return intake.kind();
    }

    @Override
    public synchronized void discover(ScriptRunConnection connection, BooleanSupplier goOn) {
        Instant now = connection.timer().now();
        startedAt = startedAt == null ? now : startedAt;
        BooleanSupplier mayRead = () -> goOn.getAsBoolean()
                // A call would block this thread until the throttling ends.
                && connection.client().throttle().delay().isZero();
        if (!mayRead.getAsBoolean() || store.count(kind(), ENOUGH_UNDELIVERED) == ENOUGH_UNDELIVERED) {
            return;
        }
        HistoryMark mark = intake.mark();
        if (fullReading != null || (!gap && now.isBefore(nextFullReading))) {
            readNews(connection.client(), mark, now, mayRead);
        }
        if (fullReading == null && (gap || !now.isBefore(nextFullReading))) {
            fullReading = new HistoryReading(pages, intake, mark, startedAt);
            gap = false;
        }
        if (fullReading != null && fullReading.goOn(connection.client(), now, mayRead)) {
            Duration pause = PAUSE_A_PAGE.multipliedBy(fullReading.pages());
            nextFullReading = now.plus(pause.compareTo(FULL_READING) > 0 ? pause : FULL_READING);
            fullReading = null;
        }
    }

    /** If it is interrupted, the next full reading closes the gap behind what it has stored. */
    private void readNews(ScriptRunClient client, HistoryMark mark, Instant now, BooleanSupplier mayRead) {
        if (mark == null) {
            return;
        }
        boolean contiguous = false;
        try {
            int added = 1;
            int read = 0;
            for (Integer next = 1; next != null && added > 0; read++) {
                if (read == HistoryReading.MOST_PAGES_A_POLL || !mayRead.getAsBoolean()) {
                    return;
                }
                HistoryPages.Entries page = pages.read(client, next, now);
                added = intake.take(page, mark);
                next = page.nextPage();
            }
            contiguous = true;
        } finally {
            gap |= !contiguous;
        }
    }

    @Override
    public Duration firstPoll(StoredRun run) {
        return policy.firstPoll(run.age());
    }

    /** A run without a creation time is stored with the time at which it was found. */
    @Override
    public boolean knowsStarts() {
        return pages.tellTimes();
    }

    /** A run that was started elsewhere has no timeout here. */
    @Override
    public Instant deadline(Instant startedAt) {
        return startedAt.plus(Duration.ofDays(36_500));
    }
}
