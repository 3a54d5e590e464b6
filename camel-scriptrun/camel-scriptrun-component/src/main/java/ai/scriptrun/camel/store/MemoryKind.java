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
package ai.scriptrun.camel.store;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.TreeSet;

/** The runs of one kind in memory. Guarded by its store. */
final class MemoryKind {

    /** Delivered runs that are remembered of a history without times; far more than a page has. */
    private static final int MOST_TIMELESS = 10_000;

    private static final Comparator<MemoryRun> BY_DUE_TIME =
            Comparator.<MemoryRun, Instant>comparing(run -> run.dueAt).thenComparingLong(run -> run.id);

    private final RunKind kind;
    private final Map<String, MemoryRun> byRunId = new HashMap<>();
    private final Map<String, NavigableSet<MemoryRun>> freeByAccount = new HashMap<>();
    private final PriorityQueue<MemoryRun> deliveredByTime =
            new PriorityQueue<>(Comparator.comparing((MemoryRun run) -> run.createdAt));
    private final Queue<MemoryRun> deliveredWithoutTime = new ArrayDeque<>();
    private HistoryMark mark;

    MemoryKind(RunKind kind) {
        this.kind = kind;
    }

    boolean isKnown(String runId) {
        return byRunId.containsKey(runId);
    }

    void know(MemoryRun run) {
        byRunId.put(run.runId, run);
    }

    void free(MemoryRun run) {
        free(run.account).add(run);
    }

    /** Before its due time is changed, by which free runs are sorted. */
    void unfree(MemoryRun run) {
        free(run.account).remove(run);
    }

    NavigableSet<MemoryRun> free(String account) {
        return freeByAccount.computeIfAbsent(account, key -> new TreeSet<>(BY_DUE_TIME));
    }

    Map<String, NavigableSet<MemoryRun>> freeByAccount() {
        return freeByAccount;
    }

    HistoryMark mark() {
        return mark;
    }

    void setMark(HistoryMark newMark) {
        mark = mark == null ? newMark : mark.advancedTo(newMark);
        forgetOld();
    }

    /** Delivered runs are remembered only if they can be read again: from a history, or by a run id. */
    void remember(MemoryRun run) {
        if (!kind.isHistory()) {
            if (!kind.isSingle()) {
                byRunId.remove(run.runId);
            }
        } else if (run.createdAt == null) {
            deliveredWithoutTime.add(run);
            if (deliveredWithoutTime.size() > MOST_TIMELESS) {
                byRunId.remove(deliveredWithoutTime.remove().runId);
            }
        } else {
            deliveredByTime.add(run);
            forgetOld();
        }
    }

    /** A run beyond the part of the history that is still read can't appear again. */
    private void forgetOld() {
        Instant readUpTo = mark == null ? null : mark.readUpTo();
        while (readUpTo != null
                && !deliveredByTime.isEmpty()
                && deliveredByTime.peek().createdAt.isBefore(readUpTo)) {
            byRunId.remove(deliveredByTime.remove().runId);
        }
    }
}
