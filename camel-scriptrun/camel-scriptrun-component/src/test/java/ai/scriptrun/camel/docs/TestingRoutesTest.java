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

import java.nio.file.Files;
import java.nio.file.Path;

import ai.scriptrun.camel.ScriptRunComponent;
import ai.scriptrun.camel.emulator.SampleWorkflow;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How docs/testing.adoc takes routes apart. */
class TestingRoutesTest {

    /** One service for all tests of a JVM. */
    // tag::shared[]
    static final class Service {

        static final ScriptRunEmulator INSTANCE = ScriptRunEmulator.start();

        static {
            INSTANCE.createWorkflow(SampleWorkflow.FEEDBACK.json());
        }
    }
    // end::shared[]

    private final CamelContext camel = new DefaultCamelContext();

    @TempDir
    private Path folder;

    @BeforeEach
    void connect() throws Exception {
        ScriptRunComponent component = camel.getComponent("scriptrun", ScriptRunComponent.class);
        component.getConfiguration().setBaseUrl(Service.INSTANCE.baseUrl());
        component.getConfiguration().setApiKey(Service.INSTANCE.apiKey());
        component.getConfiguration().setPollInterval(50);
        camel.getPropertiesComponent().addInitialProperty("folder", folder.toString());
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                // tag::route[]
                from("file:{{folder}}/inbox?delay=50")
                        .routeId("feedback")
                        .to("scriptrun:runWorkflow?workflowId=307&await=true&resultFormat=OUTPUT")
                        .id("run")
                        .to("file:{{folder}}/outbox");
                // end::route[]
            }
        });
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    // tag::advice[]
    @Test
    void writesTheResultToTheOutbox() throws Exception {
        AdviceWith.adviceWith(camel, "feedback", route -> {
            route.replaceFromWith("direct:feedback");
            route.mockEndpointsAndSkip("file:*");
        });
        camel.start();
        MockEndpoint outbox = MockEndpoint.resolve(camel, "mock:file:" + folder + "/outbox");
        outbox.expectedBodiesReceived("That is wonderful to hear! Thank you, and keep it up.");

        camel.createProducerTemplate().sendBody("direct:feedback", "{\"feedback\": \"I love it, thank you!\"}");

        outbox.assertIsSatisfied();
    }
    // end::advice[]

    // tag::mock[]
    @Test
    void continuesWithAReplacedResult() throws Exception {
        AdviceWith.adviceWith(camel, "feedback", route -> {
            route.weaveById("run").replace().setBody(route.constant("An answer."));
            route.weaveAddLast().to("mock:end");
        });
        camel.start();
        MockEndpoint end = MockEndpoint.resolve(camel, "mock:end");
        end.expectedBodiesReceived("An answer.");

        Files.writeString(Files.createDirectories(folder.resolve("inbox")).resolve("1.txt"), "Great!");

        end.assertIsSatisfied();
    }
    // end::mock[]
}
