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
package ai.scriptrun.camel.dsl;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import ai.scriptrun.camel.emulator.SampleWorkflow;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.emulator.ScriptRunEmulatorExtension;
import ai.scriptrun.camel.testing.CollectedSpans;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** Camel Main shows what goes on with properties alone. */
@ExtendWith(ScriptRunEmulatorExtension.class)
class MainMonitoringTest {

    private final Main main = new Main();
    private final CollectedSpans spans = new CollectedSpans();
    private int port;

    @BeforeEach
    void configure(ScriptRunEmulator service) throws IOException {
        port = freePort();
        main.setPropertyPlaceholderLocations("classpath:main/monitoring.properties");
        main.addOverrideProperty("camel.component.scriptrun.base-url", service.baseUrl());
        main.addOverrideProperty("camel.component.scriptrun.api-key", service.apiKey());
        main.addOverrideProperty("camel.management.port", Integer.toString(port));
        main.bind("tracer", spans.tracer());
        main.bind("propagators", CollectedSpans.propagators());
    }

    @AfterEach
    void stop() {
        main.stop();
        spans.close();
    }

    private void run(ScriptRunEmulator service) throws Exception {
        service.createWorkflow(SampleWorkflow.FEEDBACK.json());
        main.start();
        main.getCamelTemplate().requestBody("direct:feedback", "{\"feedback\": \"Very good.\"}");
    }

    @Test
    void metersAreScraped(ScriptRunEmulator service) throws Exception {
        run(service);

        HttpResponse<String> scrape = get("/observe/metrics");

        assertThat(scrape.statusCode()).isEqualTo(200);
        assertThat(scrape.body())
                .contains(
                        "scriptrun_runs_started_total{camelContext=\"feedback\",workflow=\"307\"} 1.0",
                        "scriptrun_runs_succeeded_total{camelContext=\"feedback\",workflow=\"307\"} 1.0",
                        "scriptrun_runs_duration_seconds_count{camelContext=\"feedback\",status=\"succeed\","
                                + "workflow=\"307\"} 1",
                        "scriptrun_store_available{camelContext=\"feedback\"} 1.0")
                .containsPattern("scriptrun_runs_cost_usd_total\\{[^}]*workflow=\"307\"} [1-9]");
    }

    @Test
    void healthSaysWhyItIsDown() throws Exception {
        main.addOverrideProperty("camel.component.scriptrun.api-key", "no-such-key");
        main.start();

        HttpResponse<String> health = get("/observe/health/ready");

        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body()).contains("scriptrun", "DOWN", "401", "apiKey").doesNotContain("no-such-key");
    }

    @Test
    void theConsoleIsShown(ScriptRunEmulator service) throws Exception {
        run(service);
        assertThat(get("/q/dev/scriptrun").body()).contains("0 runs waiting", "starts");
    }

    @Test
    void theRunIsASpanInTheTraceOfItsRoute(ScriptRunEmulator service) throws Exception {
        run(service);
        assertThat(spans.runs()).hasSize(1);
        assertThat(spans.of("direct:feedback"))
                .extracting(SpanData::getTraceId)
                .containsOnly(spans.runs().get(0).getTraceId());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + port + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
