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

import ai.scriptrun.camel.exception.RunStartUncertainException;
import ai.scriptrun.camel.fake.Reply;
import ai.scriptrun.camel.fake.ServiceTest;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A start whose response means neither "started" nor "not started" is not made again by a redelivery. */
class StrangeStartResponseTest extends ServiceTest {

    private Exchange sendWithRedelivery(Reply reply) throws Exception {
        server.reply(reply);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).maximumRedeliveries(3).redeliveryDelay(0);
                from("direct:start").to("scriptrun:runWorkflow?workflowId=6");
            }
        });
        return template.request("direct:start", exchange -> exchange.getIn().setBody("{}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\": 1e99999999999, \"data\": {\"id\": \"" + RUN + "\"}}",
                "{\"status\": 409, \"data\": {\"id\": \"" + RUN + "\"}}",
                "{\"status\": 429, \"data\": {\"id\": \"" + RUN + "\"}}",
                "{\"status\": 500, \"data\": {\"id\": \"" + RUN + "\", \"status\": \"created\"}}",
                "{\"status\": 201, \"data\": {}}",
                "{\"status\": 201, \"data\": {\"id\": \"" + RUN,
                "null"
            })
    void aStartWithAnUnexpectedResponseBodyIsSentOnce(String body) throws Exception {
        Exchange answer = sendWithRedelivery(Reply.json(200, body));
        assertThat(server.requests()).hasSize(1);
        assertThat(answer.getException()).isInstanceOf(RunStartUncertainException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP/1.1 000 Strange\r\n\r\n", "HTTP/1.1 299\r\nContent-Length: x\r\n\r\n", "nonsense\r\n\r\n"})
    void aStartWithAResponseThatIsNotHttpIsSentOnce(String response) throws Exception {
        Exchange answer = sendWithRedelivery(Reply.rawThenClose(response));
        assertThat(server.requests()).hasSize(1);
        assertThat(answer.getException()).isInstanceOf(RunStartUncertainException.class);
    }
}
