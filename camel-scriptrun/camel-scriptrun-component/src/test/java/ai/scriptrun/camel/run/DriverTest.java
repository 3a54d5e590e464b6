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
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ai.scriptrun.camel.result.FinishedRun;
import ai.scriptrun.camel.testing.FakeApi;
import ai.scriptrun.camel.testing.Runs;
import ai.scriptrun.camel.time.ManualTimer;
import ai.scriptrun.camel.workflow.WorkflowGraphs;
import org.junit.jupiter.api.BeforeEach;

/** A driver over a scripted service, in virtual time. */
abstract class DriverTest {

    static final Duration POLL_INTERVAL = Duration.ofSeconds(3);
    static final Duration TIMEOUT = Duration.ofSeconds(60);
    static final Duration MIN_POLL_INTERVAL = Duration.ofMillis(500);
    static final RunPolicy POLICY = policy(POLL_INTERVAL, Duration.ofSeconds(5));

    final ManualTimer timer = new ManualTimer();
    final Instant start = timer.now();
    final FakeApi api = new FakeApi(timer);
    final CountingListener listener = new CountingListener();
    final WorkflowGraphs graphs = new WorkflowGraphs(api, timer);
    final RunDriver driver = new RunDriver(api, graphs, timer, listener);

    static final class CountingListener implements RunListener {
        int polled;
        int finished;

        @Override
        public void polled(Long workflowId) {
            polled++;
        }

        @Override
        public void finished(AwaitedRun run, FinishedRun finished, Instant now) {
            this.finished++;
        }
    }

    @BeforeEach
    void startDriver() {
        driver.start();
    }

    static RunPolicy policy(Duration pollInterval, Duration maxPollInterval) {
        return new RunPolicy(pollInterval, maxPollInterval, 3, Duration.ofSeconds(2), Optional.of(MIN_POLL_INTERVAL));
    }

    AwaitedRun run(String id) {
        return new AwaitedRun("awaitResult", 6L, id, timer.now(), timer.now().plus(TIMEOUT));
    }

    /** Waits for a run that was started just now. */
    RunWait await() {
        return driver.await(run(Runs.ID), POLICY, POLL_INTERVAL);
    }

    void advance(long seconds) {
        timer.advance(Duration.ofSeconds(seconds));
    }

    Instant at(long seconds) {
        return start.plusSeconds(seconds);
    }

    Instant deadline() {
        return start.plus(TIMEOUT);
    }

    /** From the start to each poll and from one poll to the next. */
    List<Duration> gaps() {
        return intervals(Stream.concat(Stream.of(start), api.polls.stream()).toList());
    }

    static List<Duration> intervals(List<Instant> moments) {
        return IntStream.range(1, moments.size())
                .mapToObj(i -> Duration.between(moments.get(i - 1), moments.get(i)))
                .toList();
    }

    static Throwable failureOf(RunWait wait) {
        return wait.result().handle((finished, failure) -> failure).getNow(null);
    }
}
