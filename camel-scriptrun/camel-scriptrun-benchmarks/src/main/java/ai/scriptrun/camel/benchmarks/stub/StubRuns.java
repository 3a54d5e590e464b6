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
package ai.scriptrun.camel.benchmarks.stub;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * The runs of one workflow, each computed from its number on each request, so that a million of them take no memory.
 * Old runs have ended; the others wait until the clock of their workflow is started. Thread-safe.
 */
final class StubRuns {

    private static final long NEVER = Long.MAX_VALUE;

    /** Spreads service times evenly, and the same way each time. */
    private static final long STRIDE = 2_654_435_761L;

    private final long workflowId;
    private final long old;
    private final long made = System.currentTimeMillis();
    private final AtomicLong number;
    private final LongAdder calls = new LongAdder();
    private volatile Clock clock = new Clock(NEVER, 0, 1);

    /** When the runs began to be worked on, and how long they take, at least and at most. */
    private record Clock(long began, long from, long to) {}

    StubRuns(long workflowId, long old) {
        this.workflowId = workflowId;
        this.old = old;
        this.number = new AtomicLong(old);
    }

    long start() {
        return number.getAndIncrement();
    }

    void called() {
        calls.increment();
    }

    long calls() {
        return calls.sum();
    }

    long number() {
        return number.get();
    }

    /** All runs that have been started are worked on from now on. */
    void go(long from, long to) {
        clock = new Clock(System.currentTimeMillis(), from, to);
    }

    String id(long run) {
        return new UUID(workflowId, run).toString();
    }

    boolean hasEnded(long run) {
        return run < old || end(run) <= System.currentTimeMillis();
    }

    /** When it ends, in milliseconds of the epoch. */
    long end(long run) {
        Clock now = clock;
        if (run < old || now.began == NEVER) {
            return run < old ? made : NEVER;
        }
        return now.began + now.from + Math.floorMod(run * STRIDE, now.to - now.from);
    }

    /** One a minute until this service came up. */
    Instant createdAt(long run) {
        return Instant.ofEpochMilli(made - 60_000 * Math.max(0, old - run));
    }
}
