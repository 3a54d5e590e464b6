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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

class ExecutorTimerTest {

    private final RecordingScheduler scheduler = new RecordingScheduler();

    private static final class RecordingScheduler extends ScheduledThreadPoolExecutor {
        private long lastDelay;
        private TimeUnit lastUnit;

        RecordingScheduler() {
            super(1);
            setRemoveOnCancelPolicy(true);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
            lastDelay = delay;
            lastUnit = unit;
            return super.schedule(command, delay, unit);
        }
    }

    @AfterEach
    void shutDown() {
        scheduler.shutdownNow();
    }

    @Test
    void isNeverEarlyByAFractionOfAMillisecond() {
        new ExecutorTimer(scheduler, Runnable::run).after(Duration.ofHours(1).plusNanos(1), () -> {});

        assertThat(scheduler.lastUnit).isEqualTo(TimeUnit.MILLISECONDS);
        assertThat(scheduler.lastDelay).isEqualTo(3_600_001);
    }

    @Test
    void passesDueTasksToAWorker() throws Exception {
        CountDownLatch handedOver = new CountDownLatch(1);
        AtomicBoolean ran = new AtomicBoolean();
        new ExecutorTimer(scheduler, task -> handedOver.countDown()).after(Duration.ZERO, () -> ran.set(true));

        assertThat(handedOver.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ran).as("ran on the scheduler's own thread").isFalse();
    }

    @Test
    void runsAnAlarmWhileNoWorkerIsFree() throws Exception {
        CountDownLatch alarm = new CountDownLatch(1);
        new ExecutorTimer(scheduler, task -> {}).alarm(Duration.ZERO, alarm::countDown);

        assertThat(alarm.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void usesAMonotonicClock() {
        AtomicLong nanoTime = new AtomicLong(-5);
        Instant origin = Instant.parse("2030-01-01T00:00:00Z");
        ExecutorTimer timer = new ExecutorTimer(scheduler, Runnable::run, origin, nanoTime::get);

        assertThat(timer.now()).isEqualTo(origin);
        nanoTime.addAndGet(1_500_000_000);
        assertThat(timer.now()).isEqualTo(origin.plusMillis(1_500));
    }

    @Test
    void retriesIfNoThreadCouldBeStarted() throws Exception {
        CountDownLatch ran = new CountDownLatch(1);
        AtomicInteger tries = new AtomicInteger();
        new ExecutorTimer(scheduler, task -> {
                    if (tries.incrementAndGet() == 1) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    task.run();
                })
                .after(Duration.ZERO, ran::countDown);

        assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void keepsNoReferenceToACancelledTask() {
        ExecutorTimer timer = new ExecutorTimer(scheduler, Runnable::run);
        timer.after(Duration.ofHours(1), () -> {}).cancel();
        timer.alarm(Duration.ofHours(1), () -> {}).cancel();

        assertThat(scheduler.getQueue()).isEmpty();
    }

    @Test
    void dropsATaskOnceItIsShutDown() {
        ExecutorTimer timer = new ExecutorTimer(scheduler, Runnable::run);
        scheduler.shutdownNow();

        assertThatCode(() -> timer.after(Duration.ZERO, () -> {}).cancel()).doesNotThrowAnyException();
    }
}
