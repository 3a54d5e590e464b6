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

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import ai.scriptrun.camel.examples.support.JavaProcess;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.springframework.jms.connection.CachingConnectionFactory;

/** One of several workers. It may be killed at any moment. */
final class Worker {

    private Worker() {}

    /** Starts one in a separate JVM. */
    static JavaProcess start(String name, Path home, Map<String, String> environment, String broker, String database)
            throws IOException {
        return JavaProcess.start(
                Worker.class,
                home.resolve(name + ".txt"),
                environment,
                "-XX:TieredStopAtLevel=1",
                "-Dworker=" + name,
                "-Dbroker.url=" + broker,
                "-Ddatabase.url=" + database,
                "-Dexample.home=" + home,
                "-Dexample.log=" + name + ".log");
    }

    /** Runs until it is stopped; the system properties name the broker and the database that the workers share. */
    public static void main(String[] args) throws Exception {
        JavaProcess.endWithParent();
        CachingConnectionFactory connections =
                new CachingConnectionFactory(new ActiveMQConnectionFactory(System.getProperty("broker.url")));
        // The consumer of the requests does its own caching.
        connections.setCacheConsumers(false);
        Main camel = new Main();
        camel.configure().addRoutesBuilder(new WorkerRoutes());
        camel.configure().addConfiguration(SharedRuns.class);
        camel.bind("connectionFactory", connections);
        camel.addMainListener(new MainListenerSupport() {
            @Override
            public void afterStart(BaseMainSupport main) {
                main.getCamelContext()
                        .createProducerTemplate()
                        .sendBody("jms:queue:workers", System.getProperty("worker"));
            }
        });
        camel.run();
    }
}
