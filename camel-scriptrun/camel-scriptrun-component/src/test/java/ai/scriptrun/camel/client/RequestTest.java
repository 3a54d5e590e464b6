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
package ai.scriptrun.camel.client;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import ai.scriptrun.camel.fake.RawServer;
import ai.scriptrun.camel.fake.RawServer.Request;
import ai.scriptrun.camel.fake.Reply;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What goes over the wire, to the letter: a missing slash would be a redirect that loses the body. */
class RequestTest {

    private static final String RUN = "0781b175-2135-45ec-9063-ad3e0d929adc";

    @ParameterizedTest
    @EnumSource
    void hasTheMethodAndPathOfTheApi(ApiOperation operation) throws IOException {
        Request request = sent(operation::call);

        assertThat(request.method() + " " + request.path())
                .isEqualTo(
                        switch (operation) {
                            case createWorkflow -> "POST /api/v1/workflows/";
                            case listWorkflows -> "GET /api/v1/workflows/";
                            case getWorkflow -> "GET /api/v1/workflows/6/";
                            case updateWorkflow -> "PATCH /api/v1/workflows/6/";
                            case deleteWorkflow -> "DELETE /api/v1/workflows/6/";
                            case getInputFields -> "GET /api/v1/workflows/6/input-fields/";
                            case checkWorkflow -> "GET /api/v1/workflows/6/check_workflow/";
                            case getNodes -> "GET /api/v1/workflows/get_nodes/";
                            case runWorkflow -> "POST /api/v1/workflows/6/run/";
                            case getResult -> "GET /api/v1/workflows/workflow_result/?id=" + RUN;
                            case getHistory -> "GET /api/v1/workflows/6/history/";
                        });
    }

    @ParameterizedTest
    @EnumSource
    void hasTheApiKeyAndNoOtherIdentifyingHeader(ApiOperation operation) throws IOException {
        Request request = sent(operation::call);

        assertThat(request.headers()).containsEntry("x-api-key", TestClient.API_KEY);
        assertThat(request.headers().keySet())
                .isSubsetOf(
                        "x-api-key",
                        "accept",
                        "accept-encoding",
                        "host",
                        "content-length",
                        "content-type",
                        "connection",
                        "user-agent");
    }

    @Test
    void hasAJwtAsABearerToken() throws IOException {
        try (RawServer server = RawServer.replying(Reply.json(200, "{}"));
                TestClient client =
                        TestClient.of(server.baseUrl(), settings -> settings.credentials = Credentials.jwt("token"))) {
            client.settle(ScriptRunClient::getNodes);

            assertThat(server.requests().get(0).headers())
                    .containsEntry("authorization", "Bearer token")
                    .doesNotContainKey("x-api-key");
        }
    }

    @Test
    void encodesSearchParameters() throws IOException {
        assertThat(sent(api -> api.listWorkflows(307L, "a b&project=1+\u00fc/?#", 2))
                        .path())
                .isEqualTo("/api/v1/workflows/?project=307&title=a%20b%26project%3D1%2B%C3%BC%2F%3F%23&page=2");
        assertThat(sent(api -> api.getHistory(6, "-created_at", 3, 50)).path())
                .isEqualTo("/api/v1/workflows/6/history/?ordering=-created_at&page=3&page_size=50");
    }

    @Test
    void writesJsonInUtf8() throws IOException {
        ObjectNode workflow = JsonNodeFactory.instance.objectNode().put("title", "\u00dcbung \ud83d\ude80");

        Request request = sent(api -> api.updateWorkflow(6, workflow));

        assertThat(request.body()).isEqualTo("{\"title\":\"\u00dcbung \ud83d\ude80\"}");
        assertThat(request.headers()).containsEntry("content-type", "application/json");
    }

    private static <T> Request sent(Function<ScriptRunClient, CompletableFuture<T>> call) throws IOException {
        try (RawServer server = RawServer.replying(Reply.json(200, "{}"));
                TestClient client = TestClient.of(server.baseUrl())) {
            client.settle(call);
            return server.requests().get(0);
        }
    }
}
