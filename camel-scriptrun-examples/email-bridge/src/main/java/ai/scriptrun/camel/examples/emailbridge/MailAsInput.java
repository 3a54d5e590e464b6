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

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.component.mail.MailMessage;

/** Converts a mail to the workflow's input: sender, subject, text and attachments. */
final class MailAsInput implements Processor {

    @Override
    public void process(Exchange exchange) throws MessagingException, IOException {
        Message mail = exchange.getMessage(MailMessage.class).getMessage();
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("from", sender(mail));
        input.put("subject", mail.getSubject());
        input.put("text", exchange.getMessage().getBody(String.class));
        // Separate, so that a prompt can use one without the other.
        input.put("documents", attachments(exchange, true));
        input.put("files", attachments(exchange, false));
        exchange.getMessage().setBody(input);
    }

    private static String sender(Message mail) throws MessagingException {
        return mail.getFrom() == null ? null : InternetAddress.toUnicodeString(mail.getFrom());
    }

    private static List<Map<String, Object>> attachments(Exchange exchange, boolean text) throws IOException {
        List<Map<String, Object>> attachments = new ArrayList<>();
        AttachmentMessage mail = exchange.getMessage(AttachmentMessage.class);
        for (Map.Entry<String, DataHandler> attachment : mail.getAttachments().entrySet()) {
            AttachedFile file = AttachedFile.of(attachment.getKey(), attachment.getValue());
            if (file.isText() == text) {
                attachments.add(file.asInput());
            }
        }
        return attachments;
    }
}
