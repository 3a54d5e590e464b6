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
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** With camel-micrometer-prometheus, Camel Main shows the component's meters to a scraper. */
@ExtendWith(ScriptRunEmulatorExtension.class)
class MainMetersTest {

    @Test
    void metersAreScraped(ScriptRunEmulator service) throws Exception {
        service.createWorkflow(SampleWorkflow.FEEDBACK.json());
        int port = freePort();
        Main main = new Main();
        main.setPropertyPlaceholderLocations("classpath:main/metrics.properties");
        main.addOverrideProperty("camel.component.scriptrun.base-url", service.baseUrl());
        main.addOverrideProperty("camel.component.scriptrun.api-key", service.apiKey());
        main.addOverrideProperty("camel.management.port", Integer.toString(port));
        main.start();
        try {
            main.getCamelTemplate().requestBody("direct:feedback", "{\"feedback\": \"Very good.\"}");

            assertThat(scrape(port))
                    .contains(
                            "scriptrun_runs_started_total{camelContext=\"feedback\",workflow=\"307\"} 1.0",
                            "scriptrun_runs_succeeded_total{camelContext=\"feedback\",workflow=\"307\"} 1.0",
                            "scriptrun_runs_duration_seconds_count{camelContext=\"feedback\",status=\"succeed\","
                                    + "workflow=\"307\"} 1",
                            "scriptrun_store_available{camelContext=\"feedback\"} 1.0")
                    .containsPattern("scriptrun_runs_cost_usd_total\\{[^}]*workflow=\"307\"} [1-9]");
        } finally {
            main.stop();
        }
    }

    private static String scrape(int port) throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/observe/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
