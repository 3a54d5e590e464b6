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
package ai.scriptrun.camel.producer;

import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.fake.Reply;
import ai.scriptrun.camel.fake.ServiceTest;
import ai.scriptrun.camel.model.WorkflowRun;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A transaction is bound to its thread, so a transacted exchange continues on its own thread. */
class TransactedRouteTest extends ServiceTest {

    private static final String SUCCEEDED =
            "{\"data\": {\"id\": \"" + RUN + "\", \"status\": \"succeed\", \"data\": {\"n\": {\"status\": \"succeed\","
                    + " \"result\": {\"content\": \"hi\"}}}}, \"status\": 200}";

    @Test
    void continuesOnItsOwnThread() throws Exception {
        server.reply(
                Reply.json(200, "{\"data\": {\"status\": \"in progress\"}, \"status\": 200}"),
                Reply.json(200, SUCCEEDED));
        var endpoint = context.getEndpoint("scriptrun:awaitResult?pollInterval=10ms&consistencyRetries=0&runId=" + RUN);
        AsyncProcessor producer = endpoint.createAsyncProducer();
        context.addService(producer);
        Exchange exchange = new DefaultExchange(context);
        exchange.getExchangeExtension().setTransacted(true);
        Thread[] done = new Thread[1];

        boolean sync = producer.process(exchange, doneSync -> done[0] = Thread.currentThread());

        assertThat(sync).isTrue();
        assertThat(done[0]).isSameAs(Thread.currentThread());
        assertThat(exchange.getMessage().getBody(WorkflowRun.class).getStatus()).isEqualTo("succeed");
        assertThat(exchange.getMessage().getHeader(ScriptRunConstants.POLLS)).isEqualTo(2);
    }
}
