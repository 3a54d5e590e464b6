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
package ai.scriptrun.camel.springboot;

import java.io.IOException;

import ai.scriptrun.camel.console.ConsoleHandler;
import ai.scriptrun.camel.console.ConsoleRequest;
import ai.scriptrun.camel.console.ConsoleResponse;
import ai.scriptrun.camel.console.ConsoleSettings;
import jakarta.servlet.ServletException;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Serves the console where {@code camel-scriptrun-console} is on the class path, as one of the application's own web
 * pages: behind its security, on its port.
 */
@AutoConfiguration(after = CamelAutoConfiguration.class)
@ConditionalOnClass({ConsoleHandler.class, RouterFunction.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(prefix = ConsoleProperties.PREFIX, name = "enabled", matchIfMissing = true)
@EnableConfigurationProperties(ConsoleProperties.class)
public class ConsoleAutoConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleAutoConfiguration.class);

    /** Without a server address, Spring Boot listens on all of them. */
    @Bean
    RouterFunction<ServerResponse> scriptRunConsole(
            CamelContext camelContext, ConsoleProperties properties, Environment environment) {
        String path = properties.path();
        ConsoleSettings.checkPath(path, ConsoleProperties.PREFIX + ".path");
        ConsoleSettings settings =
                new ConsoleSettings(properties.readOnly(), properties.showData(), properties.allowRemote());
        RequestPredicate pages = RequestPredicates.path(path).or(RequestPredicates.path(path + "/**"));
        String closed = settings.whyClosed(
                environment.getProperty("server.address"),
                ConsoleProperties.PREFIX + ".allow-remote",
                "server.address");
        if (closed != null) {
            LOG.warn("{}", closed);
            return RouterFunctions.route(pages, request -> ServerResponse.status(HttpStatus.FORBIDDEN)
                    .body(closed));
        }
        ConsoleHandler handler = new ConsoleHandler(camelContext, settings);
        return RouterFunctions.route(pages, request -> answer(request, path, handler));
    }

    private static ServerResponse answer(ServerRequest request, String path, ConsoleHandler handler)
            throws IOException, ServletException {
        String rest = request.requestPath().pathWithinApplication().value().substring(path.length());
        ConsoleResponse response = rest.isEmpty()
                ? ConsoleResponse.redirect(request.requestPath().value() + "/")
                : handler.handle(new ConsoleRequest(
                        request.method().name(),
                        rest,
                        name -> request.param(name).orElse(null),
                        name -> request.headers().firstHeader(name),
                        request.method().equals(HttpMethod.GET) ? null : request.body(String.class)));
        return ServerResponse.status(response.status())
                .headers(headers -> response.headers().forEach(headers::set))
                .body(response.body());
    }
}
