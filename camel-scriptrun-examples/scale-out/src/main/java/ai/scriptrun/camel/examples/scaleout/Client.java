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
package ai.scriptrun.camel.examples.scaleout;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import ai.scriptrun.camel.examples.support.Broker;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Sends the requests and receives the results of all workers. */
final class Client implements AutoCloseable {

    private final ConnectionFactory connections;
    private final JMSContext inbox;
    private final CountDownLatch workers;

    Client(Broker broker, int workers, Tally tally, Story story) {
        this.connections = broker.connectionFactory();
        this.inbox = connections.createContext();
        this.workers = new CountDownLatch(workers);
        listen("workers", message -> this.workers.countDown());
        listen("results", message -> {
            tally.add(delivery(message));
            story.progress(tally.answered());
        });
    }

    private void listen(String queue, MessageListener listener) {
        // The context closes it.
        @SuppressWarnings("resource")
        JMSConsumer consumer = inbox.createConsumer(inbox.createQueue(queue));
        consumer.setMessageListener(listener);
    }

    private static Delivery delivery(Message message) {
        try {
            return new Delivery(
                    message.getJMSCorrelationID(),
                    message.getStringProperty("startedBy"),
                    message.getStringProperty("deliveredBy"),
                    message.getIntProperty("polls"));
        } catch (JMSException e) {
            throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
        }
    }

    void awaitWorkers() throws InterruptedException {
        if (!workers.await(2, TimeUnit.MINUTES)) {
            throw new IllegalStateException("a worker doesn't start; its log is in " + ScaleOut.HOME);
        }
    }

    /** Puts this number of requests into the queue. */
    void ask(int number) {
        try (JMSContext outbox = connections.createContext(JMSContext.SESSION_TRANSACTED)) {
            IntStream.rangeClosed(1, number).forEach(i -> outbox.createProducer()
                    .setJMSCorrelationID("request-" + i)
                    .send(
                            outbox.createQueue("requests"),
                            "{\"ticket\": \"The invoice of order " + i + " is wrong.\"}"));
            outbox.commit();
        }
    }

    @Override
    public void close() {
        inbox.close();
    }
}
