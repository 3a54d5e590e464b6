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
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

class ClosedAdminTest {

    private static final String ORIGIN = "https://elsewhere.example";

    private static ScriptRunEmulator emulator;
    private static Api api;

    @BeforeAll
    static void start() {
        emulator = ScriptRunEmulator.start();
        api = new Api(emulator);
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    private static Api.Answer send(String method, String path, String body) {
        return api.send(HttpRequest.newBuilder(URI.create(emulator.baseUrl() + path))
                .header("Origin", ORIGIN)
                .header("Access-Control-Request-Method", "POST")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /__admin",
        "GET, /__admin/",
        "GET, /__admin/requests",
        "GET, /__admin/mappings",
        "GET, /__admin/health",
        "POST, /__admin/mappings",
        "POST, /__admin/settings",
        "POST, /__admin/recordings/start",
        "POST, /__admin/reset",
        "POST, /__admin/shutdown",
        "DELETE, /__admin/mappings",
        "OPTIONS, /__admin/mappings"
    })
    void rejectsAdminCallsOverHttp(String method, String path) {
        Api.Answer answer = send(method, path, method.equals("POST") ? "{}" : null);

        assertThat(answer.status()).isGreaterThanOrEqualTo(300);
        assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
        assertThat(api.get("").status()).isEqualTo(200);
    }

    @Test
    void doesNotProxyRequests() {
        send(
                "POST",
                "/__admin/mappings",
                "{\"request\":{\"urlPattern\":\"/out/.*\"},\"response\":{\"proxyBaseUrl\":\"" + emulator.baseUrl()
                        + "\"}}");

        assertThat(emulator.wireMock().getStubMappings()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"GET", "POST", "OPTIONS"})
    void allowsNoCrossOriginReads(String method) {
        Api.Answer answer = send(method, "/api/v1/workflows/", null);

        assertThat(answer.response().headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control-"));
    }

    @Test
    void allowsStubsAndVerificationInTheSameProcess() {
        emulator.wireMock().stubFor(get(urlEqualTo("/mine")).willReturn(ok("stubbed")));

        assertThat(send("GET", "/mine", null).response().body()).isEqualTo("stubbed");
        emulator.wireMock().verify(1, getRequestedFor(urlEqualTo("/mine")));
        assertThat(emulator.wireMock().findAll(getRequestedFor(anyUrl()))).isNotEmpty();
        emulator.wireMock().resetAll();
    }
}
