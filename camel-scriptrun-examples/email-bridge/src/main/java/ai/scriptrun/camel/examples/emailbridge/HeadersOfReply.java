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

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.mail.MailMessage;

/**
 * Replaces the headers of the mail by those of the reply. They are stored with the run, so that its result has them.
 *
 * <p>All headers of the mail are removed: with a header such as {@code CamelScriptRunWorkflowId} or {@code moveTo}, the
 * sender could control this route.
 */
final class HeadersOfReply implements Processor {

    @Override
    public void process(Exchange exchange) throws MessagingException {
        MimeMessage mail = (MimeMessage) exchange.getMessage(MailMessage.class).getMessage();
        Message reply = mail.reply(false, false);
        Map<String, Object> headers = new HashMap<>();
        headers.put("To", Addresses.of(reply.getAllRecipients()));
        headers.put("Subject", reply.getSubject());
        headers.put("In-Reply-To", first(reply, "In-Reply-To"));
        headers.put("References", first(reply, "References"));
        // Tells automatic senders not to reply.
        headers.put("Auto-Submitted", "auto-replied");
        headers.values().removeIf(Objects::isNull);
        exchange.getMessage().setHeaders(headers);
    }

    private static String first(Message reply, String header) throws MessagingException {
        String[] values = reply.getHeader(header);
        return values == null ? null : values[0];
    }
}
