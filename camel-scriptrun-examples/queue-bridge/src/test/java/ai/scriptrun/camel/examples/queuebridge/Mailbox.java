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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

import ai.scriptrun.camel.examples.support.Broker;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;

import static org.assertj.core.api.Assertions.assertThat;

/** Who sends requests and looks for what comes back. */
final class Mailbox implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final JMSContext context;
    private final String answers;

    Mailbox(Broker broker, String answers) {
        this.context = broker.connectionFactory().createContext();
        this.answers = answers;
    }

    void ask(String id, String body) {
        context.createProducer()
                .setJMSCorrelationID(id)
                .setJMSReplyTo(context.createQueue(answers))
                .send(context.createQueue("requests"), body);
    }

    /** The id that the message got. */
    String askWithoutIds(String body) throws JMSException {
        Message message = context.createTextMessage(body);
        context.createProducer().send(context.createQueue("requests"), message);
        return message.getJMSMessageID();
    }

    Message receive(String queue) {
        try (JMSConsumer consumer = context.createConsumer(context.createQueue(queue))) {
            return receive(consumer);
        }
    }

    /** The ids of all messages that come into one of these queues until each of these ids has come. */
    List<String> receiveUntil(List<String> ids, String... queues) throws JMSException {
        List<String> received = new ArrayList<>();
        List<JMSConsumer> consumers = Stream.of(queues)
                .map(queue -> context.createConsumer(context.createQueue(queue)))
                .toList();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!new HashSet<>(received).containsAll(ids)) {
            assertThat(System.nanoTime()).as("received: " + received).isLessThan(end);
            for (JMSConsumer consumer : consumers) {
                Message message = consumer.receive(50);
                if (message != null) {
                    received.add(message.getJMSCorrelationID());
                }
            }
        }
        consumers.forEach(JMSConsumer::close);
        return received;
    }

    private static Message receive(JMSConsumer consumer) {
        Message message = consumer.receive(PATIENCE.toMillis());
        assertThat(message).as("what comes within " + PATIENCE).isNotNull();
        return message;
    }

    @Override
    public void close() {
        context.close();
    }
}
