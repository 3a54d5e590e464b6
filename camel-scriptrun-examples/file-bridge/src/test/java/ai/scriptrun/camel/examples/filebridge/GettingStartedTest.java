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
package ai.scriptrun.camel.examples.filebridge;

import ai.scriptrun.camel.ScriptRunComponent;
import ai.scriptrun.camel.ScriptRunConfiguration;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.emulator.ScriptRunEmulatorExtension;
import ai.scriptrun.camel.exception.RunFailedException;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** What docs/getting-started.adoc shows besides the example's own route. */
// tag::emulator[]
@ExtendWith(ScriptRunEmulatorExtension.class)
class GettingStartedTest {

    private final CamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void connect(ScriptRunEmulator emulator) {
        ScriptRunConfiguration options =
                camel.getComponent("scriptrun", ScriptRunComponent.class).getConfiguration();
        options.setBaseUrl(emulator.baseUrl());
        options.setApiKey(emulator.apiKey());
        options.setPollInterval(100);
    }
    // end::emulator[]

    private static final String WORKFLOW = """
            {"start_node": "a", "edges": [{"id": "e", "source": "a", "target": "b"}], "nodes": [
              {"id": "a", "type": "trigger-node", "data": {"name": "Trigger"}},
              {"id": "b", "type": "basic-node", "data": {"name": "Answer", %s}}]}""";

    private static final String ANSWERS = WORKFLOW.formatted("""
            "label": "LLMOpenAI", "messages": [
              {"role": "system", "message": "Classify it as good or bad."},
              {"role": "user", "message": "{{ input.__raw_input__ }}"}]""");

    /** Calls a host that the emulator calls for nobody. */
    private static final String FAILS =
            WORKFLOW.formatted("\"label\": \"HTTP\", \"url\": \"http://scriptrun.invalid\", \"method\": \"GET\"");

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void awaits(ScriptRunEmulator emulator) throws Exception {
        String answer = answer(emulator.createWorkflow(ANSWERS), new RouteBuilder() {
            @Override
            public void configure() {
                // tag::await[]
                from("direct:feedback")
                        .to("scriptrun:runWorkflow?workflowId={{workflow}}&await=true&resultFormat=TEXT")
                        .log("The workflow says: ${body}");
                // end::await[]
            }
        });
        assertThat(answer).isEqualTo("good");
    }

    @Test
    void handlesAFailedRun(ScriptRunEmulator emulator) throws Exception {
        String answer = answer(emulator.createWorkflow(FAILS), new RouteBuilder() {
            @Override
            public void configure() {
                // tag::failed[]
                onException(RunFailedException.class)
                        .handled(true)
                        .setBody(simple("Run ${header.CamelScriptRunRunId} failed"));
                // end::failed[]
                from("direct:feedback").to("scriptrun:runWorkflow?workflowId={{workflow}}&await=true");
            }
        });
        assertThat(answer).matches("Run [0-9a-f-]{36} failed");
    }

    private String answer(long workflowId, RouteBuilder routes) throws Exception {
        camel.getPropertiesComponent().addInitialProperty("workflow", Long.toString(workflowId));
        camel.addRoutes(routes);
        camel.start();
        return camel.createProducerTemplate().requestBody("direct:feedback", "All is good.", String.class);
    }
}
