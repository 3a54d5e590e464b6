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
import java.util.function.BooleanSupplier;

import ai.scriptrun.camel.client.ScriptRunClient;
import ai.scriptrun.camel.store.HistoryMark;

/**
 * One reading of a history, from its newest run down to where it is known without a gap. It may be interrupted at any
 * page and continues there later: runs started meanwhile only move the rest further down. The mark moves once the
 * end is reached.
 */
final class HistoryReading {

    /** Limits how long available results wait for a long history. */
    static final int MOST_PAGES_A_POLL = 20;

    private final HistoryPages pages;
    private final HistoryIntake intake;
    private final Instant startedAt;
    private HistoryMark mark;
    private Instant newest;
    private Long totalCount;
    private Integer next = 1;
    private int read;

    /** @param startedAt when the consumer was started, by this machine's clock */
    HistoryReading(HistoryPages pages, HistoryIntake intake, HistoryMark mark, Instant startedAt) {
        this.pages = pages;
        this.intake = intake;
        this.mark = mark;
        this.startedAt = startedAt;
    }

    /** How many pages were read. */
    int pages() {
        return read;
    }

    /** Reads on while there is time, and returns whether the end was reached. */
    boolean goOn(ScriptRunClient client, Instant now, BooleanSupplier mayRead) {
        int last = read + MOST_PAGES_A_POLL;
        while (next != null && read < last && mayRead.getAsBoolean()) {
            HistoryPages.Entries page = pages.read(client, next, now);
            read++;
            if (read == 1) {
                newest = page.newest();
                mark = mark == null ? intake.begin(page, Duration.between(startedAt, now)) : mark;
            }
            int added = intake.take(page, mark);
            next = isEnd(page, added) ? null : following(page);
            totalCount = page.totalCount();
        }
        if (next != null) {
            return false;
        }
        intake.complete(mark, newest);
        return true;
    }

    private boolean isEnd(HistoryPages.Entries page, int added) {
        boolean withoutTimes = mark.complete() && newest == null;
        return page.isBefore(intake.bound(mark)) || (withoutTimes && added == 0);
    }

    /** Where entries were deleted meanwhile, the others have moved up, some of them past this reading. */
    private Integer following(HistoryPages.Entries page) {
        boolean shrunk = totalCount != null && page.totalCount() != null && page.totalCount() < totalCount;
        return shrunk ? Integer.valueOf(Math.max(1, next - 1)) : page.nextPage();
    }
}
