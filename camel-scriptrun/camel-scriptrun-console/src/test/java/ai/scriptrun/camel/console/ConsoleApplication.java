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
package ai.scriptrun.camel.console;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Properties;

import ai.scriptrun.camel.store.RunStore;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

/** An application with Camel Main and the console, which is set up by properties alone. */
final class ConsoleApplication implements AutoCloseable {

    private final Main main = new Main();
    private final int port = freePort();

    ConsoleApplication(RunStore store, String... properties) {
        main.bind("runs", store);
        documented().forEach((name, value) -> main.addInitialProperty((String) name, (String) value));
        main.addInitialProperty("camel.server.port", Integer.toString(port));
        main.addInitialProperty("camel.component.scriptrun.base-url", FilledStore.SERVICE);
        main.addInitialProperty("camel.component.scriptrun.api-key", "secret-key");
        main.addInitialProperty("camel.component.scriptrun.run-store", "#runs");
        for (String property : properties) {
            main.addInitialProperty(
                    property.substring(0, property.indexOf('=')), property.substring(property.indexOf('=') + 1));
        }
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .to("scriptrun:runWorkflow?workflowId=307&track=true&queue=true&maxInFlight=8&budget=5/1d");
            }
        });
        main.start();
    }

    /** What the documentation shows. */
    private static Properties documented() {
        Properties properties = new Properties();
        try (InputStream file = ConsoleApplication.class.getResourceAsStream("/console.properties")) {
            properties.load(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return properties;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + port + "/scriptrun/";
    }

    @Override
    public void close() {
        main.stop();
    }
}
