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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import ai.scriptrun.camel.benchmarks.ChildJvm;
import ai.scriptrun.camel.benchmarks.Jmh;
import ai.scriptrun.camel.benchmarks.Service;
import ai.scriptrun.camel.benchmarks.calls.Caller.Way;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;

/**
 * A JVM that calls the service in one way, each time that it is told to. It lives as long as the benchmark, so that it
 * has to get warm only once, and the ways can take turns every second.
 */
public final class CallJvm implements AutoCloseable {

    private static final String MEASURED = "measured";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** New connections are opened before anything counts. */
    private static final Duration CONNECTING = Duration.ofMillis(100);

    private final ChildJvm jvm;

    private CallJvm(ChildJvm jvm) {
        this.jvm = jvm;
    }

    static CallJvm start(Way way, Service service) throws IOException {
        List<String> options = new ArrayList<>(service.asOptions());
        options.add(ChildJvm.COMPILE_FIRST);
        options.add("-Djmh.ignoreLock=true");
        return new CallJvm(ChildJvm.start(options, CallJvm.class, way));
    }

    /**
     * What one measurement found.
     *
     * @param calls a second
     * @param bytes allocated in a call
     */
    record Measurement(double calls, double bytes) {}

    /** Has it make calls for so long. */
    Measurement measure(String operation, int callers, Duration time)
            throws IOException, InterruptedException, TimeoutException {
        jvm.tell(operation + " " + callers + " " + time.toMillis());
        String[] figures = jvm.await(MEASURED, PATIENCE).split(" ", -1);
        return new Measurement(Double.parseDouble(figures[0]), Double.parseDouble(figures[1]));
    }

    @Override
    public void close() {
        jvm.close();
    }

    /** The JVM itself: measures what its standard input says, until that ends; its argument is the {@link Way}. */
    public static void main(String[] arguments) throws IOException, RunnerException {
        Map<String, String> way = Map.of("way", arguments[0]);
        try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                String[] words = order.split(" ", -1);
                System.out.println(MEASURED + " "
                        + measured(
                                way,
                                words[0],
                                Integer.parseInt(words[1]),
                                Duration.ofMillis(Long.parseLong(words[2]))));
            }
        }
    }

    private static String measured(Map<String, String> way, String operation, int callers, Duration time)
            throws RunnerException {
        RunResult result = new Runner(Jmh.of(CallOverhead.class, operation, callers, way)
                        .forks(0)
                        .warmupIterations(1)
                        .warmupTime(Jmh.time(CONNECTING))
                        .measurementIterations(1)
                        .measurementTime(Jmh.time(time))
                        .build())
                .runSingle();
        return result.getPrimaryResult().getScore() + " "
                + result.getSecondaryResults().get(Jmh.BYTES).getScore();
    }
}
