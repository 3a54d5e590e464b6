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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import ai.scriptrun.camel.client.Credentials;
import ai.scriptrun.camel.store.MemoryRunStore;
import ai.scriptrun.camel.store.NewRun;
import ai.scriptrun.camel.store.Payload;
import ai.scriptrun.camel.store.RunKind;
import ai.scriptrun.camel.store.RunState;
import ai.scriptrun.camel.testing.TestNode;
import org.apache.camel.builder.RouteBuilder;

import static org.awaitility.Awaitility.await;

/** The application of {@link ManyWaitingRunsTest}: it finds very many runs in its run store, and waits for them all. */
final class WaitingApplication {

    /** Printed when all runs have been polled twice, before the figures. */
    static final String WAITING = "waiting";

    /** Said at each result, before the number of results so far. */
    static final String DELIVERED = "delivered";

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(10);
    private static final int HISTORY_PAGE = 100;

    private WaitingApplication() {}

    /** The cost of waiting, as measured by the application. */
    record Figures(int waiting, int threads, int maxConnections, long bytesStored, long bytesWaiting, long calls) {

        static Figures parse(String text) {
            List<Long> numbers =
                    List.of(text.split(" ")).stream().map(Long::valueOf).toList();
            return new Figures(
                    numbers.get(0).intValue(),
                    numbers.get(1).intValue(),
                    numbers.get(2).intValue(),
                    numbers.get(3),
                    numbers.get(4),
                    numbers.get(5));
        }

        String format() {
            return waiting + " " + threads + " " + maxConnections + " " + bytesStored + " " + bytesWaiting + " "
                    + calls;
        }
    }

    /** Arguments: base URL, API key, workflow, file with the runs' UUIDs. */
    public static void main(String[] arguments) throws Exception {
        ChildJvm.endWithParent();
        TestNode node = new TestNode(arguments[0], arguments[1]);
        node.component().getConfiguration().setPollInterval(POLL_INTERVAL.toMillis());
        node.component().getConfiguration().setMaxPollInterval(POLL_INTERVAL.toMillis());
        MemoryRunStore store = new MemoryRunStore();
        node.runStore(store);

        long usedBefore = used();
        int runs = store(
                Path.of(arguments[3]),
                Long.parseLong(arguments[2]),
                RunKind.tracked(arguments[0]),
                arguments[1],
                store);
        long usedStored = used();
        AtomicInteger delivered = new AtomicInteger();
        node.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("scriptrun:results?initialDelay=0&delay=100")
                        .process(exchange -> System.out.println(DELIVERED + " " + delivered.incrementAndGet()));
            }
        });
        AtomicInteger threads = new AtomicInteger();
        await().atMost(Duration.ofMinutes(5)).until(() -> {
            threads.accumulateAndGet(OurThreads.count(), Math::max);
            return node.component().getWaitingRuns() == runs && node.component().getCalls() >= 2L * runs / HISTORY_PAGE;
        });
        long usedWaiting = used();
        System.out.println(WAITING + " "
                + new Figures(
                                node.component().getWaitingRuns(),
                                threads.get(),
                                node.component().getConfiguration().getMaxConnections(),
                                (usedStored - usedBefore) / runs,
                                (usedWaiting - usedStored) / runs,
                                node.component().getCalls())
                        .format());
    }

    /** Stores the runs as the producer does. */
    private static int store(Path ids, long workflow, RunKind kind, String apiKey, MemoryRunStore store)
            throws IOException {
        String account = Credentials.apiKey(apiKey).fingerprint();
        int input = 0;
        for (String id : Files.readAllLines(ids)) {
            Payload payload = new Payload(Map.of(CollectingRoutes.INPUT, input), Map.of("n", input));
            store.add(List.of(new NewRun(kind, account, workflow, id, RunState.RUNNING, Duration.ZERO, null, payload)));
            input++;
        }
        return input;
    }

    /** Bytes of the heap in use after a collection. */
    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
