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
package ai.scriptrun.camel.console;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The console behind the HTTP server of Camel Main. */
class ScriptRunConsoleTest {

    private final FilledStore filled = FilledStore.withAll();

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url));
    }

    @Test
    void servesThePageAndItsEndpoints() throws Exception {
        try (ConsoleApplication application = new ConsoleApplication(filled.store())) {
            String url = application.url();
            HttpResponse<String> page = send(request(url));
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("<div id=\"page\">");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .startsWith("default-src 'self'");
            assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");

            HttpResponse<String> withoutSlash = send(request(url.substring(0, url.length() - 1)));
            assertThat(withoutSlash.statusCode()).isEqualTo(302);
            assertThat(withoutSlash.headers().firstValue("Location")).contains("/scriptrun/");

            HttpResponse<String> state = send(request(url + "console/api/state").header(SameSite.HEADER, "1"));
            assertThat(state.statusCode()).isEqualTo(200);
            assertThat(state.body()).contains("\"phase\":\"UNCERTAIN\"").doesNotContain("secret-key");
            assertThat(send(request(url + "console/api/runs?store=0&phase=QUEUED")
                                    .header(SameSite.HEADER, "1"))
                            .body())
                    .contains("QUEUED")
                    .doesNotContain("IN_FLIGHT");
        }
    }

    @Test
    void changesNothingByDefaultAndForNoOtherSite() throws Exception {
        try (ConsoleApplication application = new ConsoleApplication(filled.store())) {
            String url = application.url() + "console/api/runs/1/restart?store=0";
            assertThat(send(request(url).POST(BodyPublishers.ofString("{}"))).statusCode())
                    .isEqualTo(403);
            assertThat(send(request(url).header(SameSite.HEADER, "1").POST(BodyPublishers.ofString("{}")))
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void isNeverOpenToOtherMachinesByItself() {
        assertThatThrownBy(() -> new ConsoleApplication(filled.store(), "camel.server.host=0.0.0.0"))
                .hasStackTraceContaining("would be open to other machines")
                .hasStackTraceContaining("camel.server.host=127.0.0.1")
                .hasStackTraceContaining("allowRemote=true");
    }

    @Test
    void isOpenToOtherMachinesWhereThatIsAllowed() throws Exception {
        try (ConsoleApplication application = new ConsoleApplication(
                filled.store(),
                "camel.server.host=0.0.0.0",
                "camel.beans.scriptrunConsole.allowRemote=true",
                "camel.beans.scriptrunConsole.path=/ops/runs")) {
            String url = application.url().replace("/scriptrun/", "/ops/runs/");
            assertThat(send(request(url + "console/api/home").header(SameSite.HEADER, "1"))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void refusesAPathThatIsNone() {
        assertThatThrownBy(() -> new ConsoleApplication(filled.store(), "camel.beans.scriptrunConsole.path=scriptrun/"))
                .hasStackTraceContaining("'scriptrun/'");
    }
}
