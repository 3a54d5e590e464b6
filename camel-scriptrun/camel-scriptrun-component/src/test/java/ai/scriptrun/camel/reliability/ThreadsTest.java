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
package ai.scriptrun.camel.reliability;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import ai.scriptrun.camel.emulator.EmulatorClock;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.testing.TestNode;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The number of threads depends on the connections, not on the runs that are waited for. */
@Tag("reliability")
class ThreadsTest {

    private static final int MAX_CONNECTIONS = 8;
    private static final int MOST_THREADS = MAX_CONNECTIONS + 10;
    private static final int FEW = 100;
    private static final int MANY = 1_000;

    private final EmulatorClock clock = EmulatorClock.standingAt(Instant.now());
    private final ScriptRunEmulator service =
            ScriptRunEmulator.builder().clock(clock).start();
    private final TestNode node = new TestNode(service);
    private int threads;

    @AfterEach
    void stop() {
        node.close();
        service.close();
    }

    @Test
    void waitingProducersNeedNoMoreThreads() throws Exception {
        assertThreadsStayFew("awaited", "&await=true");
    }

    @Test
    void trackedRunsNeedNoMoreThreads() throws Exception {
        assertThreadsStayFew("tracked", "&track=true");
    }

    private void assertThreadsStayFew(String what, String option) throws Exception {
        node.component().getConfiguration().setMaxConnections(MAX_CONNECTIONS);
        long workflow = service.createWorkflow(ChainWorkflow.json(""));
        node.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:start")
                        .toF("scriptrun:runWorkflow?workflowId=%d%s", workflow, option)
                        .filter(header("CamelScriptRunComplete").isEqualTo(true))
                        .to("mock:results");
                from("scriptrun:results?initialDelay=0&delay=50").to("mock:results");
            }
        });
        node.mock("results").setRetainFirst(0);

        int withFew = peakUntilWaiting(FEW);
        int withMany = peakUntilWaiting(MANY);
        System.out.printf(
                "Threads: with %d connections, %d for %d %s runs and %d for %d%n",
                MAX_CONNECTIONS, withFew, FEW, what, withMany, MANY);
        assertThat(withMany).isPositive().isLessThanOrEqualTo(MOST_THREADS);

        clock.advance(Duration.ofMinutes(1));
        await().until(() -> node.mock("results").getReceivedCounter() == MANY);
    }

    /** Starts more runs, until so many are waited for, and gives the most threads that were seen meanwhile. */
    private int peakUntilWaiting(int runs) {
        ProducerTemplate template = node.template();
        threads = 0;
        for (int i = node.component().getWaitingRuns(); i < runs; i++) {
            template.sendBody("seda:start", Map.of("n", i));
            threads = Math.max(threads, OurThreads.count());
        }
        await().until(() -> {
            threads = Math.max(threads, OurThreads.count());
            return node.component().getWaitingRuns() == runs;
        });
        return threads;
    }
}
