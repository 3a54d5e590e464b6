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
package ai.scriptrun.camel.reliability;

import ai.scriptrun.camel.ScriptRunConstants;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** An application that starts runs and collects their results, and logs its actions. */
final class CollectingRoutes extends RouteBuilder {

    /** Header with the number of an input, at its start and in its result. */
    static final String INPUT = "Input";

    private final long workflowId;
    private final EventLog events;

    CollectingRoutes(long workflowId, EventLog events) {
        this.workflowId = workflowId;
        this.events = events;
    }

    @Override
    public void configure() {
        from("direct:start")
                .toF("scriptrun:runWorkflow?workflowId=%d&track=true", workflowId)
                .process(exchange -> note(EventLog.Kind.STARTED, exchange));

        // Small batches, because runs of dead nodes are looked for between two of them. Then a step behind the one that
        // matters, so that a kill may fall between the two. One run at a time is delivered.
        from("scriptrun:results?initialDelay=0&delay=50&maxMessagesPerPoll=20&greedy=true")
                .process(exchange -> note(EventLog.Kind.DELIVERED, exchange))
                .delay(5)
                .syncDelayed();
    }

    private void note(EventLog.Kind kind, Exchange exchange) {
        events.add(
                kind,
                exchange.getMessage().getHeader(INPUT, Integer.class),
                exchange.getMessage().getHeader(ScriptRunConstants.RUN_ID, String.class));
    }
}
