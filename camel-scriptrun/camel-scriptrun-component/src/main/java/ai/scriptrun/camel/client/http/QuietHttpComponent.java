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

import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.socket.ConnectionSocketFactory;
import org.apache.hc.core5.http.config.Registry;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;

/**
 * Camel's HTTP component, set up for one service: without its retries and redirects, about which the client decides, without
 * cookies, and without logging, which would leak the credential.
 */
final class QuietHttpComponent extends HttpComponent {

    QuietHttpComponent(CamelContext camelContext, TransportSettings settings) {
        setCamelContext(camelContext);
        setAutomaticRetriesDisabled(true);
        setRedirectHandlingDisabled(true);
        setCookieManagementDisabled(true);
        // A client certificate must not tie a connection to the thread that first used it.
        setConnectionStateDisabled(true);
        setUserAgent("camel-scriptrun");
        setConnectTimeout(settings.connectTimeout().toMillis());
        setConnectionRequestTimeout(settings.responseTimeout().toMillis());
        setResponseTimeout(settings.responseTimeout().toMillis());
        setSoTimeout(settings.responseTimeout().toMillis());
        setMaxTotalConnections(settings.maxConnections());
        setConnectionsPerRoute(settings.maxConnections());
        setSslContextParameters(settings.tls());
        if (settings.hostnameVerifier() != null) {
            setX509HostnameVerifier(settings.hostnameVerifier());
        }
        TransportSettings.ProxySettings proxy = settings.proxy();
        boolean direct = proxy == null && camelContext.getGlobalOption("http.proxyHost") == null;
        setHttpClientConfigurer(client -> {
            client.addExecInterceptorFirst(ReleasingExec.NAME, new ReleasingExec());
            if (settings.configurer() != null) {
                settings.configurer().configureHttpClient(client);
            } else if (direct) {
                client.replaceExecInterceptor(ChainElement.PROTOCOL.name(), new NoChallengeExec());
            }
        });
        if (proxy != null) {
            setProxyHost(proxy.host());
            setProxyPort(proxy.port());
            setProxyAuthScheme(proxy.scheme());
            setProxyAuthMethod(proxy.method());
            setProxyAuthUsername(proxy.username());
            setProxyAuthPassword(proxy.password());
            setNonProxyHosts(proxy.bypass());
        }
    }

    @Override
    @SuppressWarnings("deprecation") // Camel's own signature.
    protected HttpClientConnectionManager createConnectionManager(
            Registry<ConnectionSocketFactory> registry,
            int maxTotalConnections,
            int connectionsPerRoute,
            SocketConfig socketConfig) {
        LastingConnections manager = new LastingConnections(registry);
        manager.setDefaultSocketConfig(socketConfig);
        // A start on a connection that the service has closed meanwhile would be uncertain without need.
        manager.setDefaultConnectionConfig(ConnectionConfig.custom()
                .setValidateAfterInactivity(TimeValue.of(HttpTransport.UNCHECKED))
                .build());
        manager.setMaxTotal(getMaxTotalConnections());
        manager.setDefaultMaxPerRoute(getConnectionsPerRoute());
        return manager;
    }
}
