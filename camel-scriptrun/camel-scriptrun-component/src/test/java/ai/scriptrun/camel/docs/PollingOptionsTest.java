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
package ai.scriptrun.camel.docs;

import java.time.Duration;
import java.util.Map;

import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.testing.TestNode;
import ai.scriptrun.camel.testing.Workflows;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The example of docs/life-of-a-run.adoc for when runs are polled. */
class PollingOptionsTest {

    private final ScriptRunEmulator service =
            ScriptRunEmulator.builder().runTime(Duration.ofMillis(200)).start();
    private final long workflow = service.createWorkflow(Workflows.ECHO);
    private final TestNode node = new TestNode(service);

    @AfterEach
    void stop() {
        node.close();
        service.close();
    }

    @Test
    void learnedAndFixedPollingBringTheResult() throws Exception {
        node.start(new RouteBuilder() {
            @Override
            public void configure() {
                // tag::polling[]
                from("direct:soon")
                        .setHeader("CamelScriptRunWorkflowId", constant(workflow))
                        .to("scriptrun:runWorkflow?await=true&polling=LEARNED&pollInterval=1s&minPollInterval=250ms")
                        .to("mock:results");
                from("direct:evenly")
                        .setHeader("CamelScriptRunWorkflowId", constant(workflow))
                        .to("scriptrun:runWorkflow?await=true&polling=FIXED&pollInterval=1s&maxPollInterval=1s")
                        .to("mock:results");
                // end::polling[]
            }
        });
        node.template().sendBody("direct:soon", Map.of("n", 1));
        node.template().sendBody("direct:evenly", Map.of("n", 1));

        await().untilAsserted(() ->
                assertThat(node.mock("results").getReceivedCounter()).isEqualTo(2));
        assertThat(node.component().status().learned())
                .as("nothing is learned from the one that is polled evenly")
                .singleElement()
                .satisfies(learned -> assertThat(learned.runs()).isOne());
    }
}
