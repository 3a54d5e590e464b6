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
package ai.scriptrun.camel.benchmarks.emulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ai.scriptrun.camel.benchmarks.ChildJvm;
import ai.scriptrun.camel.benchmarks.Measurement;
import ai.scriptrun.camel.benchmarks.Plan;
import ai.scriptrun.camel.benchmarks.Section;
import ai.scriptrun.camel.benchmarks.Service;
import ai.scriptrun.camel.benchmarks.WarmJvm;
import ai.scriptrun.camel.benchmarks.calls.CallOverhead;
import ai.scriptrun.camel.benchmarks.calls.Caller;
import ai.scriptrun.camel.benchmarks.calls.HttpClientCaller;
import ai.scriptrun.camel.benchmarks.report.Spread;
import ai.scriptrun.camel.benchmarks.report.Table;
import ai.scriptrun.camel.benchmarks.stub.Stub;
import ai.scriptrun.camel.emulator.Main;

/** How fast the emulator answers and starts. */
public final class EmulatorSection implements Section {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The first of the workflows that it brings. */
    private static final long WORKFLOW = 6;

    @Override
    public String title() {
        return "Emulator";
    }

    @Override
    public String measure(Plan plan, Stub stub) throws Exception {
        return startTimes(plan) + "\n" + requests(plan);
    }

    private static Table startTimes(Plan plan) throws Exception {
        List<Double> process = new ArrayList<>();
        List<Double> first = new ArrayList<>();
        List<Double> second = new ArrayList<>();
        for (int round = 1; round <= plan.rounds(); round++) {
            Section.progress("start " + round);
            long begin = System.nanoTime();
            try (ChildJvm emulator = ChildJvm.start(Main.class, "--port", "0")) {
                emulator.await("Ctrl-C", PATIENCE);
                process.add((System.nanoTime() - begin) / 1e6);
            }
            try (ChildJvm jvm = ChildJvm.start(EmulatorStart.class)) {
                String[] times = jvm.await(EmulatorStart.TOOK, PATIENCE).split(" ", -1);
                first.add(Double.valueOf(times[0]));
                second.add(Double.valueOf(times[1]));
            }
        }
        Table table = new Table("Start", "ms");
        table.row("from the command line, until it answers", Spread.of(process));
        table.row("`ScriptRunEmulator.start()`, the first of a JVM", Spread.of(first));
        table.row("`ScriptRunEmulator.start()`, the second", Spread.of(second));
        return table;
    }

    private static Table requests(Plan plan) throws Exception {
        Table table = new Table("Requests", "a second");
        Map<String, String> way = Map.of("way", Caller.Way.HTTP_CLIENT.name());
        int callers = plan.usualCallers();
        try (ChildJvm emulator = ChildJvm.start(Main.class, "--port", "0")) {
            String url = emulator.await("ScriptRun emulator:", PATIENCE);
            String key = emulator.await("API key:", PATIENCE);
            Service service = ended(new Service(url, key, WORKFLOW, null));
            try (WarmJvm jvm = WarmJvm.start(plan, CallOverhead.class, service)) {
                for (String operation : CallOverhead.OPERATIONS) {
                    Section.progress(operation);
                    jvm.measure(operation, callers, way, plan.warmUp());
                    List<Measurement> measured = new ArrayList<>();
                    for (int round = 1; round <= plan.rounds(); round++) {
                        measured.add(jvm.measure(operation, callers, way, plan.iteration()));
                    }
                    table.row("`" + operation + "`, " + callers + " callers", Spread.of(measured, Measurement::score));
                }
            }
        }
        return table;
    }

    /** The service with a run that has ended. */
    private static Service ended(Service service) throws Exception {
        try (HttpClientCaller caller = new HttpClientCaller(service)) {
            String run =
                    caller.runWorkflow(Map.of("user_name", "John")).path("id").textValue();
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (caller.getResult(run).path("data").isEmpty()) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("run " + run + " doesn't end");
                }
                Thread.sleep(50);
            }
            return new Service(service.url(), service.apiKey(), service.workflow(), run);
        }
    }
}
