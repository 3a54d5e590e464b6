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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.emulator.SampleWorkflow;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.observe.MeterNames;
import ai.scriptrun.camel.springboot.FeedbackApplication.Inbox;
import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** A Spring Boot application runs workflows, receives results, and shows its health and its figures. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "secrets.dir=src/test/resources/secrets",
            "spring.config.additional-location=classpath:console.properties"
        })
@DirtiesContext
class FeedbackApplicationTest {

    // tag::emulator[]
    private static final ScriptRunEmulator SERVICE = ScriptRunEmulator.start();

    @DynamicPropertySource
    static void service(DynamicPropertyRegistry properties) {
        properties.add("camel.component.scriptrun.base-url", SERVICE::baseUrl);
    }

    @AfterAll
    static void stop() {
        SERVICE.close();
    }
    // end::emulator[]

    @BeforeAll
    static void createWorkflow() {
        SERVICE.createWorkflow(SampleWorkflow.FEEDBACK.json());
    }

    @Autowired
    private ProducerTemplate routes;

    @Autowired
    private Inbox inbox;

    @Autowired
    private MeterRegistry meters;

    @LocalServerPort
    private int port;

    @Test
    void waitsForTheResult() {
        Object reply = routes.requestBody("direct:feedback", Map.of("feedback", "I love it, thank you!"));
        assertThat(reply).asString().isNotBlank();
    }

    @Test
    void receivesTheResultOfATrackedRun() throws InterruptedException {
        routes.sendBody("direct:later", Map.of("feedback", "It broke on the first day."));

        Message result = inbox.results.poll(20, TimeUnit.SECONDS);

        assertThat(result).isNotNull();
        assertThat(result.getHeader(ScriptRunConstants.RUN_STATUS)).isEqualTo("succeed");
        assertThat(result.getBody()).asString().isNotBlank();
    }

    @Test
    void readinessShowsTheServiceAndLivenessDoesNot() throws Exception {
        JsonNode details = health("readiness").at("/components/camelHealth/details");
        assertThat(details.path("scriptrun").asText()).isEqualTo("UP");
        assertThat(details.at("/scriptrun.data/check.kind").asText()).isEqualTo("READINESS");
        assertThat(health("liveness").toString()).doesNotContain("scriptrun");
    }

    private JsonNode health(String group) throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + port + "/actuator/health/" + group);
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return Catalog.JSON.readTree(answer.body());
    }

    @Test
    void figuresAreMeters() {
        routes.requestBody("direct:feedback", Map.of("feedback", "Fine."));
        double before = counter(MeterNames.STARTED).count();

        routes.requestBody("direct:feedback", Map.of("feedback", "Fine."));

        Counter started = counter(MeterNames.STARTED);
        assertThat(started.count()).isEqualTo(before + 1);
        assertThat(started.getId().getTag(MeterNames.CONTEXT)).isNotBlank();
        assertThat(started.getId().getTag(MeterNames.WORKFLOW)).isEqualTo("307");
        assertThat(counter(MeterNames.CALLS).count()).isGreaterThan(started.count());
    }

    private Counter counter(String name) {
        return meters.get(name).counter();
    }

    @Test
    void hasTheConsole() throws Exception {
        routes.sendBody("direct:later", Map.of("feedback", "Fine."));
        HttpResponse<String> page = console("");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<div id=\"page\">");
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'self'");

        assertThat(console("console/main.js").headers().firstValue("Content-Type"))
                .contains("text/javascript;charset=utf-8");
        JsonNode state = Catalog.JSON.readTree(console("console/api/state").body());
        assertThat(state.path("readOnly").booleanValue()).isFalse();
        assertThat(state.path("stores")).isNotEmpty();
        assertThat(state.at("/components/0/figures/starts").intValue()).isPositive();
        assertThat(console("console/api/runs?store=0").body()).contains("\"runs\"");
    }

    private HttpResponse<String> console(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + port + "/scriptrun/" + path);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .header("X-ScriptRun-Console", "1")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
