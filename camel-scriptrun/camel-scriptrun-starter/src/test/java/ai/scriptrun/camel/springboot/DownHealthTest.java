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

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** The actuator says why an application is not ready. */
@SpringBootTest(
        classes = FeedbackApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "camel.component.scriptrun.api-key=no-such-key")
@DirtiesContext
class DownHealthTest {

    private static final ScriptRunEmulator SERVICE = ScriptRunEmulator.start();

    @DynamicPropertySource
    static void service(DynamicPropertyRegistry properties) {
        properties.add("camel.component.scriptrun.base-url", SERVICE::baseUrl);
    }

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @LocalServerPort
    private int port;

    @Test
    void readinessSaysWhyItIsDown() throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/health/readiness"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(503);
        JsonNode details = Catalog.JSON.readTree(response.body()).at("/components/camelHealth/details");
        assertThat(details.path("scriptrun").asText()).isEqualTo("DOWN");
        assertThat(details.toString())
                .contains("401", "apiKey", SERVICE.baseUrl())
                .doesNotContain("no-such-key");
    }
}
