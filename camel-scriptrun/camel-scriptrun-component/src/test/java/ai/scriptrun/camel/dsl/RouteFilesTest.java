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

import java.util.Map;

import ai.scriptrun.camel.ScriptRunComponent;
import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.emulator.SampleWorkflow;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.emulator.ScriptRunEmulatorExtension;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Routes in YAML and XML, and Kamelets, run in Camel Main with options from a properties file. */
@ExtendWith(ScriptRunEmulatorExtension.class)
class RouteFilesTest {

    private static final Map<String, Object> PRAISE = Map.of("feedback", "I love it, thank you!");

    private final Main main = new Main();
    private final ScriptRunEmulator service;

    RouteFilesTest(ScriptRunEmulator service) {
        this.service = service;
    }

    @BeforeEach
    void createWorkflow() {
        service.createWorkflow(SampleWorkflow.FEEDBACK.json());
    }

    private void start(String routes) throws Exception {
        main.setPropertyPlaceholderLocations("classpath:main/application.properties");
        main.addOverrideProperty("camel.component.scriptrun.base-url", service.baseUrl());
        main.addOverrideProperty("camel.component.scriptrun.api-key", service.apiKey());
        main.addOverrideProperty("camel.main.routes-include-pattern", "classpath:routes/" + routes);
        main.start();
    }

    @AfterEach
    void stop() {
        main.stop();
    }

    private Exchange nextResult() {
        Exchange result = main.getCamelContext().createConsumerTemplate().receive("seda:results", 20_000);
        assertThat(result).as("a result").isNotNull();
        return result;
    }

    @ParameterizedTest
    @ValueSource(strings = {"feedback.yaml", "feedback.xml"})
    void routesOfAFileRunWorkflows(String file) throws Exception {
        start(file);

        assertThat(main.getCamelTemplate().requestBody("direct:feedback", PRAISE))
                .asString()
                .isNotBlank();

        main.getCamelTemplate().sendBody("direct:later", PRAISE);
        assertThat(nextResult().getMessage().getBody()).asString().isNotBlank();
    }

    @Test
    void propertiesAreSetOnTheComponent() throws Exception {
        start("feedback.yaml");

        CamelContext context = main.getCamelContext();
        ScriptRunComponent component = context.getComponent("scriptrun", ScriptRunComponent.class);
        assertThat(component.getConfiguration().getPollInterval()).isEqualTo(200);
        assertThat(component.getConfiguration().getMaxPollInterval()).isEqualTo(1_000);
        assertThat(component.getConfiguration().getAwaitTimeout()).isEqualTo(120_000);
    }

    @Test
    void kameletsOfTheComponentRunWorkflowsAndReceiveResults() throws Exception {
        start("kamelets.yaml");

        Object answer = main.getCamelTemplate().requestBody("direct:feedback", PRAISE);
        String others = service.runs().start(307, "{\"feedback\": \"It broke on the first day.\"}");

        assertThat(answer).asString().isNotBlank();
        assertThat(new String[] {runId(nextResult()), runId(nextResult())}).contains(others);
    }

    private static String runId(Exchange result) {
        return result.getMessage().getHeader(ScriptRunConstants.RUN_ID, String.class);
    }
}
