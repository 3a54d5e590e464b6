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

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

import ai.scriptrun.camel.benchmarks.Measurement;
import ai.scriptrun.camel.benchmarks.Plan;
import ai.scriptrun.camel.benchmarks.Section;
import ai.scriptrun.camel.benchmarks.Service;
import ai.scriptrun.camel.benchmarks.WarmJvm;
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
        List<Comparison> comparisons = new ArrayList<>();
        for (String operation : CallOverhead.OPERATIONS) {
            for (int callers : plan.threads()) {
                comparisons.add(new Comparison(operation, callers));
            }
        }
        Map<Way, WarmJvm> ways = new EnumMap<>(Way.class);
        try {
            for (Way way : Way.values()) {
                ways.put(way, warm(way, plan, stub.service(stub.workflow(1))));
            }
            for (int round = 1; round <= plan.rounds(); round++) {
                Section.progress("round " + round);
                for (Comparison comparison : comparisons) {
                    comparison.round(ways, plan.iteration());
                }
            }
        } finally {
            ways.values().forEach(WarmJvm::close);
        }
        Table speed = table("Calls a second");
        Table bytes = table("Bytes allocated in a call");
        comparisons.forEach(comparison -> {
            comparison.addTo(speed, Measurement::score);
            comparison.addTo(bytes, Measurement::bytes);
        });
        return speed + "\n" + bytes
                + "\nThe stub answers over the loopback interface and runs on the same processors as its callers. Where"
                + " all ways are equally fast, it or the machine is the limit.\n";
    }

    private static WarmJvm warm(Way way, Plan plan, Service service) throws Exception {
        Section.progress("warming up: " + way.title());
        WarmJvm jvm = WarmJvm.start(plan, CallOverhead.class, service);
        for (String operation : CallOverhead.OPERATIONS) {
            jvm.measure(
                    operation,
                    plan.usualCallers(),
                    parameters(way),
                    plan.warmUp().multipliedBy(2));
        }
        return jvm;
    }

    private static Map<String, Way> parameters(Way way) {
        return Map.of("way", way);
    }

    private static Table table(String what) {
        List<String> columns = new ArrayList<>(List.of(what, "callers"));
        for (Way way : Way.values()) {
            columns.add(way.title());
        }
        columns.addAll(List.of("of HttpClient", "of it in a route", "of hand-written"));
        return new Table(columns.toArray(String[]::new));
    }

    /** All ways at the same call. */
    private static final class Comparison {

        private final String operation;
        private final int callers;
        private final Map<Way, List<Measurement>> measured = new EnumMap<>(Way.class);

        Comparison(String operation, int callers) {
            this.operation = operation;
            this.callers = callers;
        }

        void round(Map<Way, WarmJvm> ways, Duration time) throws Exception {
            for (Map.Entry<Way, WarmJvm> way : ways.entrySet()) {
                measured.computeIfAbsent(way.getKey(), key -> new ArrayList<>())
                        .add(way.getValue().measure(operation, callers, parameters(way.getKey()), time));
            }
        }

        private List<Double> of(Way way, Function<Measurement, Double> figure) {
            return measured.get(way).stream().map(figure).toList();
        }

        /** Round by round, because the machine is not the same in all of them. */
        private static Spread ratio(List<Double> ours, List<Double> others) {
            return Spread.of(IntStream.range(0, ours.size())
                    .mapToObj(round -> ours.get(round) / others.get(round))
                    .toList());
        }

        void addTo(Table table, Function<Measurement, Double> figure) {
            List<Object> cells = new ArrayList<>(List.of("`" + operation + "`", callers));
            for (Way way : Way.values()) {
                cells.add(Spread.of(of(way, figure)));
            }
            for (Way peer : List.of(Way.HTTP_CLIENT, Way.CLIENT_IN_ROUTE, Way.HAND_WRITTEN)) {
                cells.add(ratio(of(Way.SCRIPTRUN, figure), of(peer, figure)));
            }
            table.row(cells.toArray());
        }
    }
}
