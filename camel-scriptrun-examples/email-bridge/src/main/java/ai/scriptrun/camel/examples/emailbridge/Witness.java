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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.ScriptRunEndpoint;
import ai.scriptrun.camel.examples.emailbridge.Ending.Kind;
import ai.scriptrun.camel.exception.ScriptRunException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.CamelContextStoppedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCompletedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeFailedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSendingEvent;
import org.apache.camel.support.EventNotifierSupport;

import static java.util.stream.Collectors.joining;

/** Observes what happens to the mails, so that the routes contain no reporting. */
final class Witness extends EventNotifierSupport {

    private final Map<String, Mail> sent = new ConcurrentHashMap<>();
    private final Ledger ledger;
    private final Story story;

    Witness(Ledger ledger, Story story) {
        this.ledger = ledger;
        this.story = story;
    }

    private record Mail(String attached, Instant since) {}

    @Override
    public void notify(CamelEvent event) throws IOException {
        if (event instanceof ExchangeSendingEvent sending && sending.getEndpoint() instanceof ScriptRunEndpoint) {
            Exchange exchange = sending.getExchange();
            sent.put(id(exchange), new Mail(attached(exchange), Instant.now()));
        } else if (event instanceof ExchangeCompletedEvent completed) {
            completed(completed.getExchange());
        } else if (event instanceof ExchangeFailedEvent failed) {
            failed(failed.getExchange());
        } else if (event instanceof CamelContextStoppedEvent) {
            // Not after Main has returned: after Ctrl-C the process ends before that.
            story.end(ledger);
        }
    }

    private void completed(Exchange exchange) {
        Message message = exchange.getMessage();
        String status = message.getHeader(ScriptRunConstants.RUN_STATUS, String.class);
        Exception handled = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Exception.class);
        if (handled != null) {
            ended(exchange, Kind.UNANSWERED, "moved to " + MailRoutes.UNANSWERED + ": " + handled.getMessage());
        } else if (isMail(exchange)) {
            if (status == null) {
                ended(exchange, Kind.IGNORED, "not from a person");
            }
        } else if ("succeed".equals(status)) {
            ended(exchange, Kind.ANSWERED, message.getBody(String.class));
        } else {
            ended(exchange, Kind.UNANSWERED, "run " + message.getHeader(ScriptRunConstants.RUN_ID) + " failed");
        }
    }

    private void failed(Exchange exchange) {
        Exception cause = exchange.getException();
        // A failure of a mail server and not of the service: the run is kept, and the reply is sent again.
        boolean again = isMail(exchange) || !(cause instanceof ScriptRunException);
        ended(exchange, again ? Kind.TRIED : Kind.UNANSWERED, cause.getMessage());
    }

    private static boolean isMail(Exchange exchange) {
        return MailRoutes.MAILS.equals(exchange.getFromRouteId());
    }

    private void ended(Exchange exchange, Kind kind, String text) {
        Message message = exchange.getMessage();
        String id = id(exchange);
        Mail mail = kind.isLast() ? sent.remove(id) : sent.get(id);
        Ending ending = new Ending(
                id,
                kind,
                Addresses.of(message.getHeader(isReply(message) ? "To" : "From", "", String.class)),
                message.getHeader("Subject", String.class),
                mail == null ? "" : mail.attached(),
                text,
                mail == null ? null : Duration.between(mail.since(), Instant.now()),
                message.getHeader(ScriptRunConstants.TOTAL_COST, Double.class));
        story.tell(ending);
        ledger.add(ending);
    }

    private static boolean isReply(Message message) {
        return message.getHeader("From") == null;
    }

    private static String id(Exchange exchange) {
        Message message = exchange.getMessage();
        return String.valueOf(message.getHeader(isReply(message) ? "In-Reply-To" : "Message-ID"));
    }

    private static String attached(Exchange exchange) {
        Map<?, ?> input = exchange.getMessage().getBody(Map.class);
        return Stream.of("documents", "files")
                .flatMap(kind -> ((List<?>) input.get(kind)).stream())
                .map(file -> ((Map<?, ?>) file).get("name").toString())
                .collect(joining(", "));
    }
}
