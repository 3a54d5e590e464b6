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

import java.util.Map;

import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.exception.RunStartUncertainException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** Queues a run for each row of a batch under the row's id, and writes down which results have arrived. */
final class BatchRoutes extends RouteBuilder {

    /** Header with the number of a row, at its start and in its result. */
    static final String ROW = CollectingRoutes.INPUT;

    private final String queue;
    private final EventLog events;

    /** @param queue URI that takes a row */
    BatchRoutes(String queue, EventLog events) {
        this.queue = queue;
        this.events = events;
    }

    /** The key that a row's run is started under; its workflow's input too. */
    static String key(int row) {
        return "row-" + row;
    }

    @Override
    public void configure() {
        from("direct:batch")
                // A row that was uncertain when the batch was sent before is reported by the results.
                .onException(RunStartUncertainException.class)
                .handled(true)
                .end()
                .split(body())
                .streaming()
                .to("direct:row");

        from("direct:row")
                .errorHandler(noErrorHandler())
                .process(BatchRoutes::prepare)
                .to(queue);

        from("scriptrun:results?initialDelay=0&delay=50&greedy=true")
                .onException(RunStartUncertainException.class)
                .handled(true)
                .process(exchange -> note(EventLog.Kind.UNCERTAIN, exchange, EventLog.NO_RUN))
                .end()
                .process(exchange -> note(
                        EventLog.Kind.DELIVERED,
                        exchange,
                        exchange.getMessage().getHeader(ScriptRunConstants.RUN_ID, String.class)));
    }

    private static void prepare(Exchange exchange) {
        int row = exchange.getMessage().getBody(Integer.class);
        exchange.getMessage().setHeader(ROW, row);
        exchange.getMessage().setHeader(ScriptRunConstants.START_KEY, key(row));
        exchange.getMessage().setBody(Map.of("n", key(row)));
    }

    private void note(EventLog.Kind kind, Exchange exchange, String runId) {
        events.add(kind, exchange.getMessage().getHeader(ROW, Integer.class), runId);
    }
}
