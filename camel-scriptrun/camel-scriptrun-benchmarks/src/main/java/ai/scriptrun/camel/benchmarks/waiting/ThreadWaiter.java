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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

import ai.scriptrun.camel.benchmarks.calls.HttpClientCaller;
import com.fasterxml.jackson.databind.JsonNode;

/** The polling loop of the API's text, {@code poll_workflow_result}, in a thread for each run. */
final class ThreadWaiter implements Waiter {

    static final Duration INTERVAL = Duration.ofSeconds(3);
    static final Duration CONSISTENCY_DELAY = Duration.ofSeconds(2);
    static final Set<String> TERMINAL = Set.of("succeed", "failed");

    private final Task task;
    private final Deliveries deliveries;
    private final HttpClientCaller client;

    ThreadWaiter(Task task, Deliveries deliveries) {
        this.task = task;
        this.deliveries = deliveries;
        this.client = new HttpClientCaller(task.service());
    }

    @Override
    public void start() throws IOException {
        String run = client.runWorkflow(Map.of("text", "Thank you")).path("id").textValue();
        Thread thread = new Thread(() -> poll(run), "poll " + run);
        thread.setDaemon(true);
        thread.start();
    }

    private void poll(String run) {
        try {
            while (true) {
                JsonNode data = client.getResult(run);
                if (!TERMINAL.contains(data.path("status").asText())) {
                    Thread.sleep(task.spedUp(INTERVAL).toMillis());
                } else if (data.path("data").isEmpty()) {
                    Thread.sleep(task.spedUp(CONSISTENCY_DELAY).toMillis());
                } else {
                    deliveries.take(data.at("/data/" + task.output() + "/result/content")
                            .textValue());
                    return;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
