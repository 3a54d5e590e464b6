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
package ai.scriptrun.camel.dsl;

import java.time.Duration;

import ai.scriptrun.camel.ResultFormat;
import ai.scriptrun.camel.ScriptRunComponent;
import ai.scriptrun.camel.emulator.SampleWorkflow;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.emulator.ScriptRunEmulatorExtension;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static ai.scriptrun.camel.builder.ScriptrunComponentBuilderFactory.scriptrun;
import static ai.scriptrun.camel.builder.StaticEndpointBuilders.scriptrun;
import static org.assertj.core.api.Assertions.assertThat;

/** The component and its endpoints by fluent builders. */
@ExtendWith(ScriptRunEmulatorExtension.class)
class BuildersTest {

    private final CamelContext camel = new DefaultCamelContext();

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void buildsTheComponentAndARoute(ScriptRunEmulator emulator) throws Exception {
        emulator.createWorkflow(SampleWorkflow.FEEDBACK.json());
        // tag::component[]
        ScriptRunComponent component = scriptrun()
                .baseUrl(emulator.baseUrl())
                .apiKey(emulator.apiKey())
                .pollInterval(Duration.ofMillis(100).toMillis())
                .build();
        camel.addComponent("scriptrun", component);
        // end::component[]
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                // tag::route[]
                from("direct:feedback")
                        .to(scriptrun("runWorkflow").workflowId(307).await(true).resultFormat(ResultFormat.OUTPUT));
                // end::route[]
            }
        });
        camel.start();

        assertThat(camel.createProducerTemplate()
                        .requestBody("direct:feedback", "{\"feedback\": \"I love it.\"}", String.class))
                .startsWith("That is wonderful");
    }
}
