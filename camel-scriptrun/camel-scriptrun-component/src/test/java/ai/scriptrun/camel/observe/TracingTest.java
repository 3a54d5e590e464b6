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
package ai.scriptrun.camel.observe;

import java.util.List;
import java.util.Map;

import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.emulator.ScriptRunEmulatorExtension;
import ai.scriptrun.camel.testing.LogCapture;
import ai.scriptrun.camel.testing.TestNode;
import ai.scriptrun.camel.testing.Workflows;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.telemetrydev.TelemetryDevTracer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** A wait doesn't tear an exchange's trace apart. */
@ExtendWith(ScriptRunEmulatorExtension.class)
class TracingTest {

    @Test
    void theStepsBeforeAndAfterAWaitAreInOneTrace(ScriptRunEmulator service) throws Exception {
        long workflow = service.createWorkflow(Workflows.ECHO);
        try (LogCapture log = new LogCapture("");
                TestNode node = new TestNode(service)) {
            TelemetryDevTracer tracer = new TelemetryDevTracer();
            tracer.setTraceFormat("tree");
            tracer.init(node.context());
            node.start(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:start")
                            .to("mock:before")
                            .toF("scriptrun:runWorkflow?workflowId=%d&await=true", workflow)
                            .to("mock:after");
                }
            });

            node.template().sendBody("direct:start", Map.of("n", 1));

            List<String> trees = log.messages().stream()
                    .filter(message -> message.contains("mock://"))
                    .toList();
            assertThat(trees)
                    .singleElement()
                    .asString()
                    .containsSubsequence("mock://before", "scriptrun:runWorkflow", "mock://after");
        }
    }
}
