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
package ai.scriptrun.camel;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.management.MBeanAttributeInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import ai.scriptrun.camel.client.Credentials;
import ai.scriptrun.camel.client.http.TransportSettings.ProxySettings;
import ai.scriptrun.camel.fake.CapturedLog;
import ai.scriptrun.camel.fake.RawServer;
import ai.scriptrun.camel.fake.Reply;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A secret is sent to the service or the proxy and appears nowhere else, such as in logs, exceptions or JMX. */
class SecretsTest {

    private static final String PASSWORD = "pr0xy-passw0rd";
    private static final String PASSWORD_FOR_THE_WIRE = "bWU6cHIweHktcGFzc3cwcmQ";
    private static final String RUN = "0781b175-2135-45ec-9063-ad3e0d929adc";

    private final StringWriter seen = new StringWriter();

    enum Place {
        COMPONENT,
        PLACEHOLDER,
        URI
    }

    static Stream<Arguments> secretsAndPlaces() {
        return Stream.of(Place.values())
                .flatMap(place -> Stream.of(
                        Arguments.of("apiKey", "sk-live-0a1b2c3d4e", place),
                        Arguments.of("jwtToken", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.5ignature", place)));
    }

    @ParameterizedTest
    @MethodSource("secretsAndPlaces")
    void appearNowhere(String option, String secret, Place place) throws Exception {
        try (CapturedLog log = new CapturedLog();
                RawServer server = RawServer.replying(Reply.json(200, "{}"), Reply.by(SecretsTest::echo));
                RawServer proxy = RawServer.replying(
                        Reply.answer(407, "Proxy-Authenticate: Basic realm=\"x\"\r\n", ""),
                        Reply.by(SecretsTest::echo));
                DefaultCamelContext context = new DefaultCamelContext()) {
            configure(
                    context,
                    server,
                    Map.of(option, secret, "proxyAuthUsername", "me", "proxyAuthPassword", PASSWORD),
                    place,
                    proxy);
            context.start();
            ProducerTemplate template = context.createProducerTemplate();
            for (String step : List.of("nodes", "start", "await", "refused", "proxied")) {
                Exchange exchange =
                        template.send("direct:" + step, in -> in.getMessage().setBody("{}"));
                show(exchange);
                show(exchange.getException());
            }
            assertThat(server.requests().toString()).contains(secret);
            assertThat(proxy.requests().toString()).contains(secret, PASSWORD_FOR_THE_WIRE);
            showContext(context);
            showJmx(place);
            if (place != Place.URI) {
                showRoutes(context);
            }
            context.stop();
            // Camel traces the text of a URI before the component gets it.
            seen.append(log.text(logger -> place == Place.COMPONENT || !logger.startsWith("org.apache.camel.")));
        }

        assertThat(seen.toString())
                .as("that there was something to search")
                .contains(
                        "TRACE",
                        "HTTP 401",
                        "AuthenticationException",
                        "Nothing was sent",
                        "EndpointUri",
                        "scriptrun:");
        for (String one : List.of(secret, PASSWORD, PASSWORD_FOR_THE_WIRE)) {
            assertThat(seen.toString().lines().filter(line -> line.contains(one)))
                    .isEmpty();
        }
    }

    private static Reply echo(RawServer.Request request) {
        return Reply.json(
                401,
                "{\"detail\": \"Who is " + request.headers().get("x-api-key")
                        + request.headers().get("authorization") + "?\"}");
    }

    private static void configure(
            DefaultCamelContext context, RawServer server, Map<String, String> secrets, Place place, RawServer proxy)
            throws Exception {
        ScriptRunComponent component = context.getComponent("scriptrun", ScriptRunComponent.class);
        component.getConfiguration().setBaseUrl(server.baseUrl());
        component.getConfiguration().setMaxRetries(0);
        if (place == Place.COMPONENT) {
            secrets.forEach((name, value) ->
                    component.getComponentPropertyConfigurer().configure(context, component, name, value, false));
        }
        secrets.forEach((name, value) -> context.getPropertiesComponent().addInitialProperty("my." + name, value));
        String options = secrets.entrySet().stream()
                .map(secret -> secret.getKey() + "="
                        + (place == Place.PLACEHOLDER
                                ? "{{my." + secret.getKey() + "}}"
                                : "RAW(" + secret.getValue() + ")"))
                .collect(Collectors.joining("&"));
        addRoutes(context, place == Place.COMPONENT ? "" : options + "&", proxy.port());
    }

    private static void addRoutes(CamelContext context, String options, int proxyPort) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:nodes")
                        .to("scriptrun:getNodes?" + options + "await=false")
                        .log("${body}");
                from("direct:start").to("scriptrun:runWorkflow?" + options + "workflowId=6");
                from("direct:await").to("scriptrun:awaitResult?" + options + "runId=" + RUN);
                from("direct:refused").to("scriptrun:getNodes?" + options + "baseUrl=http://127.0.0.1:1");
                from("direct:proxied")
                        .to("scriptrun:getNodes?" + options + "proxyHost=127.0.0.1&proxyPort=" + proxyPort);
            }
        });
    }

    private void showContext(CamelContext context) throws Exception {
        for (Endpoint endpoint : context.getEndpoints()) {
            show(endpoint);
            show(endpoint.getEndpointUri());
            show(endpoint.getEndpointKey());
            if (endpoint instanceof ScriptRunEndpoint scriptRun) {
                show(scriptRun.getConfiguration());
                show(scriptRun.getServiceUrl());
                show(scriptRun.createProducer());
            }
        }
        show(context.getComponent("scriptrun"));
        context.getRoutes().forEach(route -> route.getServices().forEach(this::show));
        HealthCheckHelper.invoke(context).forEach(result -> show(result.getDetails()));
    }

    private void showRoutes(CamelContext context) throws Exception {
        for (RouteDefinition route : ((ModelCamelContext) context).getRouteDefinitions()) {
            show(PluginHelper.getModelToXMLDumper(context).dumpModelAsXml(context, route));
        }
    }

    private void showJmx(Place place) throws Exception {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName name : beans.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            show(name);
            for (MBeanAttributeInfo attribute : beans.getMBeanInfo(name).getAttributes()) {
                if (attribute.isReadable()) {
                    show(attribute.getName() + "=" + value(() -> beans.getAttribute(name, attribute.getName())));
                }
            }
            // A dump is the route's source, and shows what was written into it.
            String operations = place == Place.URI ? "list.*|get.*" : "dump.*|list.*|get.*";
            for (MBeanOperationInfo operation : beans.getMBeanInfo(name).getOperations()) {
                if (operation.getSignature().length == 0 && operation.getName().matches(operations)) {
                    show(operation.getName() + ": " + value(() -> beans.invoke(name, operation.getName(), null, null)));
                }
            }
        }
    }

    private interface Reading {
        Object read() throws Exception;
    }

    private static Object value(Reading reading) {
        try {
            return reading.read();
        } catch (Exception e) {
            return e;
        }
    }

    private void show(Object thing) {
        seen.append(String.valueOf(thing)).append('\n');
        if (thing instanceof Throwable failure) {
            failure.printStackTrace(new PrintWriter(seen));
        }
    }

    @Test
    void areHiddenByToString() {
        assertThat(Credentials.apiKey("sk-live")).hasToString("API key");
        assertThat(Credentials.jwt("sk-live")).hasToString("JWT");
        assertThat(new ProxySettings("proxy", 3128, "http", "Basic", "me", PASSWORD, null))
                .hasToString("http://proxy:3128");
    }
}
