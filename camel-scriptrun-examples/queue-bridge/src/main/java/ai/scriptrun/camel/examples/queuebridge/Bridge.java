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

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ai.scriptrun.camel.examples.support.JavaProcess;
import ai.scriptrun.camel.examples.support.PendingRuns;
import jakarta.jms.ConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.main.Main;
import org.springframework.jms.connection.CachingConnectionFactory;

/** The application between the queues and the workflow. It may be killed at any moment. */
final class Bridge {

    private Bridge() {}

    /** Starts it in a separate JVM, with these additional options. */
    static JavaProcess start(Path home, String broker, Map<String, String> environment, String... options)
            throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "-XX:TieredStopAtLevel=1",
                "-Dbroker.url=" + broker,
                "-Dbridge.home=" + home,
                "-Dbridge.log=bridge.log"));
        all.addAll(List.of(options));
        return JavaProcess.start(Bridge.class, home.resolve("bridge.txt"), environment, all.toArray(String[]::new));
    }

    /** Runs until it is stopped; the system properties name its broker and its folder. */
    public static void main(String[] args) throws Exception {
        JavaProcess.endWithParent();
        try (PendingRuns runs = PendingRuns.open(Path.of(System.getProperty("bridge.home"), QueueBridge.RUNS))) {
            Main camel = new Main();
            camel.configure().addRoutesBuilder(new BridgeRoutes());
            camel.bind("connectionFactory", connections(System.getProperty("broker.url")));
            camel.bind("runStore", runs.store());
            camel.run();
        }
    }

    private static ConnectionFactory connections(String url) {
        CachingConnectionFactory connections = new CachingConnectionFactory(new ActiveMQConnectionFactory(url));
        // The consumer of the requests does its own caching.
        connections.setCacheConsumers(false);
        return connections;
    }
}
