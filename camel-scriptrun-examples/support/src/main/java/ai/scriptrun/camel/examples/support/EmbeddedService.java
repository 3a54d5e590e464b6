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
package ai.scriptrun.camel.examples.support;

import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;

import ai.scriptrun.camel.emulator.ScriptRunEmulator;

/** The emulator in this process, with the example's own workflow. */
record EmbeddedService(ScriptRunEmulator emulator, String workflowId, LongAdder received) implements Service {

    static EmbeddedService start(InputStream workflow) {
        // Slow runs, so that the progress is visible.
        ScriptRunEmulator emulator = ScriptRunEmulator.builder()
                .queueTime(Duration.ofMillis(50), Duration.ofMillis(400))
                .runTime(Duration.ofMillis(200), Duration.ofMillis(1500))
                .consistencyWindow(Duration.ZERO, Duration.ofMillis(400))
                .start();
        long id = emulator.createWorkflow(workflow);
        LongAdder received = new LongAdder();
        emulator.wireMock().addMockServiceRequestListener((request, response) -> received.increment());
        return new EmbeddedService(emulator, Long.toString(id), received);
    }

    @Override
    public String name() {
        return emulator.baseUrl() + ", embedded emulator";
    }

    @Override
    public Map<String, String> properties() {
        return Map.of(
                "camel.component.scriptrun.base-url",
                emulator.baseUrl(),
                "camel.component.scriptrun.api-key",
                emulator.apiKey(),
                "camel.component.scriptrun.poll-interval",
                "300ms",
                "camel.component.scriptrun.max-poll-interval",
                "1s",
                "camel.component.scriptrun.consistency-delay",
                "200ms",
                "workflow",
                workflowId);
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(
                "SCRIPTRUN_BASE_URL",
                emulator.baseUrl(),
                "SCRIPTRUN_API_KEY",
                emulator.apiKey(),
                "SCRIPTRUN_WORKFLOW_ID",
                workflowId,
                "SCRIPTRUN_POLL_INTERVAL",
                "300ms",
                "SCRIPTRUN_MAX_POLL_INTERVAL",
                "1s");
    }

    @Override
    public OptionalLong calls() {
        return OptionalLong.of(received.sum());
    }

    @Override
    public void close() {
        emulator.close();
    }
}
