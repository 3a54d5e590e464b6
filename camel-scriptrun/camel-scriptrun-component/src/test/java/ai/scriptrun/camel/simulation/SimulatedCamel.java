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
package ai.scriptrun.camel.simulation;

import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.PluginHelper;

/** The Camel context of all simulated nodes: it has the type converters, and no part of what they do. */
final class SimulatedCamel {

    private static final CamelContext CONTEXT = new DefaultCamelContext();
    private static final Endpoint ENDPOINT = new SimulatedEndpoint();

    static {
        CONTEXT.start();
        // As Camel does before its first route.
        PluginHelper.getUnitOfWorkFactory(CONTEXT).afterPropertiesConfigured(CONTEXT);
    }

    private SimulatedCamel() {}

    static CamelContext context() {
        return CONTEXT;
    }

    static Endpoint endpoint() {
        return ENDPOINT;
    }

    private static final class SimulatedEndpoint extends DefaultEndpoint {

        SimulatedEndpoint() {
            setCamelContext(CONTEXT);
        }

        @Override
        protected String createEndpointUri() {
            return "scriptrun:results";
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException();
        }
    }
}
