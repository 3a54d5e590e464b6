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

import java.time.Duration;

import ai.scriptrun.camel.ScriptRunComponent;
import ai.scriptrun.camel.ScriptRunConfiguration;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** This component, all intervals sped up. */
final class ScriptRunWaiter {

    static final Duration DEFAULT_MAX_POLL_INTERVAL = Duration.ofSeconds(5);

    private static final Duration CONSUMER_DELAY = Duration.ofMillis(500);
    private static final Duration AWAIT_TIMEOUT = Duration.ofMinutes(10);

    private ScriptRunWaiter() {}

    /** The starting exchange waits. */
    static Waiter awaiting(Task task, Deliveries deliveries) throws Exception {
        return new RouteWaiter(context(task, ThreadWaiter.INTERVAL), new RouteBuilder() {
            @Override
            public void configure() {
                from(RouteWaiter.START)
                        .to("scriptrun:runWorkflow?await=true&resultFormat=TEXT")
                        .process(exchange ->
                                deliveries.take(exchange.getMessage().getBody(String.class)));
            }
        });
    }

    /** A consumer gets the results. */
    static Waiter tracking(Task task, Deliveries deliveries, Duration maxPollInterval) throws Exception {
        return new RouteWaiter(context(task, maxPollInterval), new RouteBuilder() {
            @Override
            public void configure() {
                from(RouteWaiter.START).to("scriptrun:runWorkflow?track=true");
                from("scriptrun:results?resultFormat=TEXT&initialDelay=0&delay="
                                + task.spedUp(CONSUMER_DELAY).toMillis())
                        .process(exchange ->
                                deliveries.take(exchange.getMessage().getBody(String.class)));
            }
        });
    }

    private static DefaultCamelContext context(Task task, Duration maxPollInterval) {
        DefaultCamelContext context = new DefaultCamelContext();
        ScriptRunConfiguration options =
                context.getComponent("scriptrun", ScriptRunComponent.class).getConfiguration();
        options.setBaseUrl(task.url());
        options.setApiKey(task.service().apiKey());
        options.setWorkflowId(task.workflow());
        options.setPollInterval(task.spedUp(ThreadWaiter.INTERVAL).toMillis());
        options.setMaxPollInterval(task.spedUp(maxPollInterval).toMillis());
        options.setConsistencyDelay(task.spedUp(ThreadWaiter.CONSISTENCY_DELAY).toMillis());
        options.setAwaitTimeout(AWAIT_TIMEOUT.toMillis());
        return context;
    }
}
