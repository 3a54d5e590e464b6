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
import org.apache.camel.builder.RouteBuilder;

/** Apache HttpClient and Jackson in a route's processor: what Camel itself adds to them. */
final class ClientInRouteCaller extends RouteCaller {

    private HttpClientCaller client;

    ClientInRouteCaller(Service service) throws Exception {
        super(service);
    }

    @Override
    void prepare(CamelContext camel, Service service) {
        client = new HttpClientCaller(service);
    }

    @Override
    RouteBuilder routes(Service service) {
        return new RouteBuilder() {
            @Override
            @SuppressWarnings("unchecked")
            public void configure() {
                from(RUN_WORKFLOW).process(exchange -> exchange.getMessage()
                        .setBody(client.runWorkflow(exchange.getMessage().getBody(Map.class))));
                from(GET_RESULT).process(exchange -> exchange.getMessage()
                        .setBody(client.getResult(exchange.getMessage().getBody(String.class))));
            }
        };
    }
}
