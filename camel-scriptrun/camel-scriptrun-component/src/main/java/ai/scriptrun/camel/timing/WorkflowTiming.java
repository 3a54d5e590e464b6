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
package ai.scriptrun.camel.timing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What the runs of one workflow have told so far. Thread-safe. */
public final class WorkflowTiming {

    /** What a poll costs, as a lag: so much less waiting is worth another poll. */
    public static final Duration POLL = Duration.ofMillis(74);

    /** From so many ends on that the history has told. */
    private static final int TRUSTED = 20;

    private final RecentSpans runs = new RecentSpans();
    private final RecentSpans settlings = new RecentSpans();
    private final AtomicInteger toldByHistory = new AtomicInteger();

    /** How long runs take; empty until enough are known. */
    public Optional<Distribution> runs() {
        return runs.distribution();
    }

    /** How long data takes to become complete once the end of its run was seen; empty until enough is known. */
    public Optional<Distribution> settlings() {
        return settlings.distribution();
    }

    /** How many durations of runs are known. */
    public int known() {
        return runs.size();
    }

    /** A run has begun. Returns its number for {@link #ended}, or empty where it is none of those that count. */
    public Optional<Long> began() {
        return runs.begin();
    }

    /**
     * The wait for a run is over.
     *
     * @param duration how long the run took; empty where its end was not seen
     */
    public void ended(long number, Optional<Span> duration) {
        runs.end(number, duration);
    }

    /** The data of a run has become complete. */
    public void settled(Span sinceEnd) {
        settlings.add(sinceEnd);
    }

    /** The history has told of an end. */
    public void historyTold() {
        toldByHistory.incrementAndGet();
    }

    /** A poll has found an end of which the history had not told. */
    public void historyMissed() {
        toldByHistory.set(0);
    }

    /** Whether the history alone is asked for a run of this age; one that outlasts all others may be missing there. */
    public boolean isHistoryTrusted(Duration age) {
        return toldByHistory.get() >= TRUSTED
                && runs().filter(known -> age.compareTo(known.quantile(1).multipliedBy(2)) < 0)
                        .isPresent();
    }

    /** How long to wait before the first look at the data of a run whose end was just seen. */
    public Duration firstLook(Duration most) {
        return settlings()
                .filter(times -> !times.isMostlyZero())
                .map(times -> times.due(Duration.ZERO, POLL, Duration.ZERO, most))
                .orElse(Duration.ZERO);
    }
}
