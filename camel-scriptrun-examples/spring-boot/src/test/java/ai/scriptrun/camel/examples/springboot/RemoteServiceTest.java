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

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.examples.support.JavaProcess;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The example as a user starts it, against a service that the environment names. */
class RemoteServiceTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONG = Duration.ofSeconds(50);
    private static final Pattern CURL = Pattern.compile("curl (http://localhost:\\d+)/classify");

    @TempDir
    private Path home;

    @Test
    void answersAndIsHealthy() throws Exception {
        try (ScriptRunEmulator service = ScriptRunEmulator.start()) {
            long workflow = service.createWorkflow(getClass().getResourceAsStream("/classify.json"));
            try (JavaProcess application = start(service.baseUrl(), service.apiKey(), workflow)) {
                HttpResponse<String> answer = send(HttpRequest.newBuilder(uri(application, "/classify"))
                        .header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString("I was charged twice.")));

                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(JSON.readTree(answer.body())).isEqualTo(JSON.readTree("""
                        {"sentiment": "neutral", "category": "billing", "summary": "I was charged twice."}"""));
                assertThat(application.console())
                        .contains("workflow " + workflow + " at " + service.baseUrl())
                        .contains("Run " + service.runs().ids().get(0));
            }
        }
    }

    @Test
    void isNotHealthyWithAWrongKeyAndTellsTheClient() throws Exception {
        try (ScriptRunEmulator service = ScriptRunEmulator.start();
                JavaProcess application = start(service.baseUrl(), "wrong-key", 1)) {
            HttpResponse<String> health = send(HttpRequest.newBuilder(uri(application, "/actuator/health")));
            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(JSON.readTree(health.body())
                            .at("/components/camelHealth/details/scriptrun")
                            .asText())
                    .isEqualTo("DOWN");

            HttpResponse<String> answer = send(HttpRequest.newBuilder(uri(application, "/classify"))
                    .header("Content-Type", "text/plain")
                    .POST(HttpRequest.BodyPublishers.ofString("Hello")));
            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.body()).contains("HTTP 401").doesNotContain("wrong-key");
        }
    }

    private JavaProcess start(String baseUrl, String apiKey, long workflow) throws Exception {
        return JavaProcess.start(
                ClassifyApplication.class,
                home.resolve("console.txt"),
                Map.of(
                        "SCRIPTRUN_BASE_URL", baseUrl,
                        "SCRIPTRUN_API_KEY", apiKey,
                        "SCRIPTRUN_WORKFLOW_ID", Long.toString(workflow)),
                "--server.port=0");
    }

    /** It says itself where it is. */
    private static URI uri(JavaProcess application, String path) {
        return await().atMost(LONG)
                .failFast("the application has ended", () -> !application.isAlive())
                .until(
                        () -> CURL.matcher(application.console())
                                .results()
                                .map(curl -> URI.create(curl.group(1) + path))
                                .findFirst()
                                .orElse(null),
                        uri -> uri != null);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
