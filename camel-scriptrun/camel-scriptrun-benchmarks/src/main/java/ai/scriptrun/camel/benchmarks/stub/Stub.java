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

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import ai.scriptrun.camel.benchmarks.Service;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Configures the stub.
 *
 * @param url where it listens
 */
public record Stub(String url) {

    private static final AtomicLong WORKFLOWS =
            new AtomicLong(ProcessHandle.current().pid() * 1_000_000);
    private static final JsonMapper JSON = new JsonMapper();

    /** The node whose content is a run's output: when it ended, in milliseconds of the epoch. */
    public static final String OUTPUT = "a7bf1234-0000-0000-0000-000000000001";

    /** A new workflow with as many runs that have ended. */
    public long workflow(long oldRuns) {
        long id = WORKFLOWS.incrementAndGet();
        renew(id, oldRuns);
        return id;
    }

    /** As {@link #workflow(long)}, in place of one that there is. */
    public void renew(long workflow, long oldRuns) {
        ask("workflow?id=" + workflow + "&old=" + oldRuns);
    }

    /** The service, as its callers see it, with a workflow whose first run has ended. */
    public Service service(long workflow) {
        return new Service(url, "sk-benchmark-api-key", workflow, new UUID(workflow, 0).toString());
    }

    /** Has the service begin to work on all runs of a workflow; they take between the shortest and the longest time. */
    public void go(long workflow, Duration shortest, Duration longest) {
        ask("go?id=" + workflow + "&from=" + shortest.toMillis() + "&to=" + longest.toMillis());
    }

    /** Calls about a workflow or its runs so far, starts not counted. */
    public long calls(long workflow) {
        return ask("calls?id=" + workflow);
    }

    /** Waits until so many runs of a workflow have been started. */
    public void awaitStarts(long workflow, long runs, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (ask("starts?id=" + workflow) < runs) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not all runs of workflow " + workflow + " were started");
            }
            Thread.sleep(10);
        }
    }

    private long ask(String what) {
        try (InputStream answer = URI.create(url + "/stub/" + what).toURL().openStream()) {
            return JSON.readTree(answer).path("answer").longValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
