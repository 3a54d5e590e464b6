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

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import ai.scriptrun.camel.history.HistoryLookup;
import ai.scriptrun.camel.model.WorkflowRun;
import ai.scriptrun.camel.testing.FakeApi;
import ai.scriptrun.camel.testing.FakeRuns;
import ai.scriptrun.camel.testing.Runs;
import ai.scriptrun.camel.time.ExecutorTimer;
import ai.scriptrun.camel.workflow.WorkflowGraphs;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A hundred thousand runs that are waited for at once. */
class ManyWaitsTest extends DriverTest {

    private static final int WAITS = 100_000;
    private static final int MOST_BYTES = 2_048;

    /** Of each wait: its next poll and its alarm. */
    private static final int TASKS = 2;

    @Test
    void doNotAccumulateTasksWithEveryPoll() {
        for (int i = 0; i < 10_000; i++) {
            driver.await(new AwaitedRun("results", null, "run-" + i, start, at(86_400)), POLICY, POLL_INTERVAL);
        }
        for (int i = 0; i < 3; i++) {
            assertThat(timer.pending()).isEqualTo(TASKS * 10_000);
            advance(20);
        }
        assertThat(api.polls).hasSizeGreaterThan(100_000);
    }

    @Test
    void surviveAnOutageOfTenMinutes() {
        RunPolicy seldom = policy(POLL_INTERVAL, Duration.ofMinutes(1));
        for (int i = 0; i < 10_000; i++) {
            String operation = i % 2 == 0 ? "awaitResult" : "results";
            driver.await(new AwaitedRun(operation, 6L, "run-" + i, start, at(900)), seldom, POLL_INTERVAL);
        }
        api.result = id -> timer.now().isBefore(at(600))
                ? FakeApi.failure(FakeApi.outOfReach())
                : FakeApi.answer(new WorkflowRun(Runs.succeeded("a").toJson().put("id", id)));
        advance(599);
        assertThat(driver.waits()).hasSize(10_000);

        advance(120);
        assertThat(listener.finished).isEqualTo(10_000);
    }

    @Test
    void areFoundInAHistoryOfThousandsOfPages() throws Exception {
        FakeRuns runs = new FakeRuns(timer);
        runs.serveFrom(api);
        for (int i = 0; i < WAITS; i++) {
            runs.add("run-" + i, at(10));
            driver.await(new AwaitedRun("results", 6L, "run-" + i, start, at(86_400)), POLICY, POLL_INTERVAL);
        }
        Thread smallStack = new Thread(null, () -> advance(4), "a small stack", 256 * 1024);
        smallStack.start();
        smallStack.join();
        assertThat(api.historyPages).isEqualTo(WAITS / HistoryLookup.PAGE_SIZE);

        advance(20);
        assertThat(listener.finished).isEqualTo(WAITS);
    }

    @Test
    void takeLittleMemoryAndNoThread() {
        ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
        scheduler.setRemoveOnCancelPolicy(true);
        ExecutorTimer realTimer = new ExecutorTimer(scheduler, Runnable::run);
        RunDriver realDriver = new RunDriver(api, new WorkflowGraphs(api, realTimer), realTimer, listener);
        realDriver.start();
        Instant now = realTimer.now();
        int threads = Thread.activeCount() + 1;
        long before = usedHeap();
        for (int i = 0; i < WAITS; i++) {
            String id = UUID.randomUUID().toString();
            Instant started = now.plusMillis(i);
            realDriver.await(
                    new AwaitedRun("results", 6L, id, started, started.plusSeconds(86_400)),
                    POLICY,
                    Duration.ofHours(1));
        }
        long bytes = (usedHeap() - before) / WAITS;
        System.out.printf("%d waiting runs: %d bytes of heap each%n", WAITS, bytes);

        assertThat(bytes).isLessThan(MOST_BYTES);
        assertThat(scheduler.getQueue()).hasSize(TASKS * WAITS);
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads);
        scheduler.shutdownNow();
        realDriver.stop();
        assertThat(realDriver.waits()).isEmpty();
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
