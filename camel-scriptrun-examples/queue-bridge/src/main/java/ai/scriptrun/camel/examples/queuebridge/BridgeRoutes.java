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
package ai.scriptrun.camel.examples.queuebridge;

import ai.scriptrun.camel.exception.InvalidInputException;
import org.apache.camel.builder.RouteBuilder;

import static ai.scriptrun.camel.ScriptRunConstants.RUN_STATUS;
import static ai.scriptrun.camel.ScriptRunConstants.START_KEY;
import static org.apache.camel.component.jms.JmsConstants.JMS_DESTINATION_NAME;

/** The bridge itself: requests are queued as runs, and results become answers. */
final class BridgeRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::route[]
        // A redelivery would fail again. After any other failure the message stays in the broker and is redelivered.
        onException(InvalidInputException.class).handled(true).to("direct:dead-letter");

        from("jms:queue:requests?transacted=true&disableReplyTo=true")
                .setHeader("JMSCorrelationID", simple("${header.JMSCorrelationID} ?: ${header.JMSMessageID}"))
                .setHeader("answerTo", simple("${header.JMSReplyTo?.queueName}"))
                .setHeader(START_KEY, header("JMSMessageID"))
                .setHeader("request", body())
                .bean(NamedRequest.class)
                .to("scriptrun:runWorkflow?workflowId={{workflow}}&validateInput=true&track=true"
                        + "&queue=true&maxInFlight=10&uncertainStart=SEARCH");

        from("scriptrun:results?resultFormat=TEXT")
                .errorHandler(deadLetterChannel("direct:dead-letter").deadLetterHandleNewException(false))
                .setHeader("status", header(RUN_STATUS))
                .setHeader(JMS_DESTINATION_NAME, header("answerTo"))
                .setBody(simple("${body[category]}"))
                .removeHeader("request")
                .to("jms:queue:answers");

        from("direct:dead-letter")
                .setBody(header("request"))
                .removeHeader("request")
                .setHeader("reason", exceptionMessage())
                .to("jms:queue:dead-letters");
        // end::route[]
    }
}
