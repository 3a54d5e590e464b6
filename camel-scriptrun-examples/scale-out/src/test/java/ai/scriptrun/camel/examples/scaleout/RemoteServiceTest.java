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
package ai.scriptrun.camel.examples.scaleout;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The example against a service that the environment names. */
class RemoteServiceTest {

    @TempDir
    private Path home;

    @Test
    void getsEveryRequest() throws Exception {
        try (ScriptRunEmulator service = ScriptRunEmulator.start()) {
            long workflow = service.createWorkflow(getClass().getResourceAsStream("/triage.json"));

            ScaleOutTest.run(
                    home,
                    Map.of(
                            "SCRIPTRUN_BASE_URL", service.baseUrl(),
                            "SCRIPTRUN_API_KEY", service.apiKey(),
                            "SCRIPTRUN_WORKFLOW_ID", Long.toString(workflow),
                            "SCRIPTRUN_POLL_INTERVAL", "300ms"));

            List<String> inputs =
                    service.runs().ids().stream().map(service.runs()::input).toList();
            assertThat(inputs.stream().distinct())
                    .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 300)
                            .mapToObj(i -> "{\"ticket\":\"The invoice of order " + i + " is wrong.\"}")
                            .toList());
            // A request that was with the worker at the kill may have been run twice.
            assertThat(inputs).hasSizeBetween(300, 301);
        }
    }
}
