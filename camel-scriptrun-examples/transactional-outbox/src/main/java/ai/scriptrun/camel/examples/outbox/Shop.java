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
package ai.scriptrun.camel.examples.outbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import ai.scriptrun.camel.examples.support.JavaProcess;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The application that takes orders. It may be killed at any moment. */
@SpringBootApplication
class Shop {

    private static final Logger LOG = LoggerFactory.getLogger(Shop.class);

    /** Starts it in a JVM of its own. */
    static JavaProcess start(Path home, String database, Map<String, String> environment) throws IOException {
        return JavaProcess.start(
                Shop.class,
                home.resolve("shop.txt"),
                environment,
                "-XX:TieredStopAtLevel=1",
                "-Dexample.home=" + home,
                "-Dexample.log=shop.log",
                "-Ddatabase.url=" + database);
    }

    /** Runs until it is killed. */
    public static void main(String[] args) {
        JavaProcess.endWithParent();
        SpringApplication.run(Shop.class, args);
    }

    /** Sends the orders that are still missing. */
    @Bean
    ApplicationRunner customers(ProducerTemplate routes, Orders orders) {
        return (ApplicationArguments arguments) -> {
            for (int number = orders.last() + 1; number <= TransactionalOutbox.LAST_ORDER; number++) {
                try {
                    routes.sendBody(
                            "direct:order",
                            Map.of("number", number, "message", "When will order " + number + " arrive?"));
                } catch (CamelExecutionException e) {
                    LOG.info(
                            "Order {} was rolled back: {}", number, e.getCause().getMessage());
                }
            }
        };
    }
}
