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

import ai.scriptrun.camel.benchmarks.Service;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.model.dataformat.JsonLibrary;

/** What one writes in Camel without this component: camel-http and camel-jackson. */
final class HandWrittenCaller extends RouteCaller {

    HandWrittenCaller(Service service) throws Exception {
        super(service);
    }

    @Override
    void prepare(CamelContext camel, Service service) {
        HttpComponent http = camel.getComponent("http", HttpComponent.class);
        http.setMaxTotalConnections(CONNECTIONS);
        http.setConnectionsPerRoute(CONNECTIONS);
    }

    @Override
    RouteBuilder routes(Service service) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(RUN_WORKFLOW)
                        .marshal()
                        .json(JsonLibrary.Jackson)
                        .setHeader(Exchange.HTTP_METHOD, constant("POST"))
                        .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
                        .setHeader("X-Api-Key", constant(service.apiKey()))
                        .to(service.api() + service.workflow() + "/run/")
                        .unmarshal()
                        .json(JsonLibrary.Jackson);
                from(GET_RESULT)
                        .setHeader(Exchange.HTTP_METHOD, constant("GET"))
                        .setHeader(Exchange.HTTP_QUERY, simple("id=${body}"))
                        .setHeader("X-Api-Key", constant(service.apiKey()))
                        .to(service.api() + "workflow_result/")
                        .unmarshal()
                        .json(JsonLibrary.Jackson);
            }
        };
    }
}
