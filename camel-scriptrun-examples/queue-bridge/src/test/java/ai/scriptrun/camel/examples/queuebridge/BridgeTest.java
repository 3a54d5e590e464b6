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

import java.time.Duration;

import ai.scriptrun.camel.emulator.http.Endpoint;
import jakarta.jms.Message;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a request. */
class BridgeTest extends Stage {

    @Test
    void answersToTheQueueAndWithTheIdThatTheRequestNames() throws Exception {
        try (Mailbox mailbox = new Mailbox(broker, "my answers")) {
            mailbox.ask("an id: of mine/1", "{\"ticket\": \"The invoice is wrong\"}");

            Message answer = mailbox.receive("my answers");

            assertThat(answer.getJMSCorrelationID()).isEqualTo("an id: of mine/1");
            assertThat(answer.getStringProperty("status")).isEqualTo("succeed");
            assertThat(answer.getBody(String.class)).isEqualTo("{\"category\":\"billing\"}");
        }
    }

    @Test
    void answersToTheCommonQueueAndWithTheMessageIdWhereTheRequestNamesNone() throws Exception {
        try (Mailbox mailbox = new Mailbox(broker, "answers")) {
            String messageId = mailbox.askWithoutIds("{\"ticket\": \"The invoice is wrong\"}");

            assertThat(mailbox.receive("answers").getJMSCorrelationID()).isEqualTo(messageId);
        }
    }

    @Test
    void putsPoisonAsideWithTheReason() throws Exception {
        try (Mailbox mailbox = new Mailbox(broker, "answers")) {
            mailbox.ask("poison", "{\"subject\": \"nothing\"}");

            Message dead = mailbox.receive("dead-letters");

            assertThat(dead.getJMSCorrelationID()).isEqualTo("poison");
            assertThat(dead.getBody(String.class)).isEqualTo("{\"subject\": \"nothing\"}");
            assertThat(dead.getStringProperty("reason")).contains("'ticket' (Ticket) is required");
            assertThat(service.runs().accepted()).isZero();
        }
    }

    @Test
    void findsTheRunWhoseStartWasNotAnswered() throws Exception {
        service.faults().on(Endpoint.RUN).call(1).answerLost();
        try (Mailbox mailbox = new Mailbox(broker, "answers")) {
            mailbox.ask("uncertain", "{\"ticket\": \"The invoice is wrong\"}");

            assertThat(mailbox.receive("answers").getJMSCorrelationID()).isEqualTo("uncertain");
            assertThat(service.runs().accepted()).isOne();
        }
    }

    @Test
    void putsAsideWhatTheServiceRefusesWithTheReason() throws Exception {
        service.faults().on(Endpoint.RUN).call(1).status(404);
        try (Mailbox mailbox = new Mailbox(broker, "answers")) {
            mailbox.ask("refused", "{\"ticket\": \"The invoice is wrong\"}");

            Message dead = mailbox.receive("dead-letters");

            assertThat(dead.getJMSCorrelationID()).isEqualTo("refused");
            assertThat(dead.getStringProperty("reason")).contains("404");
            assertThat(dead.getBody(String.class)).isEqualTo("{\"ticket\": \"The invoice is wrong\"}");
        }
    }

    @Test
    void keepsARequestUntilTheServiceIsThere() throws Exception {
        service.faults().on(Endpoint.RUN).calls(1, 5).unavailable(Duration.ZERO);
        try (Mailbox mailbox = new Mailbox(broker, "answers")) {
            mailbox.ask("patient", "{\"ticket\": \"The invoice is wrong\"}");

            assertThat(mailbox.receive("answers").getJMSCorrelationID()).isEqualTo("patient");
            assertThat(service.runs().accepted()).isOne();
        }
    }
}
