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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import ai.scriptrun.camel.emulator.EmulatorClock;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "camel.component.scriptrun.poll-interval=200ms",
            "camel.component.scriptrun.consistency-delay=100ms",
            "server.tomcat.threads.max=4"
        })
@DirtiesContext
class ClassifyApplicationTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MANY = 200;
    private static final Duration LONG = Duration.ofSeconds(40);

    private static final EmulatorClock CLOCK = EmulatorClock.standingAt(Instant.EPOCH);
    private static final ScriptRunEmulator SERVICE =
            ScriptRunEmulator.builder().clock(CLOCK).llm(new PickyResponder()).start();

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void service(DynamicPropertyRegistry properties) {
        long workflow = SERVICE.createWorkflow(ClassifyApplicationTest.class.getResourceAsStream("/classify.json"));
        properties.add("camel.component.scriptrun.base-url", SERVICE::baseUrl);
        properties.add("camel.component.scriptrun.api-key", SERVICE::apiKey);
        properties.add("workflow", () -> workflow);
    }

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @Test
    void keepsManyRequestsWaitingOnFewThreadsAndGivesEachItsOwnAnswer() throws Exception {
        long before = SERVICE.runs().accepted();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            answers.add(classify("Request " + i + ". Fine."));
        }
        await().atMost(LONG).until(() -> SERVICE.runs().accepted() - before == MANY);

        // All of them wait at once, and time stands still at the service.
        assertThat(answers).noneMatch(CompletableFuture::isDone);
        assertThat(threads("exec-")).isBetween(1L, 4L);
        assertThat(threads("Camel")).isLessThan(MANY / 2);
        CLOCK.advance(Duration.ofMinutes(1));

        for (int i = 0; i < MANY; i++) {
            HttpResponse<String> answer = answers.get(i).join();
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(JSON.readTree(answer.body()).path("summary").asText()).isEqualTo("Request " + i + ".");
        }
    }

    @Test
    void tellsTheClientOfAFailedRun() throws Exception {
        long before = SERVICE.runs().accepted();
        CompletableFuture<HttpResponse<String>> answer = classify("Unreadable");
        await().atMost(LONG).until(() -> SERVICE.runs().accepted() > before);
        CLOCK.advance(Duration.ofMinutes(1));

        assertThat(answer.join().statusCode()).isEqualTo(502);
        assertThat(answer.join().headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(JSON.readTree(answer.join().body()).path("detail").asText())
                .contains(SERVICE.runs().ids().get((int) before), "ended with 'failed'");
    }

    @Test
    void isHealthyWithTheService() throws Exception {
        HttpResponse<String> health = client.send(
                HttpRequest.newBuilder(uri("/actuator/health")).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(health.body())
                        .at("/components/camelHealth/details/scriptrun")
                        .asText())
                .isEqualTo("UP");
    }

    private CompletableFuture<HttpResponse<String>> classify(String text) {
        return client.sendAsync(
                HttpRequest.newBuilder(uri("/classify"))
                        .header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString(text))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains(name))
                .count();
    }
}
