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

import ai.scriptrun.camel.exception.ScriptRunApiException;
import ai.scriptrun.camel.fake.RawServer;
import ai.scriptrun.camel.fake.Reply;
import ai.scriptrun.camel.fake.ServiceTest;
import ai.scriptrun.camel.fake.TestKeys;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** TLS as everywhere in Camel: SSLContextParameters on the endpoint, the component or the Camel context. */
class TlsTest extends ServiceTest {

    private RawServer secure;

    @BeforeEach
    void start() throws Exception {
        secure = secure("localhost.p12");
        context.getRegistry().bind("tls", TestKeys.trusting());
    }

    @AfterEach
    void stop() throws Exception {
        secure.close();
    }

    private static RawServer secure(String keyStore) throws Exception {
        return RawServer.replying(TestKeys.server(keyStore), Reply.json(200, "{\"ok\": true}"));
    }

    private String at(RawServer service) {
        return "getNodes?baseUrl=https://localhost:" + service.port();
    }

    @Test
    void comesFromTheEndpoint() {
        assertThat(send(at(secure) + "&sslContextParameters=#tls", null).getException())
                .isNull();
        assertThat(secure.requests().get(0).headers()).containsEntry("x-api-key", API_KEY);
    }

    @Test
    void comesFromTheComponent() {
        component.getConfiguration().setSslContextParameters(TestKeys.trusting());

        assertThat(send(at(secure), null).getException()).isNull();
    }

    @Test
    void comesFromTheCamelContextIfConfigured() {
        context.setSSLContextParameters(TestKeys.trusting());
        assertThat(send(at(secure), null).getException()).isNotNull();

        component.setUseGlobalSslContextParameters(true);

        assertThat(send(at(secure) + "&workflowId=1", null).getException()).isNull();
    }

    @Test
    void comesFromTheEndpointIfAllAreSet() {
        SSLContextParameters useless = new SSLContextParameters();
        context.setSSLContextParameters(useless);
        component.setUseGlobalSslContextParameters(true);
        component.getConfiguration().setSslContextParameters(useless);

        assertThat(send(at(secure) + "&sslContextParameters=#tls", null).getException())
                .isNull();
    }

    @Test
    void trustsNoUnknownCertificateByDefault() {
        assertThat(send(at(secure) + "&maxRetries=3", null).getException())
                .isExactlyInstanceOf(ScriptRunApiException.class)
                .hasMessageStartingWith("getNodes failed: ")
                .hasMessageContaining("unable to find valid certification path")
                .hasMessageEndingWith(
                        ". Nothing was sent. Check the option sslContextParameters, and that baseUrl has the name"
                                + " that the certificate is for.")
                .hasMessageNotContaining("retries");
        assertThat(secure.requests()).isEmpty();
    }

    @Test
    void rejectsACertificateOfAnotherHost() throws Exception {
        try (RawServer elsewhere = secure("elsewhere.p12")) {
            String endpoint = at(elsewhere) + "&sslContextParameters=#tls";
            assertThat(send(endpoint + "&maxRetries=3", null).getException())
                    .isExactlyInstanceOf(ScriptRunApiException.class)
                    .hasMessageContaining("localhost")
                    .hasMessageEndingWith("that baseUrl has the name that the certificate is for.")
                    .hasMessageNotContaining("retries");
            assertThat(elsewhere.requests()).isEmpty();

            context.getRegistry().bind("lenient", (javax.net.ssl.HostnameVerifier) (host, session) -> true);

            assertThat(send(endpoint + "&x509HostnameVerifier=#lenient", null).getException())
                    .isNull();
        }
    }

    @Test
    void presentsTheClientCertificateIfRequested() throws Exception {
        context.getRegistry().bind("tlsWithKey", TestKeys.trustingWithKey());
        try (RawServer strict = RawServer.replying(
                TestKeys.serverForClientsWithKey("localhost.p12"), Reply.json(200, "{\"ok\": true}"))) {

            assertThat(send(at(strict) + "&sslContextParameters=#tls", null).getException())
                    .isNotNull();
            int connections = strict.connections();
            for (int i = 0; i < 3; i++) {
                assertThat(send(at(strict) + "&sslContextParameters=#tlsWithKey", null)
                                .getException())
                        .isNull();
            }
            assertThat(strict.requests()).hasSize(3);
            assertThat(strict.connections() - connections).isOne();
        }
    }

    @Test
    void startsNoRunOverAnUntrustedConnection() {
        assertThat(send("runWorkflow?workflowId=6&baseUrl=https://localhost:" + secure.port(), "{}")
                        .getException())
                .isExactlyInstanceOf(ScriptRunApiException.class)
                .hasMessageContaining("Nothing was sent.");
    }
}
