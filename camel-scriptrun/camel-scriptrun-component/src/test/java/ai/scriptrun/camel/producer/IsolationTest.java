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
package ai.scriptrun.camel.producer;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.exception.ScriptRunApiException;
import ai.scriptrun.camel.fake.RawServer;
import ai.scriptrun.camel.fake.RawServer.Request;
import ai.scriptrun.camel.fake.Reply;
import ai.scriptrun.camel.fake.ServiceTest;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Only the headers that the contract names are passed between the exchange and the HTTP call. */
class IsolationTest extends ServiceTest {

    @Test
    void noHeaderOfTheExchangeReachesTheService() throws IOException {
        try (RawServer elsewhere = RawServer.replying(Reply.json(200, "{}"))) {
            Map<String, Object> headers = new HashMap<>();
            headers.put("X-Api-Key", "stolen");
            headers.put("Authorization", "Bearer stolen");
            headers.put("Cookie", "session=1");
            headers.put("Host", "elsewhere");
            headers.put("X-Custom", "1");
            headers.put("Transfer-Encoding", "chunked");
            headers.put("Content-Length", "3");
            headers.put(Exchange.HTTP_METHOD, "DELETE");
            headers.put(Exchange.HTTP_URI, elsewhere.baseUrl());
            headers.put(Exchange.HTTP_PATH, "/admin");
            headers.put(Exchange.HTTP_QUERY, "x=1");
            headers.put(Exchange.HTTP_HOST, "elsewhere");
            headers.put("CamelRestHttpUri", elsewhere.baseUrl());
            for (String option : new String[] {"BaseUrl", "ApiKey", "JwtToken", "Operation", "ProxyHost"}) {
                headers.put("CamelScriptRun" + option, elsewhere.baseUrl());
            }

            send("updateWorkflow?workflowId=6", exchange -> {
                exchange.getMessage().setHeaders(headers);
                exchange.getMessage().setBody("{\"title\": \"t\"}");
            });

            Request request = request();
            assertThat(request.method() + " " + request.path()).isEqualTo("PATCH /api/v1/workflows/6/");
            assertThat(request.body()).isEqualTo("{\"title\":\"t\"}");
            assertThat(request.headers())
                    .containsEntry("x-api-key", API_KEY)
                    .containsEntry("host", "127.0.0.1:" + server.port());
            assertThat(request.headers().keySet())
                    .containsExactlyInAnyOrder(
                            "x-api-key",
                            "accept",
                            "accept-encoding",
                            "host",
                            "content-length",
                            "content-type",
                            "connection",
                            "user-agent");
            assertThat(elsewhere.connections()).isZero();
        }
    }

    @Test
    void noHeaderOfTheServiceReachesTheExchange() {
        String headers = String.join(
                "\r\n",
                "Set-Cookie: session=1",
                "X-Custom: 1",
                "CamelFileName: /etc/passwd",
                "CamelScriptRunRunId: x",
                "");
        server.reply(Reply.answer(200, headers, "{\"id\": 6}"));

        Exchange exchange = send("getWorkflow?workflowId=6", null, "mine", 1);

        assertThat(exchange.getMessage().getHeaders().keySet())
                .containsExactlyInAnyOrder(
                        "mine", ScriptRunConstants.WORKFLOW_ID, ScriptRunConstants.HTTP_RESPONSE_CODE);
    }

    @Test
    void noCookieIsKept() {
        server.reply(Reply.answer(200, "Set-Cookie: session=1\r\n", "{}"));

        send("getNodes", null);
        send("getNodes", null);

        assertThat(server.requests()).hasSize(2).noneMatch(request -> request.headers()
                .containsKey("cookie"));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void noRedirectIsFollowed(int status) throws IOException {
        try (RawServer elsewhere = RawServer.replying(Reply.json(200, "{}"))) {
            server.reply(Reply.answer(status, "Location: " + elsewhere.baseUrl() + "/x\r\n", ""));

            for (String endpoint :
                    new String[] {"getNodes", "runWorkflow?workflowId=6", "updateWorkflow?workflowId=6"}) {
                assertThat(send(endpoint, "{\"title\": \"t\"}").getException())
                        .isExactlyInstanceOf(ScriptRunApiException.class)
                        .hasMessageContaining(
                                "HTTP " + status + ". The service redirects, which is not followed so that"
                                        + " the credential goes nowhere else. Check the option baseUrl; it was sent to "
                                        + elsewhere.baseUrl() + "/x.");
            }
            assertThat(elsewhere.connections()).isZero();
        }
    }
}
