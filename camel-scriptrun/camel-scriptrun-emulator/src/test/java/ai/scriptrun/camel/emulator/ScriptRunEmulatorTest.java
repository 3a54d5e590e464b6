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

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serviceUnavailable;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class ScriptRunEmulatorTest {

    private final ScriptRunEmulator emulator = ScriptRunEmulator.start();
    private final Api api = new Api(emulator);

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void runsAWorkflowInRealTime() {
        long id = emulator.createWorkflow(SampleWorkflow.FEEDBACK.json());
        String runId = api.run(id, "{\"feedback\": \"It was terrible\"}");

        await().until(() -> api.result(runId).has("metrics"));

        assertThat(api.result(runId)
                        .at("/data/9b1d3c52-4e8a-4f0e-8a67-3d5b2c7e0007/result/content")
                        .textValue())
                .contains("sorry");
        assertThat(emulator.runs().status(runId)).isEqualTo("succeed");
    }

    @ParameterizedTest
    @EnumSource(SampleWorkflow.class)
    void everySampleIsValid(SampleWorkflow sample) {
        long id = emulator.createWorkflow(sample.json());

        assertThat(api.get(id + "/check_workflow/").response().body())
                .isEqualTo("{\"valid\":true,\"errors\":[],\"warnings\":[]}");
    }

    @Test
    void keepsTheIdOfAWorkflowIfItIsFree() {
        assertThat(emulator.createWorkflow(SampleWorkflow.TEXT_CLASSIFICATION.json()))
                .isEqualTo(65);
        assertThat(emulator.createWorkflow(SampleWorkflow.TEXT_CLASSIFICATION.json()))
                .isEqualTo(66);
        assertThat(api.get("65/").json().path("project").intValue()).isEqualTo(12);
    }

    @Test
    void acceptsAStreamAndOnlyTheData() {
        long id = emulator.createWorkflow(
                new ByteArrayInputStream("{\"nodes\": [], \"edges\": []}".getBytes(StandardCharsets.UTF_8)));

        assertThat(api.get(id + "/").json().at("/data/nodes").isArray()).isTrue();
        assertThatThrownBy(() -> emulator.createWorkflow("nonsense")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> emulator.createWorkflow("[]")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void listsTheStartedRuns() {
        long id = emulator.createWorkflow(SampleWorkflow.WELCOME.json());
        String viaApi = api.run(id, "{}");
        String bySomebodyElse = emulator.runs().start(id, "{\"user_name\": \"Ada\"}");

        assertThat(emulator.runs().accepted()).isEqualTo(2);
        assertThat(emulator.runs().ids()).containsExactly(viaApi, bySomebodyElse);
        assertThat(emulator.runs().input(bySomebodyElse)).isEqualTo("{\"user_name\":\"Ada\"}");
    }

    @Test
    void anExpiredRunIsUnknown() {
        long id = emulator.createWorkflow(SampleWorkflow.WELCOME.json());
        String runId = api.run(id, "{}");

        assertThat(emulator.runs().expire(runId)).isTrue();

        assertThat(api.get("workflow_result/?id=" + runId).status()).isEqualTo(400);
        assertThat(emulator.runs().status(runId)).isEqualTo("not found");
        assertThat(api.get(id + "/history/").json().path("count").intValue()).isEqualTo(1);
    }

    @Test
    void ownStubsTakePrecedenceAndRequestsCanBeVerified() {
        emulator.wireMock().stubFor(get(urlPathMatching(".*/workflow_result/")).willReturn(serviceUnavailable()));

        assertThat(api.get("workflow_result/?id=x").status()).isEqualTo(503);
        assertThat(api.get("").status()).isEqualTo(200);
        emulator.wireMock().verify(1, getRequestedFor(urlPathMatching(".*/workflow_result/")));
    }

    @Test
    void aWireMockResetRemovesCustomStubsButNotTheService() {
        emulator.wireMock().stubFor(get(urlPathMatching(".*")).willReturn(serviceUnavailable()));
        emulator.wireMock().resetAll();

        assertThat(api.get("").status()).isEqualTo(200);
    }

    @Test
    void ignoresStubFilesOfTheProject() {
        assertThat(api.get("of-another-server/").status()).isEqualTo(404);
    }

    @Test
    void listensOnTheGivenPort() {
        int port = emulator.port();
        emulator.close();

        try (ScriptRunEmulator again = ScriptRunEmulator.start(port)) {
            assertThat(again.baseUrl()).isEqualTo("http://127.0.0.1:" + port);
            assertThat(new Api(again).get("").status()).isEqualTo(200);
        }
    }
}
