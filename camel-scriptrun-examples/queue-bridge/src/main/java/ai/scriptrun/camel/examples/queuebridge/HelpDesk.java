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

import java.util.List;

import ai.scriptrun.camel.examples.support.Broker;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;

/** Sends the requests and receives the answers: plain JMS, independent of the bridge. */
final class HelpDesk implements AutoCloseable {

    static final String REQUESTS = "requests";

    private final ConnectionFactory connections;
    private final JMSContext inbox;
    private final Ledger ledger;
    private final Story story;

    HelpDesk(Broker broker, Ledger ledger, Story story) {
        this.connections = broker.connectionFactory();
        this.inbox = connections.createContext();
        this.ledger = ledger;
        this.story = story;
        listen("help-desk", false);
        listen("dead-letters", true);
    }

    private void listen(String queue, boolean dead) {
        // The context closes it.
        @SuppressWarnings("resource")
        JMSConsumer consumer = inbox.createConsumer(inbox.createQueue(queue));
        consumer.setMessageListener(message -> receive(message, dead));
    }

    private void receive(Message message, boolean dead) {
        try {
            Ending ending = new Ending(
                    message.getJMSCorrelationID(),
                    dead ? "dead letter" : message.getStringProperty("status"),
                    dead ? message.getStringProperty("reason") : message.getBody(String.class));
            story.tell(ending);
            ledger.ended(ending.request(), dead);
        } catch (JMSException e) {
            throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
        }
    }

    /** Puts all of them into the queue in one transaction. */
    void ask(List<Request> requests) {
        try (JMSContext outbox = connections.createContext(JMSContext.SESSION_TRANSACTED)) {
            Queue queue = outbox.createQueue(REQUESTS);
            Queue answers = outbox.createQueue("help-desk");
            for (Request request : requests) {
                outbox.createProducer()
                        .setJMSCorrelationID(request.id())
                        .setJMSReplyTo(answers)
                        .send(queue, request.body());
            }
            outbox.commit();
        }
    }

    @Override
    public void close() {
        inbox.close();
    }
}
