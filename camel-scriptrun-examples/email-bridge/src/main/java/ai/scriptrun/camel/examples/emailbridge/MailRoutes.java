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
package ai.scriptrun.camel.examples.emailbridge;

import ai.scriptrun.camel.exception.InvalidInputException;
import ai.scriptrun.camel.exception.RunStartUncertainException;
import ai.scriptrun.camel.exception.WorkflowRejectedException;
import org.apache.camel.builder.RouteBuilder;

import static ai.scriptrun.camel.ScriptRunConstants.RUN_STATUS;
import static ai.scriptrun.camel.ScriptRunConstants.START_KEY;
import static org.apache.camel.builder.PredicateBuilder.not;
import static org.apache.camel.component.mail.MailConstants.MAIL_MOVE_TO;

/** Each mail starts a run, and the run's result is the reply. */
final class MailRoutes extends RouteBuilder {

    /** A folder next to the inbox. */
    static final String UNANSWERED = "Unanswered";

    static final String MAILS = "mails";
    static final String REPLIES = "replies";

    @Override
    public void configure() {
        // tag::route[]
        // A retry would fail again or might start a second run: a person handles these. Other failures are retried.
        onException(InvalidInputException.class, WorkflowRejectedException.class, RunStartUncertainException.class)
                .handled(true)
                .setHeader(MAIL_MOVE_TO, constant(UNANSWERED));

        from("{{imap}}?username={{mail.username}}&password=RAW({{mail.password}})&{{imap.options}}")
                .routeId(MAILS)
                .filter(header("From").isNotNull())
                .filter(not(header("Auto-Submitted").startsWith("auto")))
                .process(new HeadersOfReply())
                // The mail's Message-ID.
                .setHeader(START_KEY, header("In-Reply-To"))
                .process(new MailAsInput())
                .to("scriptrun:runWorkflow?workflowId={{workflow}}&track=true");

        from("scriptrun:results?resultFormat=TEXT&delay={{mail.delay}}")
                .routeId(REPLIES)
                .filter(header(RUN_STATUS).isEqualTo("succeed"))
                .to("{{smtp}}?username={{mail.username}}&password=RAW({{mail.password}})&{{smtp.options}}");
        // end::route[]
    }
}
