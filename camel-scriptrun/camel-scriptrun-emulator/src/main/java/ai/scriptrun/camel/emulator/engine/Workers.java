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
package ai.scriptrun.camel.emulator.engine;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The few threads on which blocking nodes are executed. They are created only for the first such node. */
final class Workers implements AutoCloseable {

    private static final int THREADS = 8;
    private static final int LAST_WORK_SECONDS = 2;

    private final AtomicInteger count = new AtomicInteger();
    private final ExecutorService pool = Executors.newFixedThreadPool(THREADS, this::daemon);

    private Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "scriptrun-emulator-worker-" + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    void submit(Runnable work) {
        pool.execute(work);
    }

    @Override
    public void close() {
        pool.shutdownNow();
        try {
            // A node that ignores the interruption continues in the background, without effect.
            pool.awaitTermination(LAST_WORK_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
