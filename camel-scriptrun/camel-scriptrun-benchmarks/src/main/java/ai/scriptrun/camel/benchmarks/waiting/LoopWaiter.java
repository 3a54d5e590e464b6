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

import ai.scriptrun.camel.benchmarks.Service;
import ai.scriptrun.camel.benchmarks.calls.Caller;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.dataformat.JsonLibrary;

/**
 * The solution in Camel without this component: a loop with a delay. It has as many threads for its calls as this
 * component uses, and a queue for every run: by default, Camel's queue has a thousand places, and further callers wait.
 */
final class LoopWaiter extends RouteWaiter {

    private static final int THREADS = 32;

    LoopWaiter(Task task, Deliveries deliveries) throws Exception {
        super(context(), routes(task, deliveries));
    }

    private static DefaultCamelContext context() {
        DefaultCamelContext context = new DefaultCamelContext();
        HttpComponent http = context.getComponent("http", HttpComponent.class);
        http.setMaxTotalConnections(Caller.CONNECTIONS);
        http.setConnectionsPerRoute(Caller.CONNECTIONS);
        context.getExecutorServiceManager()
                .setDefaultThreadPoolProfile(new ThreadPoolProfileBuilder("many")
                        .poolSize(THREADS)
                        .maxPoolSize(THREADS)
                        .maxQueueSize(-1)
                        .defaultProfile(true)
                        .build());
        return context;
    }

    private static RouteBuilder routes(Task task, Deliveries deliveries) {
        Service service = task.service();
        long interval = task.spedUp(ThreadWaiter.INTERVAL).toMillis();
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(START)
                        .marshal()
                        .json(JsonLibrary.Jackson)
                        .setHeader(Exchange.HTTP_METHOD, constant("POST"))
                        .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
                        .setHeader("X-Api-Key", constant(service.apiKey()))
                        .to(service.api() + service.workflow() + "/run/")
                        .unmarshal()
                        .json(JsonLibrary.Jackson)
                        .setProperty("run", simple("${body[data][id]}"))
                        .loopDoWhile(unfinished())
                        .delay(interval)
                        .setHeader(Exchange.HTTP_METHOD, constant("GET"))
                        .setHeader(Exchange.HTTP_QUERY, simple("id=${exchangeProperty.run}"))
                        .setHeader("X-Api-Key", constant(service.apiKey()))
                        .to(service.api() + "workflow_result/")
                        .unmarshal()
                        .json(JsonLibrary.Jackson)
                        .end()
                        .end()
                        .process(exchange -> deliveries.take(output(run(exchange), task)));
            }
        };
    }

    private static Predicate unfinished() {
        return new Predicate() {
            @Override
            public boolean matches(Exchange exchange) {
                Map<?, ?> run = run(exchange);
                return !ThreadWaiter.TERMINAL.contains(run.get("status")) || ((Map<?, ?>) run.get("data")).isEmpty();
            }
        };
    }

    private static Map<?, ?> run(Exchange exchange) {
        return (Map<?, ?>) exchange.getMessage().getBody(Map.class).get("data");
    }

    private static String output(Map<?, ?> run, Task task) {
        Map<?, ?> node = (Map<?, ?>) ((Map<?, ?>) run.get("data")).get(task.output());
        return (String) ((Map<?, ?>) node.get("result")).get("content");
    }
}
