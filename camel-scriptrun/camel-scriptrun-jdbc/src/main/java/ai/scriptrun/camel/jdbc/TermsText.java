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
package ai.scriptrun.camel.jdbc;

import java.time.Duration;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

import ai.scriptrun.camel.store.AfterStart;
import ai.scriptrun.camel.store.StartTerms;

/** The terms of a start as a text that people can read in the table. */
final class TermsText {

    private static final String MAX_IN_FLIGHT = "maxInFlight";
    private static final String BUDGET_USD = "budgetUsd";
    private static final String BUDGET_MILLIS = "budgetMillis";
    private static final String SEARCH = "search";
    private static final String QUEUED = "queued";
    private static final String THEN = "then";

    private TermsText() {}

    static String write(StartTerms terms) {
        StringJoiner text = new StringJoiner(" ");
        if (terms.maxInFlight() != null) {
            text.add(MAX_IN_FLIGHT + "=" + terms.maxInFlight());
        }
        if (terms.budget() != null) {
            text.add(BUDGET_USD + "=" + terms.budget().usd());
            text.add(BUDGET_MILLIS + "=" + terms.budget().window().toMillis());
        }
        if (terms.search()) {
            text.add(SEARCH + "=true");
        }
        if (terms.queued()) {
            text.add(QUEUED + "=true");
        }
        return text.add(THEN + "=" + terms.then()).toString();
    }

    /** @param text what was written, or {@code null} for a run that no start has made */
    static StartTerms read(String text) {
        if (text == null) {
            return StartTerms.NONE;
        }
        Map<String, String> values = new TreeMap<>();
        for (String pair : text.split(" ", -1)) {
            int equals = pair.indexOf('=');
            values.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return new StartTerms(
                values.containsKey(MAX_IN_FLIGHT) ? Integer.valueOf(values.get(MAX_IN_FLIGHT)) : null,
                budget(values),
                values.containsKey(SEARCH),
                values.containsKey(QUEUED),
                AfterStart.valueOf(values.get(THEN)));
    }

    /**
     * Whether starts may have to wait for the end of the run; an unreadable text is reported when the run is started.
     */
    static boolean isLimited(String text) {
        try {
            return read(text).isLimited();
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static StartTerms.Budget budget(Map<String, String> values) {
        return values.containsKey(BUDGET_USD)
                ? new StartTerms.Budget(
                        Double.parseDouble(values.get(BUDGET_USD)),
                        Duration.ofMillis(Long.parseLong(values.get(BUDGET_MILLIS))))
                : null;
    }
}
