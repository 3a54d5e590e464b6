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
package ai.scriptrun.camel.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import ai.scriptrun.camel.testing.FakeApi;
import ai.scriptrun.camel.testing.FakeRuns;
import ai.scriptrun.camel.time.ManualTimer;
import ai.scriptrun.camel.timing.Distribution;
import ai.scriptrun.camel.timing.Span;
import ai.scriptrun.camel.timing.WorkflowTiming;
import ai.scriptrun.camel.workflow.WorkflowGraphs;

/**
 * Runs whose ends are known to the test but not to the driver that waits for them, in virtual time. The service responds
 * at once, so a lag is what the choice of the moments costs, and nothing else.
 */
final class Simulation {

    private static final Duration LONGEST = Duration.ofHours(1);

    private final ManualTimer timer = new ManualTimer();
    private final FakeApi api = new FakeApi(timer);
    private final FakeRuns runs = new FakeRuns(timer);
    private final RunDriver driver;
    private final Random random;
    private final Optional<Duration> minPollInterval;
    private final List<Double> lags = new ArrayList<>();
    private int started;
    private int calls;
    private int measured;

    /** @param minPollInterval empty for fixed intervals */
    Simulation(long seed, Optional<Duration> minPollInterval) {
        this.random = new Random(seed);
        this.minPollInterval = minPollInterval;
        this.driver = new RunDriver(api, new WorkflowGraphs(api, timer), timer, RunListener.NONE);
        runs.serveFrom(api);
        driver.start();
    }

    /** What was measured. Lags in seconds. */
    record Figures(double medianLag, double p98Lag, double p99Lag, double calls) {

        double product() {
            return medianLag * calls;
        }
    }

    /** From now on, the data of a run is empty for so long after its end. */
    void settlesWithin(Duration time) {
        runs.settling = time;
    }

    /** So many runs that are started together, and whose ends are awaited before this returns. */
    void batch(int number, ToDoubleFunction<Random> seconds) {
        int before = api.polls.size() + api.historyPages;
        List<CompletableFuture<?>> open = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            String id = "run-" + started++;
            Duration duration = Duration.ofNanos((long) (seconds.applyAsDouble(random) * 1e9));
            Instant end = timer.now().plus(duration);
            runs.add(id, end);
            AwaitedRun run =
                    new AwaitedRun("results", 6L, id, timer.now(), timer.now().plus(LONGEST));
            RunPolicy policy = new RunPolicy(
                    DriverTest.POLL_INTERVAL, Duration.ofSeconds(5), 3, Duration.ofSeconds(2), minPollInterval);
            open.add(driver.await(run, policy, DriverTest.POLL_INTERVAL)
                    .result()
                    .thenRun(() -> lags.add(Duration.between(end.plus(runs.settling), timer.now())
                                    .toNanos()
                            / 1e9)));
        }
        while (!open.stream().allMatch(CompletableFuture::isDone)) {
            timer.advance(Duration.ofSeconds(1));
        }
        open.forEach(CompletableFuture::join);
        calls += api.polls.size() + api.historyPages - before;
        measured += number;
        // The next ones are started at any moment.
        timer.advance(Duration.ofMillis(random.nextInt(5_000)));
        api.polls.clear();
    }

    /** Forgets what was measured, but not what was learned. */
    void measureFromNow() {
        lags.clear();
        calls = 0;
        measured = 0;
    }

    Figures figures() {
        double[] sorted =
                lags.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Figures(
                quantile(sorted, 0.5), quantile(sorted, 0.98), quantile(sorted, 0.99), (double) calls / measured);
    }

    /** What the plain loop of the API's documentation costs, which asks every three seconds. */
    static Figures loop(long seed, int number, ToDoubleFunction<Random> seconds) {
        Random random = new Random(seed);
        double interval = DriverTest.POLL_INTERVAL.toSeconds();
        double[] durations = new double[number];
        Arrays.setAll(durations, i -> seconds.applyAsDouble(random));
        double calls =
                Arrays.stream(durations).map(d -> Math.ceil(d / interval)).sum();
        double[] lags = Arrays.stream(durations)
                .map(d -> Math.ceil(d / interval) * interval - d)
                .sorted()
                .toArray();
        return new Figures(quantile(lags, 0.5), quantile(lags, 0.98), quantile(lags, 0.99), calls / number);
    }

    /**
     * What the law itself costs for runs that are started together, where their durations are known exactly and no
     * interval bounds it: each is polled if there is one, and looked for on a page otherwise.
     */
    static Figures law(long seed, int together, int batches, ToDoubleFunction<Random> seconds) {
        Random random = new Random(seed);
        Distribution truth = Distribution.of(Stream.generate(() -> span(seconds.applyAsDouble(random)))
                .limit(20_000)
                .toList());
        Duration price = WorkflowTiming.POLL.multipliedBy((long) Math.sqrt(together));
        List<Double> lags = new ArrayList<>();
        int calls = 0;
        for (int batch = 0; batch < batches; batch++) {
            double[] ends = new double[together];
            Arrays.setAll(ends, i -> seconds.applyAsDouble(random) * 1e3);
            Arrays.sort(ends);
            double now = 0;
            int ended = 0;
            while (ended < together) {
                double age = now;
                int running = together - ended;
                now += Distribution.due(wait -> running * truth.expectedLag(age, wait), price, Duration.ZERO, LONGEST)
                                .toNanos()
                        / 1e6;
                calls++;
                for (; ended < together && ends[ended] <= now; ended++) {
                    lags.add((now - ends[ended]) / 1e3);
                    calls += together == 1 ? 0 : 1;
                }
            }
        }
        double[] sorted =
                lags.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Figures(
                quantile(sorted, 0.5), quantile(sorted, 0.98), quantile(sorted, 0.99), (double) calls / lags.size());
    }

    private static Span span(double seconds) {
        Duration duration = Duration.ofNanos((long) (seconds * 1e9));
        return new Span(duration, duration);
    }

    private static double quantile(double[] sorted, double part) {
        return sorted[(int) (part * (sorted.length - 1))];
    }
}
