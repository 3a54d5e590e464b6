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
package ai.scriptrun.camel.emulator.page;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import ai.scriptrun.camel.emulator.SampleWorkflow;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.emulator.ScriptRunEmulatorExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(ScriptRunEmulatorExtension.class)
class PageSecurityTest {

    private final ScriptRunEmulator emulator;
    private final PageClient page;

    PageSecurityTest(ScriptRunEmulator emulator) {
        this.emulator = emulator;
        this.page = new PageClient(emulator);
    }

    @BeforeEach
    void fill() {
        emulator.createWorkflow(SampleWorkflow.WELCOME.json());
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html; charset=utf-8",
        "/console/main.js, text/javascript; charset=utf-8",
        "/console/console.css, text/css; charset=utf-8",
        "/console/icon.svg, image/svg+xml",
        "/console/api/home, application/json"
    })
    void everyResponseHasItsHeaders(String path, String type) {
        HttpResponse<String> response = page.get(path);

        assertThat(response.headers().firstValue("Content-Type").orElse("")).isEqualToIgnoringCase(type);
        assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'self';")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control-"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/",
                "/console/../page.class",
                "/console/%2e%2e/EmulatorPage.class",
                "/console/EmulatorPage.class",
                "/console/application.js",
                "/console/web/main.js"
            })
    void servesItsFilesAndNoOther(String path) {
        assertThat(page.get(path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"GET, state", "GET, home", "POST, runs?workflow=6", "PUT, timing", "POST, faults", "DELETE, faults"})
    void answersNobodyWithoutItsHeader(String method, String path) {
        HttpResponse<String> response = page.send(
                page.request("/console/api/" + path).method(method, BodyPublishers.ofString("{\"input\": \"x\"}")));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(emulator.runs().ids()).isEmpty();
    }

    @Test
    void answersNoOtherOrigin() {
        var request = page.request("/console/api/runs?workflow=6")
                .header(SameSite.HEADER, "1")
                .POST(BodyPublishers.ofString("{\"input\": \"x\"}"));

        assertThat(page.send(request.header("Origin", "https://elsewhere.example"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(emulator.runs().ids()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 200",
        "[::1]:8080, 200",
        "localhost:8080, 200",
        "emulator:8080, 200",
        "rebound.example, 403",
        "rebound.example:8080, 403",
        "127.0.0.1.rebound.example, 403"
    })
    void answersNoNameThatCouldBeMadeToPointHere(String host, int status) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), emulator.port())) {
            socket.getOutputStream()
                    .write(("GET /console/api/home HTTP/1.1\r\nHost: " + host + "\r\n" + SameSite.HEADER
                                    + ": 1\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(response).startsWith("HTTP/1.1 " + status + " ");
        }
    }

    @Test
    void tellsNoKey() {
        page.send(page.request("/api/v1/workflows/").header("X-Api-Key", emulator.apiKey()));
        page.send(page.request("/api/v1/workflows/").header("Authorization", "Bearer " + emulator.jwtToken()));

        assertThat(page.send("GET", "state", "").body())
                .contains("/api/v1/workflows/")
                .doesNotContain(emulator.apiKey(), emulator.jwtToken(), emulator.serviceKey());
    }

    @Test
    void saysWhatIsWrongAndNoMore() {
        assertThat(page.send("GET", "state?workflow=x", "").statusCode()).isEqualTo(400);
        assertThat(page.send("GET", "state?run=x", "").statusCode()).isEqualTo(400);
        assertThat(page.send("PUT", "timing", "{").statusCode()).isEqualTo(400);
        assertThat(page.send("GET", "passwords", "").statusCode()).isEqualTo(404);
        assertThat(page.send("PUT", "../main.js", "").statusCode()).isNotEqualTo(200);
    }
}
