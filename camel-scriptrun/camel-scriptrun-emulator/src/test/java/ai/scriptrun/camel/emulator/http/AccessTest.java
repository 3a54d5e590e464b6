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
package ai.scriptrun.camel.emulator.http;

import java.net.http.HttpRequest;

import ai.scriptrun.camel.emulator.Api;
import ai.scriptrun.camel.emulator.Api.Answer;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AccessTest {

    private final ScriptRunEmulator emulator = ScriptRunEmulator.start();
    private final Api api = new Api(emulator);

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void requiresCredentials() {
        Answer answer = api.send(api.anonymous(""));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.response().body()).isEqualTo("{\"detail\":\"Authentication credentials not provided.\"}");
        assertThat(answer.header("WWW-Authenticate")).isNotNull();
    }

    @Test
    void acceptsAnApiKeyOrAToken() {
        assertThat(api.send(api.anonymous("").header("X-Api-Key", emulator.apiKey()))
                        .status())
                .isEqualTo(200);
        assertThat(bearer(emulator.jwtToken()).status()).isEqualTo(200);
    }

    @Test
    void rejectsWrongCredentials() {
        assertThat(api.send(api.anonymous("").header("X-Api-Key", "wrong")).status())
                .isEqualTo(401);
        assertThat(bearer("wrong").status()).isEqualTo(401);
        assertThat(api.send(api.anonymous("").header("Authorization", "Basic eDp5"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void rejectsUnknownPaths() {
        assertThat(api.get("1/nothing/").status()).isEqualTo(404);
        assertThat(api.get("x/").status()).isEqualTo(404);
        assertThat(api.get("../projects/").json().path("detail").textValue()).isEqualTo("Not found.");
    }

    @Test
    void returnsTheAllowedMethodsOfAPath() {
        Answer answer = api.send(api.request("1/").PUT(HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, PATCH, DELETE");
        assertThat(answer.response().body()).isEqualTo("{\"detail\":\"Method \\\"PUT\\\" not allowed.\"}");
    }

    @Test
    void redirectsAGetWithoutTrailingSlash() {
        Answer answer = api.get("workflow_result?id=x");

        assertThat(answer.status()).isEqualTo(301);
        assertThat(answer.header("Location")).isEqualTo("/api/v1/workflows/workflow_result/?id=x");
        assertThat(api.get("1/nothing").status()).isEqualTo(404);
    }

    @Test
    void rejectsAnyOtherMethodWithoutTrailingSlash() {
        Answer answer = api.post("6/run", "{}");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.json().path("detail").textValue()).contains("/api/v1/workflows/6/run/");
        assertThat(emulator.runs().accepted()).isZero();
    }

    private Answer bearer(String token) {
        return api.send(api.anonymous("").header("Authorization", "Bearer " + token));
    }
}
