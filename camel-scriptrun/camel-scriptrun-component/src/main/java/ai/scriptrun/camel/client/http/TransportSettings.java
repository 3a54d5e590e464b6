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
package ai.scriptrun.camel.client.http;

import java.time.Duration;

import javax.net.ssl.HostnameVerifier;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * How the service is reached. Two connections with equal settings share one pool.
 *
 * @param baseUrl          the service's root, without a trailing slash
 * @param connectTimeout   connect timeout
 * @param responseTimeout  timeout between two packets of a response
 * @param callTimeout      timeout of a whole call
 * @param maxConnections   size of the pool
 * @param maxResponseSize  bytes; a larger response is an error
 * @param tls              trust and key material, or {@code null} for the JVM's
 * @param hostnameVerifier checks the certificate's name, or {@code null} for the usual check
 * @param proxy            the proxy, or {@code null}
 * @param configurer       changes the HTTP client after all other settings, or {@code null}
 */
public record TransportSettings(
        String baseUrl,
        Duration connectTimeout,
        Duration responseTimeout,
        Duration callTimeout,
        int maxConnections,
        long maxResponseSize,
        SSLContextParameters tls,
        HostnameVerifier hostnameVerifier,
        ProxySettings proxy,
        HttpClientConfigurer configurer) {

    /**
     * A proxy, in camel-http's terms.
     *
     * @param host     its host
     * @param port     its port
     * @param scheme   {@code http} or {@code https}: how the proxy itself is reached
     * @param method   {@code Basic}, {@code Digest} or {@code NTLM}, or {@code null} without authentication
     * @param username user name, or {@code null}
     * @param password password, or {@code null}
     * @param bypass   hosts reached without it, comma-separated, or {@code null}
     */
    public record ProxySettings(
            String host, int port, String scheme, String method, String username, String password, String bypass) {

        /** Without the password. */
        @Override
        public String toString() {
            return scheme + "://" + host + ":" + port;
        }
    }
}
