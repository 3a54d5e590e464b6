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
package ai.scriptrun.camel.benchmarks.waiting;

import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** Routes that are sent an input for each run, without waiting for the exchange's end. */
class RouteWaiter implements Waiter {

    static final String START = "direct:start";

    private final CamelContext context;
    private final ProducerTemplate template;
    private final Endpoint start;

    RouteWaiter(DefaultCamelContext context, RouteBuilder routes) throws Exception {
        this.context = context;
        context.addRoutes(routes);
        context.start();
        template = context.createProducerTemplate();
        start = context.getEndpoint(START);
    }

    @Override
    public void start() {
        template.asyncRequestBody(start, Map.of("text", "Thank you"));
    }

    @Override
    public void close() {
        // Quick: it is not the end of an application that is measured.
        context.getShutdownStrategy().setTimeout(1);
        context.stop();
    }
}
