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
package ai.scriptrun.camel.examples.support;

import java.nio.file.Path;

import jakarta.jms.ConnectionFactory;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * An Apache ActiveMQ Artemis broker in this process, with its journal on disk: its queues survive a restart, also after
 * a crash.
 */
public final class Broker implements AutoCloseable {

    private static final String ACCEPTOR = "tcp";

    private final EmbeddedActiveMQ server;

    private Broker(EmbeddedActiveMQ server) {
        this.server = server;
    }

    /**
     * Starts a broker on a free port of this machine.
     *
     * @param folder where its journal is
     */
    public static Broker start(Path folder) throws Exception {
        return start(folder, 0);
    }

    /**
     * Starts a broker on a fixed port, so that its clients find it again.
     *
     * @param folder where its journal is
     * @param port   its port, or 0 for a free one
     */
    public static Broker start(Path folder, int port) throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setName("broker")
                .setJournalType(JournalType.NIO)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large-messages").toString())
                .setSecurityEnabled(false)
                .addAcceptorConfiguration(ACCEPTOR, "tcp://127.0.0.1:" + port)
                .addAddressSetting("#", settings());
        return new Broker(new EmbeddedActiveMQ().setConfiguration(configuration).start());
    }

    /** The number of deliveries has no limit: the consumer decides which messages are poison. */
    private static AddressSettings settings() {
        return new AddressSettings()
                .setMaxDeliveryAttempts(-1)
                .setRedeliveryDelay(500)
                .setRedeliveryMultiplier(2)
                .setMaxRedeliveryDelay(30_000)
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false);
    }

    /** Its port. */
    public int port() {
        NettyAcceptor acceptor =
                (NettyAcceptor) server.getActiveMQServer().getRemotingService().getAcceptor(ACCEPTOR);
        return acceptor.getActualPort();
    }

    /** The URL for other processes on this machine. */
    public String url() {
        // No client prefetches messages.
        return "tcp://127.0.0.1:" + port() + "?consumerWindowSize=0";
    }

    /** A connection factory for the broker. */
    public ConnectionFactory connectionFactory() {
        return new ActiveMQConnectionFactory(url());
    }

    /** How many messages wait in a queue. */
    public long depth(String queue) {
        Queue found = server.getActiveMQServer().locateQueue(queue);
        return found == null ? 0 : found.getMessageCount();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The broker can't be stopped", e);
        }
    }
}
