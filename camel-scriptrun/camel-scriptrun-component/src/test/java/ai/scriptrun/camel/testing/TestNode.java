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
package ai.scriptrun.camel.testing;

import java.time.Duration;

import ai.scriptrun.camel.ScriptRunComponent;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.store.RunStore;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;

/** An application with its own routes, as one of several that use the same service. */
public final class TestNode implements AutoCloseable {

    static {
        // A machine that is busy with other builds is no reason to fail.
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    }

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ScriptRunComponent component = new ScriptRunComponent();

    public TestNode(ScriptRunEmulator service) {
        this(service.baseUrl(), service.apiKey());
    }

    /** An application whose service is in another process. */
    public TestNode(String baseUrl, String apiKey) {
        component.setCamelContext(context);
        component.getConfiguration().setBaseUrl(baseUrl);
        component.getConfiguration().setApiKey(apiKey);
        component.getConfiguration().setPollInterval(50);
        component.getConfiguration().setMaxPollInterval(100);
        component.getConfiguration().setConsistencyDelay(50);
        context.addComponent("scriptrun", component);
        context.getShutdownStrategy().setTimeout(5);
    }

    public TestNode runStore(RunStore store) {
        component.getConfiguration().setRunStore(store);
        return this;
    }

    public ScriptRunComponent component() {
        return component;
    }

    public TestNode start(RouteBuilder... routes) throws Exception {
        for (RouteBuilder route : routes) {
            context.addRoutes(route);
        }
        context.start();
        return this;
    }

    public CamelContext context() {
        return context;
    }

    public ProducerTemplate template() {
        return context.createProducerTemplate();
    }

    public MockEndpoint mock(String name) {
        return context.getEndpoint("mock:" + name, MockEndpoint.class);
    }

    @Override
    public void close() {
        context.stop();
    }
}
