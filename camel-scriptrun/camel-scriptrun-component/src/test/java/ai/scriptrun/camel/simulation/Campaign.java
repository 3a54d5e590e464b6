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
package ai.scriptrun.camel.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

import ai.scriptrun.camel.simulation.Fault.Effect;
import ai.scriptrun.camel.testing.ProofReport;

/** Many histories, with consecutive seeds, and what happened in them. */
final class Campaign {

    private static final int MOST_FAILURES = 5;
    private static final int THREADS = 2;

    private final Bug bug;
    private final long end;
    private final AtomicLong next;
    private final List<Long> failed = Collections.synchronizedList(new ArrayList<>());
    private final Map<Effect, Integer> happened = new EnumMap<>(Effect.class);
    private int histories;
    private long steps;
    private long storeFailures;
    private long nanos;

    /** @param bug a bug that is put in */
    Campaign(long first, int count, Bug bug) {
        this.next = new AtomicLong(first);
        this.end = first + count;
        this.bug = bug;
    }

    Campaign run() throws InterruptedException, ExecutionException {
        long begin = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (Future<Void> done : threads.invokeAll(Collections.nCopies(THREADS, (Callable<Void>) this::runSome))) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        nanos = System.nanoTime() - begin;
        return this;
    }

    private Void runSome() {
        for (long seed = next.getAndIncrement();
                seed < end && failed.size() < MOST_FAILURES;
                seed = next.getAndIncrement()) {
            History.Outcome outcome = History.of(seed).run(bug, false);
            if (outcome.violation() != null) {
                failed.add(seed);
            }
            count(outcome);
        }
        return null;
    }

    private synchronized void count(History.Outcome outcome) {
        histories++;
        steps += outcome.steps();
        storeFailures += outcome.world().storeFailures();
        for (Effect effect : Effect.values()) {
            happened.merge(effect, outcome.world().happened(effect), Integer::sum);
        }
    }

    /** Seeds of histories in which something was violated. */
    List<Long> failed() {
        return failed.stream().sorted().toList();
    }

    int histories() {
        return histories;
    }

    private int happened(Effect... effects) {
        int sum = 0;
        for (Effect effect : effects) {
            sum += happened.getOrDefault(effect, 0);
        }
        return sum;
    }

    /** Publishes what happened. */
    void publish(String name, String conditions) {
        new ProofReport(
                        name,
                        conditions,
                        "histories",
                        "steps",
                        "crashes",
                        "stops",
                        "freezes",
                        "store failures",
                        "outages",
                        "lost responses",
                        "refused calls",
                        "failed deliveries",
                        "violations",
                        "histories a second")
                .row(
                        histories,
                        steps,
                        happened(Effect.CRASH),
                        happened(Effect.STOP),
                        happened(Effect.FREEZE),
                        storeFailures,
                        happened(Effect.STORE_DOWN, Effect.SERVICE_DOWN),
                        happened(Effect.VANISH, Effect.LATE, Effect.LOSE, Effect.ERROR, Effect.GATEWAY, Effect.GARBLE),
                        happened(Effect.REFUSE, Effect.THROTTLE, Effect.BUSY),
                        happened(Effect.FAIL),
                        failed.size(),
                        Math.round(histories / (nanos / 1e9)))
                .publish();
    }
}
