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
package ai.scriptrun.camel.benchmarks.calls;

import java.util.Map;

import ai.scriptrun.camel.benchmarks.Service;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** Two routes, called as an application calls them. */
abstract class RouteCaller implements Caller {

    static final String RUN_WORKFLOW = "direct:runWorkflow";
    static final String GET_RESULT = "direct:getResult";

    private final CamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;
    private final Endpoint runWorkflow;
    private final Endpoint getResult;

    RouteCaller(Service service) throws Exception {
        prepare(context, service);
        context.addRoutes(routes(service));
        context.start();
        template = context.createProducerTemplate();
        runWorkflow = context.getEndpoint(RUN_WORKFLOW);
        getResult = context.getEndpoint(GET_RESULT);
    }

    abstract void prepare(CamelContext camel, Service service);

    abstract RouteBuilder routes(Service service);

    @Override
    public Object runWorkflow(Map<String, Object> input) {
        return template.requestBody(runWorkflow, input);
    }

    @Override
    public Object getResult(String run) {
        return template.requestBody(getResult, run);
    }
}
