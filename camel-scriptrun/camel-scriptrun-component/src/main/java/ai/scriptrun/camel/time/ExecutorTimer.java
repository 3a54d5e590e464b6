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
package ai.scriptrun.camel.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Real time: one scheduler thread that passes due tasks to bounded workers. */
public final class ExecutorTimer implements Timer {

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final ScheduledExecutorService scheduler;
    private final Executor workers;
    private final LongSupplier nanoTime;
    private final Instant origin;
    private final long nanosAtOrigin;

    /**
     * @param scheduler keeps what is not due
     * @param workers   run what is due
     */
    public ExecutorTimer(ScheduledExecutorService scheduler, Executor workers) {
        this(scheduler, workers, Instant.now(), System::nanoTime);
    }

    ExecutorTimer(ScheduledExecutorService scheduler, Executor workers, Instant origin, LongSupplier nanoTime) {
        this.scheduler = scheduler;
        this.workers = workers;
        this.nanoTime = nanoTime;
        this.origin = origin;
        this.nanosAtOrigin = nanoTime.getAsLong();
    }

    /** Monotonic: a system clock that is set back would prolong every wait. */
    @Override
    public Instant now() {
        return origin.plusNanos(nanoTime.getAsLong() - nanosAtOrigin);
    }

    @Override
    public Cancellable after(Duration delay, Runnable task) {
        return alarm(delay, () -> handOver(task));
    }

    @Override
    public Cancellable alarm(Duration delay, Runnable quick) {
        try {
            Future<?> due = scheduler.schedule(quick, roundedUp(delay), TimeUnit.MILLISECONDS);
            return () -> due.cancel(false);
        } catch (RejectedExecutionException e) {
            if (scheduler.isShutdown()) {
                return () -> {};
            }
            throw e;
        }
    }

    /** Rounded up, because a task that runs slightly early would not be due. */
    private static long roundedUp(Duration delay) {
        return delay.plusNanos(999_999).toMillis();
    }

    private void handOver(Runnable task) {
        try {
            workers.execute(task);
        } catch (RejectedExecutionException e) {
            // Shut down between the two pools: a task that has not begun is dropped, as promised.
        } catch (OutOfMemoryError e) {
            // No thread could be started. The task must not be lost, so it is retried.
            after(AGAIN, task);
            throw e;
        }
    }
}
