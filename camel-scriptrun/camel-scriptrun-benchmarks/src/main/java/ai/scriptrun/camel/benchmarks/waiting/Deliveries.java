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

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes down how long after its run's end each result comes. Thread-safe. */
final class Deliveries {

    private volatile Batch batch = new Batch(0);

    private static final class Batch {

        private final long[] lags;
        private final AtomicInteger taken = new AtomicInteger();
        private final CountDownLatch left;

        Batch(int expected) {
            lags = new long[expected];
            left = new CountDownLatch(expected);
        }
    }

    /** Forgets what has come; so many are to come next. */
    void expect(int results) {
        batch = new Batch(results);
    }

    /** A result; its output is the time at which its run ended, in milliseconds of the epoch. */
    void take(String output) {
        long lag = System.currentTimeMillis() - Long.parseLong(output);
        Batch current = batch;
        current.lags[current.taken.getAndIncrement()] = lag;
        current.left.countDown();
    }

    void await(Duration atMost) throws InterruptedException {
        Batch current = batch;
        if (!current.left.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(
                    current.left.getCount() + " of " + current.lags.length + " results didn't come");
        }
    }

    /** The lag that so large a part of the results doesn't exceed, in milliseconds. */
    long percentile(double part) {
        long[] sorted = batch.lags.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(part * sorted.length))];
    }
}
