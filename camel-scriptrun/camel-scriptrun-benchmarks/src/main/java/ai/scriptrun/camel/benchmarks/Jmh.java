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
package ai.scriptrun.camel.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import ai.scriptrun.camel.benchmarks.report.Spread;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs one JMH benchmark in a JVM of its own, as often as asked, and keeps the measurements of all rounds. */
public final class Jmh {

    /** Name of the measurement that JMH takes first: calls a second, or microseconds a call. */
    private static final String SCORE = "score";

    /** Name of the measurement of the bytes that are allocated in a call. */
    public static final String BYTES = "gc.alloc.rate.norm";

    private final Plan plan;
    private final Class<?> benchmark;
    private final String method;
    private final int threads;
    private final Map<String, String> parameters;
    private final List<String> properties;
    private final Map<String, List<Double>> measured = new TreeMap<>();

    /**
     * @param benchmark  its class
     * @param method     its method
     * @param threads    concurrent callers
     * @param parameters of the class
     * @param service    the service that is called, or {@code null}
     */
    public Jmh(
            Plan plan,
            Class<?> benchmark,
            String method,
            int threads,
            Map<String, String> parameters,
            Service service) {
        this.plan = plan;
        this.benchmark = benchmark;
        this.method = method;
        this.threads = threads;
        this.parameters = parameters;
        this.properties = service == null ? List.of() : service.asOptions();
    }

    /** Measures one round. */
    public void round() throws RunnerException {
        ChainedOptionsBuilder options = of(benchmark, method, threads, parameters)
                .forks(1)
                .warmupIterations(1)
                .warmupTime(time(warmUp()))
                .measurementIterations(plan.iterations())
                .measurementTime(time(plan.iteration()))
                .jvmArgs(Stream.of(ChildJvm.SETTINGS, List.of(ChildJvm.COMPILE_FIRST), properties)
                        .flatMap(List::stream)
                        .toArray(String[]::new));
        for (RunResult result : new Runner(options.build()).run()) {
            result.getBenchmarkResults()
                    .forEach(fork -> fork.getIterationResults().forEach(this::keep));
        }
    }

    /** What calls no service is little code, and soon compiled. */
    private Duration warmUp() {
        return properties.isEmpty() ? plan.warmUp().dividedBy(2) : plan.warmUp();
    }

    /** What is the same wherever JMH runs. */
    public static ChainedOptionsBuilder of(
            Class<?> benchmark, String method, int threads, Map<String, String> parameters) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + benchmark.getName().replace(".", "\\.") + "\\." + method + "$")
                .threads(threads)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        parameters.forEach(options::param);
        return options;
    }

    /** As JMH has it. */
    public static TimeValue time(Duration duration) {
        return TimeValue.milliseconds(duration.toMillis());
    }

    private void keep(IterationResult iteration) {
        keep(SCORE, iteration.getPrimaryResult());
        iteration.getSecondaryResults().forEach(this::keep);
    }

    private void keep(String name, Result<?> result) {
        measured.computeIfAbsent(name, key -> new ArrayList<>()).add(result.getScore());
    }

    /** Calls a second, or microseconds a call. */
    public Spread score() {
        return measured(SCORE);
    }

    /** Bytes allocated in a call, by all threads. */
    public Spread bytes() {
        return measured(BYTES);
    }

    /** What the benchmark counts itself. */
    public Spread measured(String name) {
        return Spread.of(measured.get(name));
    }
}
