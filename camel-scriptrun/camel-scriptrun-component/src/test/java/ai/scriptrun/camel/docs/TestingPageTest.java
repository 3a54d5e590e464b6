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

import ai.scriptrun.camel.ScriptRunComponent;
import ai.scriptrun.camel.emulator.SampleWorkflow;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.emulator.ScriptRunEmulatorExtension;
import ai.scriptrun.camel.emulator.http.Endpoint;
import ai.scriptrun.camel.emulator.llm.LlmReply;
import ai.scriptrun.camel.emulator.llm.LlmRequest;
import ai.scriptrun.camel.exception.RunFailedException;
import ai.scriptrun.camel.exception.RunStartUncertainException;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What docs/testing.adoc shows. */
class TestingPageTest {

    // tag::extension[]
    @RegisterExtension
    static final ScriptRunEmulatorExtension EMULATOR = new ScriptRunEmulatorExtension(ScriptRunEmulator.builder()
            .queueTime(Duration.ZERO)
            .runTime(Duration.ofMillis(50))
            .llm(TestingPageTest::answer));

    private static LlmReply answer(LlmRequest request) {
        if (request.text("user").contains("unreadable")) {
            throw new IllegalArgumentException("The model can't read this.");
        }
        return LlmReply.of("positive");
    }
    // end::extension[]

    private final CamelContext camel = new DefaultCamelContext();
    private final ProducerTemplate routes = camel.createProducerTemplate();

    // tag::connect[]
    @BeforeEach
    void connect(ScriptRunEmulator service) throws Exception {
        service.createWorkflow(SampleWorkflow.FEEDBACK.json());
        ScriptRunComponent component = camel.getComponent("scriptrun", ScriptRunComponent.class);
        component.getConfiguration().setBaseUrl(service.baseUrl());
        component.getConfiguration().setApiKey(service.apiKey());
        component.getConfiguration().setPollInterval(50);
        component.getConfiguration().setConsistencyDelay(50);
        camel.addRoutes(new FeedbackRoutes());
        camel.start();
    }
    // end::connect[]

    @AfterEach
    void stop() {
        camel.stop();
    }

    // tag::routes[]
    static class FeedbackRoutes extends RouteBuilder {

        @Override
        public void configure() {
            from("direct:feedback").to("scriptrun:runWorkflow?workflowId=307&await=true&resultFormat=TEXT");

            from("direct:later").to("scriptrun:runWorkflow?workflowId=307&track=true");

            from("scriptrun:results?delay=50&resultFormat=TEXT").to("mock:results");
        }
    }
    // end::routes[]

    // tag::result[]
    @Test
    void returnsTheResultOfTheRun() {
        assertThat(routes.requestBody("direct:feedback", Map.of("feedback", "Great!")))
                .isEqualTo("positive");
    }
    // end::result[]

    // tag::tracked[]
    @Test
    void receivesTheResultOfATrackedRun() throws InterruptedException {
        MockEndpoint results = camel.getEndpoint("mock:results", MockEndpoint.class);
        results.expectedBodiesReceived("positive");

        routes.sendBody("direct:later", Map.of("feedback", "Great!"));

        results.assertIsSatisfied();
    }
    // end::tracked[]

    // tag::waited[]
    @Test
    void retriesAfterTooManyRequests(ScriptRunEmulator service) {
        service.faults().on(Endpoint.RESULT).call(1).tooManyRequests(Duration.ofSeconds(1));

        assertThat(routes.requestBody("direct:feedback", Map.of("feedback", "Great!")))
                .isEqualTo("positive");
    }
    // end::waited[]

    // tag::uncertain[]
    @Test
    void startsNoSecondRunIfTheResponseIsLost(ScriptRunEmulator service) {
        service.faults().on(Endpoint.RUN).call(1).answerLost();

        assertThatThrownBy(() -> routes.requestBody("direct:feedback", Map.of("feedback", "Great!")))
                .hasCauseInstanceOf(RunStartUncertainException.class);

        service.wireMock().verify(1, postRequestedFor(urlPathMatching(".*/run/")));
    }
    // end::uncertain[]

    // tag::failing[]
    @Test
    void throwsAnExceptionIfTheRunFails() {
        assertThatThrownBy(() -> routes.requestBody("direct:feedback", Map.of("feedback", "unreadable")))
                .hasCauseInstanceOf(RunFailedException.class);
    }
    // end::failing[]
}
