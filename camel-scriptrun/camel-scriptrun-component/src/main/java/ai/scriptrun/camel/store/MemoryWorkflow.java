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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * The starts of one workflow in memory: those queued and in flight, and of the ended ones as much as its limits and the
 * search for uncertain starts need. Guarded by its store.
 */
final class MemoryWorkflow {

    /** How long an uncertain start counts as in flight while the workflow's durations are unknown. */
    private static final Duration USUAL_DOUBT = Duration.ofMinutes(15);

    /** Number of remembered durations. */
    private static final int DURATIONS = 100;

    /** How long a start's run is remembered after its end, for the search of uncertain starts. */
    private static final Duration SEARCHED_BACK = Duration.ofMinutes(5);

    /** How long uncertain starts are remembered. */
    private static final Duration LOOKED_BACK_AT_MOST = Duration.ofHours(1);

    final NavigableMap<Long, MemoryRun> queued = new TreeMap<>();
    private final Set<MemoryRun> inFlight = new HashSet<>();
    private final Map<MemoryRun, Instant> inDoubtUntil = new HashMap<>();
    private final Deque<Duration> durations = new ArrayDeque<>();
    private final Deque<Spent> spent = new ArrayDeque<>();
    private final Deque<Ended> ended = new ArrayDeque<>();
    private final Deque<MemoryRun> unresolved = new ArrayDeque<>();
    private Duration budgetWindow = Duration.ZERO;
    private boolean searched;

    private record Spent(Instant at, double usd) {}

    private record Ended(String runId, Instant at) {}

    /** Adapts what is remembered to the terms of its starts. */
    void meet(StartTerms terms) {
        searched |= terms.search();
        if (terms.budget() != null && terms.budget().window().compareTo(budgetWindow) > 0) {
            budgetWindow = terms.budget().window();
        }
    }

    String limitReached(StartTerms terms, Instant now) {
        if (!terms.isLimited()) {
            return null;
        }
        StartTerms.Spending spending = terms.budget() == null
                ? null
                : spending(now.minus(terms.budget().window()), now);
        return terms.limitReached(countInFlight(now), spending);
    }

    /** How many are in flight, with the uncertain starts that count as such. */
    int countInFlight(Instant now) {
        inDoubtUntil.values().removeIf(until -> !now.isBefore(until));
        return inFlight.size() + inDoubtUntil.size();
    }

    private StartTerms.Spending spending(Instant since, Instant now) {
        spent.removeIf(cost -> cost.at.isBefore(now.minus(budgetWindow)));
        double sum = spent(since);
        Double mostExpensive =
                spent.stream().map(Spent::usd).max(Comparator.naturalOrder()).orElse(null);
        return new StartTerms.Spending(sum, mostExpensive);
    }

    void begin(MemoryRun run) {
        inFlight.add(run);
    }

    /** Certainly not accepted. */
    void cancel(MemoryRun run) {
        inFlight.remove(run);
    }

    void end(MemoryRun run, Instant now) {
        if (!inFlight.remove(run)) {
            return;
        }
        durations.add(Duration.between(run.startedAt, now));
        if (durations.size() > DURATIONS) {
            durations.remove();
        }
        if (searched) {
            ended.add(new Ended(run.runId, now));
            forgetEnded(now);
        }
    }

    void spend(double usd, Instant now) {
        if (!budgetWindow.isZero()) {
            spent.add(new Spent(now, usd));
        }
    }

    private void forgetEnded(Instant now) {
        for (Iterator<Ended> oldest = ended.iterator(); oldest.hasNext(); ) {
            if (!oldest.next().at.isBefore(now.minus(SEARCHED_BACK))) {
                return;
            }
            oldest.remove();
        }
    }

    /** Unknown whether it was accepted, so it counts for as long, and costs as much, as runs have at most. */
    void doubt(MemoryRun run, Instant now) {
        if (inFlight.remove(run)) {
            unresolved.add(run);
            unresolved.removeIf(old -> old.startedAt.isBefore(now.minus(LOOKED_BACK_AT_MOST)));
            Duration longest = durations.stream().max(Comparator.naturalOrder()).orElse(USUAL_DOUBT);
            spent.stream().map(Spent::usd).max(Comparator.naturalOrder()).ifPresent(usd -> spend(usd, now));
            inDoubtUntil.put(run, run.startedAt.plus(longest).isBefore(now) ? now : run.startedAt.plus(longest));
        }
    }

    /** It is known what became of it: it counts as any other from now on. */
    void resolve(MemoryRun run) {
        unresolved.remove(run);
        inDoubtUntil.remove(run);
    }

    double spent(Instant since) {
        return spent.stream()
                .filter(cost -> !cost.at.isBefore(since))
                .mapToDouble(Spent::usd)
                .sum();
    }

    Set<MemoryRun> inFlight() {
        return inFlight;
    }

    /** Uncertain starts. */
    Deque<MemoryRun> unresolved() {
        return unresolved;
    }

    boolean hasStarted(String runId) {
        return ended.stream().anyMatch(run -> runId.equals(run.runId))
                || inFlight.stream().anyMatch(run -> runId.equals(run.runId));
    }
}
