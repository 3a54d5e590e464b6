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

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

import org.apache.camel.util.TimeUtils;

/**
 * The terms of a start, and what to do if it is unknown whether it was accepted. They are stored with the
 * start's record, so that every node applies them.
 *
 * @param maxInFlight how many runs of the workflow, this one included, may be in flight; {@code null} for any number
 * @param budget      maximum cost of the workflow's runs, or {@code null}
 * @param search      whether the workflow's history is searched for the run of an uncertain start
 * @param queued      whether it waits in the store, rather than an exchange for it
 * @param then        what to do with the run once it was accepted
 */
public record StartTerms(Integer maxInFlight, Budget budget, boolean search, boolean queued, AfterStart then) {

    /** Any number of runs at any cost; an uncertain start is reported, and one that was accepted only remembered. */
    public static final StartTerms NONE = new StartTerms(null, null, false, false, AfterStart.REMEMBER);

    /**
     * Maximum cost in a time window.
     *
     * @param usd    maximum cost in USD
     * @param window length of the window, which ends now
     */
    public record Budget(double usd, Duration window) {}

    /** The same limits for a start that is queued again and whose result a consumer delivers. */
    public StartTerms queuedAgain() {
        return new StartTerms(maxInFlight, budget, search, true, AfterStart.DELIVER);
    }

    /** Whether a start may have to wait for other runs to end. */
    public boolean isLimited() {
        return maxInFlight != null || budget != null;
    }

    /**
     * The limit that blocks a start, for messages; {@code null} if none does.
     *
     * @param inFlight how many runs of the workflow are in flight
     * @param spending what its runs have cost; needed where there is a budget
     */
    public String limitReached(int inFlight, Spending spending) {
        if (maxInFlight != null && inFlight >= maxInFlight) {
            return inFlight + " runs of the workflow are in flight, of at most " + maxInFlight + " (maxInFlight)";
        }
        return budget == null ? null : spending.limitReached(budget, inFlight);
    }

    /**
     * What the runs of a workflow have cost.
     *
     * @param usd           in the budget's window
     * @param mostExpensive cost of the most expensive remembered run, or {@code null} if none is known
     */
    public record Spending(double usd, Double mostExpensive) {

        /** Every run in flight, and the next one, is expected to cost as much as the most expensive one so far. */
        private String limitReached(Budget budget, int inFlight) {
            if (mostExpensive == null) {
                // The cost of a run is unknown yet, so the first one runs alone.
                return inFlight > 0 || usd >= budget.usd() ? text(budget, inFlight, "unknown") : null;
            }
            return usd + mostExpensive * (inFlight + 1) > budget.usd()
                    ? text(budget, inFlight, String.format(Locale.ROOT, "%.4f USD", mostExpensive))
                    : null;
        }

        private String text(Budget budget, int inFlight, String each) {
            return String.format(
                    Locale.ROOT,
                    "runs of the workflow have cost %.4f USD, %d are in flight, and the cost of one is %s; the budget is"
                            + " %s USD in %s (budget)",
                    usd,
                    inFlight,
                    each,
                    BigDecimal.valueOf(budget.usd()).stripTrailingZeros().toPlainString(),
                    TimeUtils.printDuration(budget.window(), false));
        }
    }
}
