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
package ai.scriptrun.camel.benchmarks.waiting;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

import ai.scriptrun.camel.benchmarks.ChildJvm;
import ai.scriptrun.camel.benchmarks.stub.Stub;
import com.sun.management.OperatingSystemMXBean;

/** Starts runs, waits for them with one of the variants, and reports the cost. Runs in a separate JVM. */
public final class WaitingApplication {

    /** Said before the figures. */
    static final String FIGURES = "figures";

    private static final int REHEARSAL = 50;
    private static final Duration LONGEST_POLL_INTERVAL = Duration.ofMillis(5_500);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private WaitingApplication() {}

    /** Its arguments are a {@link Way} and a {@link Task}. */
    public static void main(String... arguments) throws Exception {
        ChildJvm.endWithParent();
        Way way = Way.valueOf(arguments[0]);
        Task task = Task.parse(arguments[1], arguments[2], arguments[3], arguments[4]);
        Stub stub = new Stub(task.url());
        System.out.println(FIGURES + " " + measure(way, task, stub).format());
        System.exit(0);
    }

    private static WaitingFigures measure(Way way, Task task, Stub stub) throws Exception {
        Deliveries deliveries = new Deliveries();
        int threadsBefore = THREADS.getThreadCount();
        try (Waiter waiter = way.open(task, deliveries)) {
            rehearse(waiter, task, deliveries, stub);
            deliveries.expect(task.runs());
            long heapBefore = usedHeap();
            THREADS.resetPeakThreadCount();
            startAll(waiter, task.runs());
            stub.awaitStarts(task.workflow(), REHEARSAL + task.runs(), PATIENCE);
            // After that, each run has been polled at least once.
            Thread.sleep(task.spedUp(LONGEST_POLL_INTERVAL).toMillis());
            long heap = usedHeap() - heapBefore;
            long calls = stub.calls(task.workflow());
            long cpu = SYSTEM.getProcessCpuTime();
            stub.go(task.workflow(), task.shortest(), task.longest());
            deliveries.await(task.longest().plus(PATIENCE));
            return new WaitingFigures(
                    THREADS.getPeakThreadCount() - threadsBefore,
                    (double) heap / task.runs(),
                    deliveries.percentile(0.5),
                    deliveries.percentile(0.99),
                    (double) (stub.calls(task.workflow()) - calls) / task.runs(),
                    (SYSTEM.getProcessCpuTime() - cpu) / 1_000.0 / task.runs());
        }
    }

    /** Classes, connections and pools that come with the first runs are no cost of the others. */
    private static void rehearse(Waiter waiter, Task task, Deliveries deliveries, Stub stub) throws Exception {
        deliveries.expect(REHEARSAL);
        stub.go(task.workflow(), Duration.ZERO, Duration.ofMillis(1));
        startAll(waiter, REHEARSAL);
        deliveries.await(PATIENCE);
        stub.renew(task.workflow(), REHEARSAL);
    }

    private static void startAll(Waiter waiter, int runs) throws Exception {
        for (int i = 0; i < runs; i++) {
            waiter.start();
        }
    }

    /**
     * Bytes of the heap in use after as many collections as find anything; what one of them frees may free more. As the
     * collector counts them: by the time anybody else could, threads have taken new buffers of half a megabyte each.
     */
    private static long usedHeap() {
        long before = Long.MAX_VALUE;
        while (true) {
            System.gc();
            long used = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP)
                    .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                    .sum();
            if (used >= before) {
                return used;
            }
            before = used;
        }
    }
}
