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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * A JVM that runs a JMH benchmark on each request. It is used for the whole comparison, so that one warm-up is enough,
 * and the compared variants can be measured in turn every second.
 */
public final class WarmJvm implements AutoCloseable {

    private static final String MEASURED = "measured";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** New connections are opened before anything counts. */
    private static final Duration CONNECTING = Duration.ofMillis(100);

    private final ChildJvm jvm;

    private WarmJvm(ChildJvm jvm) {
        this.jvm = jvm;
    }

    /** Starts one for benchmarks that call no service. */
    public static WarmJvm start(Plan plan, Class<?> benchmark) throws IOException {
        return start(plan.warmOptions(), benchmark);
    }

    /** Starts one for benchmarks that call this service. */
    public static WarmJvm start(Plan plan, Class<?> benchmark, Service service) throws IOException {
        return start(
                Stream.concat(plan.warmOptions().stream(), service.asOptions().stream())
                        .toList(),
                benchmark);
    }

    private static WarmJvm start(List<String> moreOptions, Class<?> benchmark) throws IOException {
        List<String> options = new ArrayList<>(moreOptions);
        // JMH would refuse to run beside another JMH, which only the figures need, and they tell by their spread.
        options.add("-Djmh.ignoreLock=true");
        return new WarmJvm(ChildJvm.start(options, WarmJvm.class, benchmark.getName()));
    }

    /**
     * Has it measure once.
     *
     * @param method     of the benchmark
     * @param threads    concurrent callers
     * @param parameters of the benchmark
     * @param time       for how long
     */
    public Measurement measure(String method, int threads, Map<String, ?> parameters, Duration time)
            throws IOException, InterruptedException, TimeoutException {
        StringBuilder order = new StringBuilder(method + " " + threads + " " + time.toMillis());
        parameters.forEach(
                (name, value) -> order.append(' ').append(name).append('=').append(value));
        jvm.tell(order.toString());
        return Measurement.parse(jvm.await(MEASURED, PATIENCE));
    }

    /**
     * One thing that is compared with others.
     *
     * @param method     of the benchmark
     * @param parameters of the benchmark
     */
    public record Subject(String method, Map<String, ?> parameters) {}

    /** Measures all of them in turn, by one caller and in as many rounds as planned, once each has been warmed up. */
    public <T> Map<T, List<Measurement>> measureInTurn(Map<T, Subject> subjects, Plan plan, Duration warmUp)
            throws IOException, InterruptedException, TimeoutException {
        Section.progress("warming up");
        for (Subject subject : subjects.values()) {
            measure(subject.method(), 1, subject.parameters(), warmUp);
        }
        Map<T, List<Measurement>> measured = new LinkedHashMap<>();
        for (int round = 1; round <= plan.rounds(); round++) {
            Section.progress("round " + round);
            for (Map.Entry<T, Subject> entry : subjects.entrySet()) {
                Subject subject = entry.getValue();
                measured.computeIfAbsent(entry.getKey(), key -> new ArrayList<>())
                        .add(measure(subject.method(), 1, subject.parameters(), plan.iteration()));
            }
        }
        return measured;
    }

    @Override
    public void close() {
        jvm.close();
    }

    /** The JVM itself: measures what its standard input says, until that ends; its argument is the benchmark's class. */
    public static void main(String[] arguments) throws IOException, RunnerException {
        try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                System.out.println(MEASURED + " "
                        + measured(arguments[0], order.split(" ", -1)).format());
            }
        }
    }

    private static Measurement measured(String benchmark, String[] order) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + benchmark.replace(".", "\\.") + "\\." + order[0] + "$")
                .threads(Integer.parseInt(order[1]))
                .forks(0)
                .warmupIterations(1)
                .warmupTime(TimeValue.milliseconds(CONNECTING.toMillis()))
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(Long.parseLong(order[2])))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        for (int i = 3; i < order.length; i++) {
            String[] parameter = order[i].split("=", 2);
            options.param(parameter[0], parameter[1]);
        }
        RunResult result = new Runner(options.build()).runSingle();
        Map<String, Double> figures = new TreeMap<>();
        figures.put(Measurement.SCORE, result.getPrimaryResult().getScore());
        result.getSecondaryResults().forEach((name, figure) -> figures.put(name, figure.getScore()));
        return new Measurement(figures);
    }
}
