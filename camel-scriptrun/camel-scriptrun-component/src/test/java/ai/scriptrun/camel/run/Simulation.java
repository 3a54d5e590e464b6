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

import ai.scriptrun.camel.model.StatusWords;
import ai.scriptrun.camel.testing.FakeApi;
import ai.scriptrun.camel.testing.FakeRuns;
import ai.scriptrun.camel.testing.Runs;
import ai.scriptrun.camel.time.ManualTimer;
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
    private Duration settling = Duration.ZERO;

    /** @param minPollInterval empty for fixed intervals */
    Simulation(long seed, Optional<Duration> minPollInterval) {
        this.random = new Random(seed);
        this.minPollInterval = minPollInterval;
        this.driver = new RunDriver(api, new WorkflowGraphs(api, timer), timer, RunListener.NONE);
        runs.serveFrom(api);
        driver.start();
    }

    /** What was measured. Lags in seconds. */
    record Figures(double medianLag, double p99Lag, double calls) {

        double product() {
            return medianLag * calls;
        }
    }

    /** From now on, the data of a run is empty for so long after its end. */
    void settlesWithin(Duration time) {
        settling = time;
        api.result = id -> isSettling(id) ? FakeApi.answer(Runs.succeeded()) : runs.result(id);
    }

    private boolean isSettling(String id) {
        return StatusWords.SUCCEED.equals(runs.status(id))
                && timer.now().isBefore(runs.end(id).plus(settling));
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
                    .thenRun(() -> lags.add(
                            Duration.between(end.plus(settling), timer.now()).toNanos() / 1e9)));
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
        return new Figures(quantile(sorted, 0.5), quantile(sorted, 0.99), (double) calls / measured);
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
        return new Figures(quantile(lags, 0.5), quantile(lags, 0.99), calls / number);
    }

    private static double quantile(double[] sorted, double part) {
        return sorted[(int) (part * (sorted.length - 1))];
    }
}
