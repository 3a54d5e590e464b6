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
package ai.scriptrun.camel.benchmarks.waiting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import ai.scriptrun.camel.benchmarks.ChildJvm;
import ai.scriptrun.camel.benchmarks.Plan;
import ai.scriptrun.camel.benchmarks.Plan.Crowd;
import ai.scriptrun.camel.benchmarks.Section;
import ai.scriptrun.camel.benchmarks.report.Spread;
import ai.scriptrun.camel.benchmarks.report.Table;
import ai.scriptrun.camel.benchmarks.stub.Stub;

import static java.util.stream.Collectors.partitioningBy;

/** What it costs to wait for many runs. */
public final class WaitingSection implements Section {

    /** Where a switch of threads is dear, a peer may never catch up with its own polls. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @Override
    public String title() {
        return "Waiting";
    }

    @Override
    public String measure(Plan plan, Stub stub) throws Exception {
        Table table = new Table(
                "Way",
                "runs",
                "threads",
                "heap a run, bytes",
                "median lag, s",
                "p99 lag, s",
                "calls a run",
                "of the loop's",
                "CPU a run, µs");
        for (Crowd crowd : plan.waiting()) {
            addTo(table, crowd, measure(crowd, stub));
        }
        return "Runs take 5 to 60 s, sped up together with all intervals: "
                + String.join(
                        ", ",
                        plan.waiting().stream()
                                .map(crowd -> String.format("%,d runs %d ×", crowd.runs(), crowd.speedUp()))
                                .toList())
                + ". Lags are those of life: what was measured, times the speed-up. All ask every 3 s; the service begins"
                + " to work on the runs once all of them wait.\n\n"
                + table
                + "\n_Not run_: 100,000 threads don't fit, and 100,000 loops make 33,000 calls a second, of which this"
                + " machine can neither make nor answer half. The heap doesn't hold the threads' stacks.\n";
    }

    private static Map<Way, List<WaitingFigures>> measure(Crowd crowd, Stub stub) throws Exception {
        Map<Way, List<WaitingFigures>> measured = new EnumMap<>(Way.class);
        for (int round = 1; round <= crowd.rounds(); round++) {
            Map<Boolean, List<Way>> ways = Stream.of(Way.values())
                    .filter(way -> way.suits(crowd))
                    .collect(partitioningBy(way -> way.fillsTheMachine(crowd)));
            for (boolean alone : List.of(false, true)) {
                if (!ways.get(alone).isEmpty()) {
                    Section.progress("round " + round + ": " + crowd.runs() + " runs, "
                            + (alone ? "the way that fills the machine" : "the ways that leave room"));
                    collect(startAll(ways.get(alone), crowd, stub), measured);
                }
            }
        }
        return measured;
    }

    private static Map<Way, ChildJvm> startAll(List<Way> ways, Crowd crowd, Stub stub) throws Exception {
        Map<Way, ChildJvm> running = new LinkedHashMap<>();
        for (Way way : ways) {
            Task task = new Task(stub.url(), stub.workflow(0), crowd.runs(), crowd.speedUp());
            List<Object> arguments = new ArrayList<>(List.of(way));
            arguments.addAll(List.of(task.format()));
            running.put(way, ChildJvm.start(WaitingApplication.class, arguments.toArray()));
        }
        return running;
    }

    private static void collect(Map<Way, ChildJvm> running, Map<Way, List<WaitingFigures>> measured) throws Exception {
        for (Map.Entry<Way, ChildJvm> application : running.entrySet()) {
            try (ChildJvm jvm = application.getValue()) {
                String figures = jvm.await(WaitingApplication.FIGURES, PATIENCE);
                measured.computeIfAbsent(application.getKey(), way -> new ArrayList<>())
                        .add(WaitingFigures.parse(figures));
            } catch (TimeoutException e) {
                if (application.getKey().isOurs()) {
                    throw e;
                }
                Section.progress(application.getKey().title() + ": not done within " + PATIENCE.toMinutes() + " min");
            }
        }
    }

    private static void addTo(Table table, Crowd crowd, Map<Way, List<WaitingFigures>> measured) {
        for (Way way : Way.values()) {
            List<WaitingFigures> rounds = measured.get(way);
            if (rounds == null) {
                if (!way.isOurs()) {
                    String why = way.suits(crowd) ? "_not done within " + PATIENCE.toMinutes() + " min_" : "_not run_";
                    table.row(way.title(), crowd.runs(), why, "", "", "", "", "", "");
                }
                continue;
            }
            Spread calls = Spread.of(rounds, WaitingFigures::calls);
            List<WaitingFigures> loop = measured.get(Way.THREADS);
            table.row(
                    way.title(),
                    crowd.runs(),
                    Spread.of(rounds, WaitingFigures::threads),
                    Spread.of(rounds, WaitingFigures::heap),
                    Spread.of(rounds, figures -> figures.medianLag() * crowd.speedUp() / 1_000),
                    Spread.of(rounds, figures -> figures.p99Lag() * crowd.speedUp() / 1_000),
                    calls,
                    loop == null ? "" : calls.dividedBy(Spread.of(loop, WaitingFigures::calls)),
                    Spread.of(rounds, WaitingFigures::cpu));
        }
    }
}
