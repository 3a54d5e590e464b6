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

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.scriptrun.camel.client.Credentials;
import ai.scriptrun.camel.client.http.TransportSettings;
import ai.scriptrun.camel.client.http.TransportSettings.ProxySettings;
import ai.scriptrun.camel.connection.ConnectionSettings;
import org.apache.camel.support.jsse.SSLContextParameters;

import static ai.scriptrun.camel.OptionChecks.check;
import static ai.scriptrun.camel.OptionChecks.isSet;
import static ai.scriptrun.camel.OptionChecks.positive;
import static ai.scriptrun.camel.OptionChecks.wrong;

/** Validates the options that say how the service is called, and turns them into settings. */
final class ConnectionOptions {

    private static final Set<String> PROXY_SCHEMES = Set.of("http", "https");
    private static final Pattern LOOPBACK_ADDRESS =
            Pattern.compile("127(\\.[0-9]{1,3}){3}|\\[(::|(0{1,4}:){7})0{0,3}1]|localhost");

    /** Where the API's own path begins, which the client appends. */
    private static final Pattern API_PATH = Pattern.compile("/+api/+v1(/.*)?$");

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})\\s*([KMG]?)B?");

    private final ScriptRunConfiguration options;

    ConnectionOptions(ScriptRunConfiguration options) {
        this.options = options;
    }

    /** @param tls the TLS parameters, or {@code null} for the JVM's */
    ConnectionSettings parse(SSLContextParameters tls) {
        checkCredentials();
        checkBaseUrl();
        positive("connectTimeout", options.getConnectTimeout());
        positive("responseTimeout", options.getResponseTimeout());
        positive("callTimeout", options.getCallTimeout());
        check(options.getMaxRetries() >= 0, "maxRetries", options.getMaxRetries(), "0 or more");
        check(options.getMaxConnections() > 0, "maxConnections", options.getMaxConnections(), "1 or more");
        checkProxy();
        TransportSettings transport = new TransportSettings(
                options.getBaseUrl().replaceAll("/+$", ""),
                Duration.ofMillis(options.getConnectTimeout()),
                Duration.ofMillis(options.getResponseTimeout()),
                Duration.ofMillis(options.getCallTimeout()),
                options.getMaxConnections(),
                maxResponseSize(),
                tls,
                options.getX509HostnameVerifier(),
                proxy(),
                options.getHttpConfigurer());
        return new ConnectionSettings(transport, credentials(), options.getMaxRetries());
    }

    private Credentials credentials() {
        return isSet(options.getApiKey())
                ? Credentials.apiKey(options.getApiKey())
                : Credentials.jwt(options.getJwtToken());
    }

    private ProxySettings proxy() {
        return options.getProxyHost() == null
                ? null
                : new ProxySettings(
                        options.getProxyHost(),
                        options.getProxyPort(),
                        options.getProxyAuthScheme(),
                        options.getProxyAuthMethod(),
                        options.getProxyAuthUsername(),
                        options.getProxyAuthPassword(),
                        options.getNonProxyHosts());
    }

    private void checkCredentials() {
        boolean apiKey = isSet(options.getApiKey());
        boolean jwt = isSet(options.getJwtToken());
        if (apiKey == jwt) {
            throw new IllegalArgumentException("Set exactly one of the options apiKey and jwtToken, on the endpoint or"
                    + " on the component (camel.component.scriptrun.apiKey); " + (apiKey ? "both are" : "neither is")
                    + " set.");
        }
        checkCredential("apiKey", options.getApiKey());
        checkCredential("jwtToken", options.getJwtToken());
    }

    /** A line break in a header would be another header; the value itself is never shown. */
    private static void checkCredential(String option, String value) {
        if (value != null && value.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            throw new IllegalArgumentException("The option " + option
                    + " contains a blank, a line break or a character that is not ASCII, which no credential has.");
        }
    }

    private void checkBaseUrl() {
        String baseUrl = options.getBaseUrl();
        URI uri;
        try {
            uri = new URI(baseUrl == null ? "" : baseUrl);
        } catch (URISyntaxException e) {
            throw wrong("baseUrl", withoutSecrets(baseUrl), "a URL such as https://scriptrun.ai");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean known = "https".equals(scheme) || "http".equals(scheme);
        if (!known || uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw wrong("baseUrl", withoutSecrets(baseUrl), "a URL such as https://scriptrun.ai");
        }
        check(uri.getPort() <= 65_535, "baseUrl", withoutSecrets(baseUrl), "a URL with a port of at most 65535");
        String root = API_PATH.matcher(baseUrl).replaceFirst("");
        check(
                root.equals(baseUrl),
                "baseUrl",
                withoutSecrets(baseUrl),
                "the service's root without the API's path: " + withoutSecrets(root));
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("The option baseUrl contains a user name or password; use the option"
                    + " apiKey or jwtToken instead.");
        }
        if ("http".equals(scheme) && !isLoopback(uri.getHost()) && !options.isAllowInsecureHttp()) {
            throw new IllegalArgumentException(
                    "The option baseUrl is '" + baseUrl
                            + "', over which the credential would travel unprotected; use https, or set allowInsecureHttp=true.");
        }
    }

    /** User info and query may contain a password or key by mistake. */
    private static String withoutSecrets(String url) {
        return url == null ? null : url.replaceAll("//[^/?#]*@", "//xxxxxx@").replaceAll("[?#].*", "?xxxxxx");
    }

    private void checkProxy() {
        Integer port = options.getProxyPort();
        check(
                (options.getProxyHost() == null) == (port == null),
                options.getProxyHost() == null ? "proxyHost" : "proxyPort",
                null,
                "set, because proxyHost and proxyPort go together");
        check(port == null || (port > 0 && port <= 65_535), "proxyPort", port, "a port from 1 to 65535");
        check(
                PROXY_SCHEMES.contains(options.getProxyAuthScheme()),
                "proxyAuthScheme",
                options.getProxyAuthScheme(),
                "http or https");
        check(
                isSet(options.getProxyAuthUsername()) == isSet(options.getProxyAuthPassword()),
                isSet(options.getProxyAuthUsername()) ? "proxyAuthPassword" : "proxyAuthUsername",
                null,
                "set, because proxyAuthUsername and proxyAuthPassword go together");
    }

    /** By the name alone, because what a name resolves to may change. */
    private static boolean isLoopback(String host) {
        return LOOPBACK_ADDRESS.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    /** The option maxResponseSize in bytes. */
    private long maxResponseSize() {
        String value = options.getMaxResponseSize() == null
                ? ""
                : options.getMaxResponseSize().strip();
        Matcher size = SIZE.matcher(value.toUpperCase(Locale.ROOT));
        boolean matches = size.matches();
        long number = matches ? Long.parseLong(size.group(1)) : 0;
        int shift = !matches || size.group(2).isEmpty() ? 0 : "KMG".indexOf(size.group(2)) * 10 + 10;
        check(
                number > 0 && number <= Long.MAX_VALUE >> shift,
                "maxResponseSize",
                options.getMaxResponseSize(),
                "bytes, or a number with KB, MB or GB");
        return number << shift;
    }
}
