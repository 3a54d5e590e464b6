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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import ai.scriptrun.camel.StartFrom;
import ai.scriptrun.camel.store.HistoryMark;
import ai.scriptrun.camel.store.NewRun;
import ai.scriptrun.camel.store.Payload;
import ai.scriptrun.camel.store.RunKind;
import ai.scriptrun.camel.store.RunState;
import ai.scriptrun.camel.store.RunStore;

/** Decides which entries of a workflow's history become runs in the store; the store tells which of them are new. */
final class HistoryIntake {

    /** An entry may appear in the history this long after its run was created. */
    static final Duration LATE = Duration.ofMinutes(5);

    private final RunStore store;
    private final RunKind kind;
    private final String account;
    private final long workflowId;
    private final StartFrom startFrom;
    private final Set<String> statuses;
    private final Duration resultTimeout;

    HistoryIntake(
            RunStore store,
            RunKind kind,
            String account,
            long workflowId,
            StartFrom startFrom,
            Set<String> statuses,
            Duration resultTimeout) {
        this.store = store;
        this.kind = kind;
        this.account = account;
        this.workflowId = workflowId;
        this.startFrom = startFrom;
        this.statuses = statuses;
        this.resultTimeout = resultTimeout;
    }

    RunKind kind() {
        return kind;
    }

    /** How far the history is known; {@code null} before the first reading ever. */
    HistoryMark mark() {
        return store.historyMark(kind);
    }

    /**
     * The first reading ever begins.
     *
     * @param late how long ago the consumer was started, whose first attempts may have failed
     */
    HistoryMark begin(HistoryPages.Entries newestPage, Duration late) {
        boolean empty = newestPage.entries().isEmpty();
        Instant started = newestPage.sentAt().minus(late);
        Instant newest = newestPage.newest();
        Instant begunAt = newest == null || newest.isBefore(started) ? newest : started;
        store.setHistoryMark(kind, new HistoryMark(begunAt, null, empty));
        return store.historyMark(kind);
    }

    /** The history was read without a gap, from its newest run then down to the bound. */
    void complete(HistoryMark before, Instant newest) {
        Instant readUpTo = newest == null ? null : newest.minus(LATE);
        store.setHistoryMark(kind, new HistoryMark(before.begunAt(), readUpTo, true));
    }

    /** Runs that were created before this are not searched for; {@code null} if the history has no times. */
    Instant bound(HistoryMark mark) {
        if (mark.complete()) {
            return mark.readUpTo();
        }
        return startFrom == StartFrom.ALL || mark.begunAt() == null
                ? null
                : mark.begunAt().minus(resultTimeout);
    }

    /** Stores the matching runs of a page, and returns how many of them were new. */
    int take(HistoryPages.Entries page, HistoryMark mark) {
        Instant now = page.sentAt();
        List<NewRun> runs = new ArrayList<>();
        for (HistoryPages.Entry entry : page.entries()) {
            if (isKnownWithoutGap(entry, mark)) {
                continue;
            }
            if (isOld(entry, mark)) {
                // Remembered if it will be read again.
                if (isAsYoungAs(
                        entry, mark.begunAt() == null ? null : mark.begunAt().minus(LATE))) {
                    runs.add(run(entry, RunState.DELIVERED, now));
                }
            } else if (!entry.ended() || statuses.contains(entry.status())) {
                runs.add(run(entry, entry.ended() ? RunState.ENDED : RunState.RUNNING, now));
            }
        }
        return runs.isEmpty() ? 0 : store.add(runs);
    }

    private static boolean isKnownWithoutGap(HistoryPages.Entry entry, HistoryMark mark) {
        return !isAsYoungAs(entry, mark.readUpTo());
    }

    private static boolean isAsYoungAs(HistoryPages.Entry entry, Instant time) {
        return time == null || entry.createdAt() == null || !entry.createdAt().isBefore(time);
    }

    /** Whether it had ended before the consumer's first start, and only new runs are emitted. */
    private boolean isOld(HistoryPages.Entry entry, HistoryMark mark) {
        return startFrom == StartFrom.NEW
                && entry.ended()
                && !mark.complete()
                && (mark.begunAt() == null
                        || entry.createdAt() == null
                        || !entry.createdAt().isAfter(mark.begunAt()));
    }

    private NewRun run(HistoryPages.Entry entry, RunState state, Instant now) {
        Duration age = entry.createdAt() == null || entry.createdAt().isAfter(now)
                ? Duration.ZERO
                : Duration.between(entry.createdAt(), now);
        return new NewRun(kind, account, workflowId, entry.runId(), state, age, entry.createdAt(), Payload.NONE);
    }
}
