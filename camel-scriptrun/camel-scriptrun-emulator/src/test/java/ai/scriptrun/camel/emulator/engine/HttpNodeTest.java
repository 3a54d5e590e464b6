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
package ai.scriptrun.camel.emulator.engine;

import java.time.Instant;
import java.time.InstantSource;

import ai.scriptrun.camel.emulator.llm.RuleBasedResponder;
import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static ai.scriptrun.camel.emulator.engine.TestWorkflows.json;
import static ai.scriptrun.camel.emulator.engine.TestWorkflows.workflow;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.notFound;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.stubFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@WireMockTest
class HttpNodeTest {

    private final Engine engine = new Engine(
            InstantSource.system(),
            Timing.DEFAULT,
            new RuleBasedResponder(),
            AllowedHosts.loopbackAnd("allowed.invalid"),
            Journal.NONE);

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void rendersTemplatesInAllPartsOfTheRequest(WireMockRuntimeInfo users) {
        stubFor(post("/users/7").willReturn(okJson("{\"created\":true}").withStatus(201)));

        RunState state =
                run("""
                {'url': '%s/users/{{ input.id }}', 'method': 'post',
                 'headers': {'Authorization': 'Bearer {{ input.token }}'},
                 'body': {'name': '{{ input.name }}', 'age': '{{ input.age }}'}}""".formatted(users.getHttpBaseUrl()), "{'id': 7, 'token': 't0p', 'name': 'Ada', 'age': 36}");

        verify(postRequestedFor(urlEqualTo("/users/7"))
                .withHeader("Authorization", equalTo("Bearer t0p"))
                .withHeader("Content-Type", equalTo("application/json"))
                .withRequestBody(equalToJson("{\"name\":\"Ada\",\"age\":\"36\"}")));
        assertThat(state.status()).isEqualTo(RunStatus.SUCCEED);
        assertThat(state.results().get(0).toJson().path("result").toString())
                .isEqualTo("{\"content\":\"{\\\"created\\\":true}\",\"status_code\":201}");
    }

    @Test
    void anErrorStatusFailsTheNode(WireMockRuntimeInfo server) {
        stubFor(get("/gone").willReturn(notFound()));

        RunState state = run("{'url': '%s/gone'}".formatted(server.getHttpBaseUrl()), "{}");

        assertThat(state.status()).isEqualTo(RunStatus.FAILED);
        assertThat(state.results().get(0).error()).isEqualTo("HTTP 404 from " + server.getHttpBaseUrl() + "/gone");
    }

    @Test
    void callsNoHostThatIsNotAllowed() {
        RunState state = run("{'url': 'http://somewhere.invalid/'}", "{}");

        assertThat(state.status()).isEqualTo(RunStatus.FAILED);
        assertThat(state.results().get(0).error()).contains("somewhere.invalid are not allowed");
        assertThat(run("{'url': 'http://ALLOWED.invalid/'}", "{}")
                        .results()
                        .get(0)
                        .error())
                .doesNotContain("not allowed");
    }

    @Test
    void anInvalidUrlFailsTheNode() {
        assertThat(run("{'url': 'no url {{ input.x }}'}", "{}").status()).isEqualTo(RunStatus.FAILED);
        assertThat(run("{'url': 'relative'}", "{}").status()).isEqualTo(RunStatus.FAILED);
    }

    private RunState run(String data, String input) {
        Workflow workflow =
                workflow("{'start_node': 'h', 'nodes': [{'id': 'h', 'type': 'basic-node', 'data': " + data + "}]}");
        Run run = ((StartAnswer.Accepted) engine.start(workflow, json(input))).run();
        await().until(() -> run.course() instanceof EndedCourse);
        return run.at(Instant.now().plusSeconds(60));
    }
}
