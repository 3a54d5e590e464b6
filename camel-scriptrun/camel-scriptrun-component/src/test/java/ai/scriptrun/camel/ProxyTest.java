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
package ai.scriptrun.camel;

import java.io.IOException;
import java.util.Base64;

import ai.scriptrun.camel.exception.ScriptRunApiException;
import ai.scriptrun.camel.fake.RawServer;
import ai.scriptrun.camel.fake.RawServer.Request;
import ai.scriptrun.camel.fake.Reply;
import ai.scriptrun.camel.fake.ServiceTest;
import ai.scriptrun.camel.fake.TestKeys;
import ai.scriptrun.camel.fake.TestProxy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The way out through an HTTP proxy. */
class ProxyTest extends ServiceTest {

    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("me:pass".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    @Test
    void forwardsAPlainCall() throws IOException {
        try (RawServer proxy = RawServer.replying(STARTED)) {
            assertThat(send("runWorkflow?workflowId=6&proxyHost=127.0.0.1&proxyPort=" + proxy.port(), "{\"a\":1}")
                            .getException())
                    .isNull();

            Request request = proxy.requests().get(0);
            assertThat(request.method() + " " + request.path())
                    .isEqualTo("POST " + server.baseUrl() + "/api/v1/workflows/6/run/");
            assertThat(request.body()).isEqualTo("{\"a\":1}");
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void canBeThatOfTheCamelContext() throws IOException {
        try (RawServer proxy = RawServer.replying(Reply.json(200, "{}"))) {
            context.getGlobalOptions().put("http.proxyHost", "127.0.0.1");
            context.getGlobalOptions().put("http.proxyPort", String.valueOf(proxy.port()));

            assertThat(send("getNodes", null).getException()).isNull();

            assertThat(proxy.requests().get(0).path()).isEqualTo(server.baseUrl() + "/api/v1/workflows/get_nodes/");
        }
    }

    @Test
    void getsThePassword() throws IOException {
        Reply stranger = Reply.answer(407, "Proxy-Authenticate: Basic realm=\"proxy\"\r\n", "");
        try (RawServer proxy = RawServer.replying(stranger, Reply.json(200, "{}"))) {
            String endpoint = "getNodes?proxyHost=127.0.0.1&proxyAuthMethod=Basic&proxyPort=" + proxy.port();

            assertThat(send(endpoint + "&proxyAuthUsername=me&proxyAuthPassword=pass", null)
                            .getException())
                    .isNull();

            assertThat(proxy.requests()).hasSize(2);
            assertThat(proxy.requests().get(1).headers()).containsEntry("proxy-authorization", BASIC);
        }
    }

    @Test
    void reportsThatItRequiresAPassword() throws IOException {
        try (RawServer proxy =
                RawServer.replying(Reply.answer(407, "Proxy-Authenticate: Basic realm=\"proxy\"\r\n", ""))) {
            assertThat(send("getNodes?proxyHost=127.0.0.1&proxyPort=" + proxy.port(), null)
                            .getException())
                    .isExactlyInstanceOf(ScriptRunApiException.class)
                    .hasMessage("getNodes failed: HTTP 407. The proxy requires authentication: check the options"
                            + " proxyAuthUsername and proxyAuthPassword.");
        }
    }

    @Test
    void tunnelsTls() throws Exception {
        context.getRegistry().bind("tls", TestKeys.trusting());
        try (RawServer secure = RawServer.replying(TestKeys.server("localhost.p12"), Reply.json(200, "{}"));
                TestProxy proxy = new TestProxy("me:pass")) {
            String endpoint = "getNodes?sslContextParameters=#tls&baseUrl=https://localhost:" + secure.port()
                    + "&proxyHost=127.0.0.1&proxyPort=" + proxy.port();

            assertThat(send(endpoint + "&proxyAuthUsername=me&proxyAuthPassword=pass", null)
                            .getException())
                    .isNull();

            assertThat(proxy.requests()).hasSize(2).allSatisfy(request -> {
                assertThat(request.method() + " " + request.path()).isEqualTo("CONNECT localhost:" + secure.port());
                assertThat(request.headers()).doesNotContainKeys("x-api-key", "authorization");
            });
            assertThat(secure.requests().get(0).headers())
                    .containsEntry("x-api-key", API_KEY)
                    .doesNotContainKey("proxy-authorization");
        }
    }

    @Test
    void isNotUsedForNonProxyHosts() throws IOException {
        try (RawServer proxy = RawServer.replying(Reply.json(500, ""))) {
            assertThat(send(
                                    "getNodes?nonProxyHosts=127.0.0.1,*.local&proxyHost=127.0.0.1&proxyPort="
                                            + proxy.port(),
                                    null)
                            .getException())
                    .isNull();
            assertThat(proxy.connections()).isZero();
        }
    }

    @Test
    void doesNotSendItsPasswordToTheService() {
        server.reply(Reply.answer(401, "WWW-Authenticate: Basic realm=\"service\"\r\n", ""));

        send(
                "getNodes?nonProxyHosts=127.0.0.1&proxyHost=127.0.0.1&proxyPort=1&proxyAuthUsername=me&proxyAuthPassword=pass",
                null);

        assertThat(request().headers()).doesNotContainKeys("authorization", "proxy-authorization");
    }

    @Test
    void isNamedInTheErrorIfItIsUnreachable() {
        assertThat(send("runWorkflow?workflowId=6&proxyHost=127.0.0.1&proxyPort=1", "{}")
                        .getException())
                .isExactlyInstanceOf(ScriptRunApiException.class)
                .hasMessageContaining("Connection refused")
                .hasMessageEndingWith("Nothing was sent. Check the option baseUrl, the network and the proxy.");
    }
}
