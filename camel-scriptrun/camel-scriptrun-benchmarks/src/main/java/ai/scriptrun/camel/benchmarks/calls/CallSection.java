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
package ai.scriptrun.camel.benchmarks.calls;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import ai.scriptrun.camel.benchmarks.Jmh;
import ai.scriptrun.camel.benchmarks.Plan;
import ai.scriptrun.camel.benchmarks.Section;
import ai.scriptrun.camel.benchmarks.Service;
import ai.scriptrun.camel.benchmarks.calls.Caller.Way;
import ai.scriptrun.camel.benchmarks.report.Spread;
import ai.scriptrun.camel.benchmarks.report.Table;
import ai.scriptrun.camel.benchmarks.stub.Stub;

/** What a call costs. */
public final class CallSection implements Section {

    @Override
    public String title() {
        return "Call overhead";
    }

    @Override
    public String measure(Plan plan, Stub stub) throws Exception {
        Service service = stub.service(stub.workflow(1));
        List<Comparison> comparisons = new ArrayList<>();
        for (String operation : List.of("runWorkflow", "getResult")) {
            for (int callers : plan.threads()) {
                comparisons.add(new Comparison(plan, operation, callers, service));
            }
        }
        for (int round = 1; round <= plan.rounds(); round++) {
            for (Comparison comparison : comparisons) {
                Section.progress("round " + round + ": " + comparison.operation + ", callers: " + comparison.callers);
                comparison.round();
            }
        }
        Table speed = table("Calls a second");
        Table bytes = table("Bytes allocated in a call");
        comparisons.forEach(comparison -> {
            comparison.addTo(speed, Jmh::score);
            comparison.addTo(bytes, Jmh::bytes);
        });
        return speed + "\n" + bytes
                + "\nThe stub answers over the loopback interface and runs on the same processors as its callers. Where"
                + " all ways are equally fast, it or the machine is the limit.\n";
    }

    private static Table table(String what) {
        return new Table(
                what,
                "callers",
                Way.SCRIPTRUN.title(),
                Way.HTTP_CLIENT.title(),
                Way.HAND_WRITTEN.title(),
                "of HttpClient",
                "of hand-written");
    }

    /** All ways at the same call. */
    private static final class Comparison {

        private final String operation;
        private final int callers;
        private final Map<Way, Jmh> ways = new EnumMap<>(Way.class);

        Comparison(Plan plan, String operation, int callers, Service service) {
            this.operation = operation;
            this.callers = callers;
            for (Way way : Way.values()) {
                ways.put(
                        way, new Jmh(plan, CallOverhead.class, operation, callers, Map.of("way", way.name()), service));
            }
        }

        void round() throws Exception {
            for (Jmh way : ways.values()) {
                way.round();
            }
        }

        void addTo(Table table, Function<Jmh, Spread> figure) {
            Spread ours = figure.apply(ways.get(Way.SCRIPTRUN));
            Spread client = figure.apply(ways.get(Way.HTTP_CLIENT));
            Spread handWritten = figure.apply(ways.get(Way.HAND_WRITTEN));
            table.row(
                    "`" + operation + "`",
                    callers,
                    ours,
                    client,
                    handWritten,
                    ours.dividedBy(client),
                    ours.dividedBy(handWritten));
        }
    }
}
