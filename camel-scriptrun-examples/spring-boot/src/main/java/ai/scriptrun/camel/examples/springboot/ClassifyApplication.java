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
package ai.scriptrun.camel.examples.springboot;

import java.util.Map;

import ai.scriptrun.camel.examples.support.Service;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Serves {@code POST /classify} until it is interrupted. */
@SpringBootApplication
public class ClassifyApplication {

    /**
     * Runs the example.
     *
     * @param args Spring Boot's, such as {@code --server.port=8081}
     */
    public static void main(String[] args) {
        Service service;
        try {
            service = Service.choose(System.getenv(), ClassifyApplication.class.getResourceAsStream("/classify.json"));
        } catch (IllegalArgumentException e) {
            System.err.println("The application can't begin: " + e.getMessage());
            System.exit(2);
            return;
        }
        SpringApplication application = new SpringApplication(ClassifyApplication.class);
        application.addInitializers(context -> context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("service", Map.copyOf(service.properties()))));
        greet(service, application.run(args));
    }

    private static void greet(Service service, ConfigurableApplicationContext context) {
        int port = ((WebServerApplicationContext) context).getWebServer().getPort();
        System.out.printf("""

                  ScriptRun in Spring Boot; Ctrl-C ends it
                  workflow %s at %s

                  In another shell:
                  curl http://localhost:%d/classify -H 'Content-Type: text/plain' -d 'I was charged twice.'
                  curl http://localhost:%d/actuator/health

                """.indent(0), service.workflowId(), service.name(), port, port);
    }
}
