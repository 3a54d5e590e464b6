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
package ai.scriptrun.camel.examples.queuebridge;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.examples.support.Broker;
import ai.scriptrun.camel.examples.support.JavaProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The bridge in a JVM of its own, with the broker and the service in this one. */
abstract class Stage {

    @TempDir
    Path home;

    final ScriptRunEmulator service = ScriptRunEmulator.builder()
            .runTime(Duration.ofMillis(200), Duration.ofSeconds(2))
            .start();
    Broker broker;
    JavaProcess bridge;

    @BeforeEach
    void start() throws Exception {
        service.createWorkflow(getClass().getResourceAsStream("/triage.json"));
        broker = Broker.start(home.resolve("broker"));
        startBridge();
    }

    final void startBridge(String... options) throws Exception {
        long workflow = service.workflows().lastKey();
        bridge = Bridge.start(
                home,
                broker.url(),
                Map.of(
                        "SCRIPTRUN_BASE_URL", service.baseUrl(),
                        "SCRIPTRUN_API_KEY", service.apiKey(),
                        "SCRIPTRUN_WORKFLOW_ID", Long.toString(workflow),
                        "SCRIPTRUN_POLL_INTERVAL", "200ms"),
                options);
    }

    @AfterEach
    void end() {
        bridge.close();
        broker.close();
        service.close();
    }
}
