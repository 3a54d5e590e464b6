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
package ai.scriptrun.camel.emulator;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import ai.scriptrun.camel.emulator.http.Endpoint;
import ai.scriptrun.camel.emulator.llm.LlmReply;
import ai.scriptrun.camel.emulator.llm.OpenAiResponder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serviceUnavailable;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

/** What docs/emulator.adoc shows. */
class EmulatorPageTest {

    // tag::settings[]
    @RegisterExtension
    static final ScriptRunEmulatorExtension EMULATOR =
            new ScriptRunEmulatorExtension(ScriptRunEmulator.builder().runTime(Duration.ZERO));
    // end::settings[]

    private static final String MODEL = "llama3.2";

    @Test
    void starts() {
        // tag::start[]
        try (ScriptRunEmulator emulator = ScriptRunEmulator.start()) {
            long workflowId = emulator.createWorkflow(SampleWorkflow.FEEDBACK.json());
            // point your client at emulator.baseUrl(), with emulator.apiKey() or emulator.jwtToken()
            // end::start[]
            assertThat(workflowId).isEqualTo(307);
            // tag::start[]
        }
        // end::start[]
    }

    @Test
    void usesACustomResponder() {
        EmulatorBuilder builder =
                // tag::llm[]
                ScriptRunEmulator.builder().llm(request -> LlmReply.of("Dear " + request.text("user")));
        // end::llm[]
        assertThat(builder).isNotNull();
    }

    @Test
    void usesAModel() {
        String key = "no-key";
        EmulatorBuilder builder =
                // tag::model[]
                ScriptRunEmulator.builder().llm(new OpenAiResponder("http://127.0.0.1:11434/v1", key, MODEL));
        // end::model[]
        assertThat(builder).isNotNull();
    }

    @Test
    void hasFaults(ScriptRunEmulator emulator) throws Exception {
        // tag::faults[]
        emulator.faults().on(Endpoint.RUN).call(2).answerLost();
        emulator.faults().on(Endpoint.RESULT).calls(1, 3).tooManyRequests(Duration.ofSeconds(1));
        emulator.faults().on(Endpoint.HISTORY).status(502); // every call
        // end::faults[]
        assertThat(status(emulator, "/api/v1/workflows/307/history/")).isEqualTo(502);

        emulator.faults().clear();
        assertThat(status(emulator, "/api/v1/workflows/307/history/")).isEqualTo(404);
    }

    @Test
    void isAWireMockServer(ScriptRunEmulator emulator) throws Exception {
        // tag::stub[]
        emulator.wireMock().stubFor(get(urlPathMatching(".*/history/")).willReturn(serviceUnavailable()));
        // end::stub[]
        assertThat(status(emulator, "/api/v1/workflows/307/history/")).isEqualTo(503);

        // tag::verify[]
        emulator.wireMock().verify(0, postRequestedFor(urlPathMatching(".*/run/")));
        // end::verify[]
    }

    private static int status(ScriptRunEmulator emulator, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(emulator.baseUrl() + path))
                .header("X-Api-Key", emulator.apiKey())
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
