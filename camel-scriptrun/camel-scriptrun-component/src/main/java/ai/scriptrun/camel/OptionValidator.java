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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.scriptrun.camel.client.RunApi;
import ai.scriptrun.camel.model.RunId;
import ai.scriptrun.camel.model.RunStatus;
import ai.scriptrun.camel.store.StartTerms;
import org.apache.camel.util.TimeUtils;

/** Validates an endpoint's options at its start; an error names the option, its value and what is expected. */
final class OptionValidator {

    private static final Set<String> PROXY_SCHEMES = Set.of("http", "https");
    private static final Pattern LOOPBACK_ADDRESS =
            Pattern.compile("127(\\.[0-9]{1,3}){3}|\\[(::|(0{1,4}:){7})0{0,3}1]|localhost");

    static final String A_DURATION = "a duration such as 500ms, 3s or 2m";

    /** Where the API's own path begins, which the client appends. */
    private static final Pattern API_PATH = Pattern.compile("/+api/+v1(/.*)?$");

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})\\s*([KMG]?)B?");

    private static final Pattern BUDGET = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,12})?)\\s*/\\s*(\\S+)");

    private final ScriptRunOperation operation;
    private final ScriptRunConfiguration options;

    OptionValidator(ScriptRunOperation operation, ScriptRunConfiguration options) {
        this.operation = operation;
        this.options = options;
    }

    void validate() {
        checkCredentials();
        checkBaseUrl();
        check(
                options.getWorkflowId() == null || options.getWorkflowId() > 0,
                "workflowId",
                options.getWorkflowId(),
                "a positive number");
        check(
                options.getProjectId() == null || options.getProjectId() > 0,
                "projectId",
                options.getProjectId(),
                "a positive number");
        check(options.getRunId() == null || RunId.isValid(options.getRunId()), "runId", options.getRunId(), "a UUID");
        check(options.getPage() == null || options.getPage() > 0, "page", options.getPage(), "1 or more");
        check(
                options.getPageSize() == null || options.getPageSize() > 0,
                "pageSize",
                options.getPageSize(),
                "1 or more");
        check(
                options.getOrdering() == null || RunApi.ORDERINGS.contains(options.getOrdering()),
                "ordering",
                options.getOrdering(),
                "one of " + RunApi.ORDERINGS);
        positive("connectTimeout", options.getConnectTimeout());
        positive("responseTimeout", options.getResponseTimeout());
        positive("callTimeout", options.getCallTimeout());
        positive("pollInterval", options.getPollInterval());
        positive("maxPollInterval", options.getMaxPollInterval());
        positive("awaitTimeout", options.getAwaitTimeout());
        positive("resultTimeout", options.getResultTimeout());
        check(options.getConsistencyDelay() >= 0, "consistencyDelay", options.getConsistencyDelay(), "0 or more");
        check(options.getConsistencyRetries() >= 0, "consistencyRetries", options.getConsistencyRetries(), "0 or more");
        check(options.getMaxRetries() >= 0, "maxRetries", options.getMaxRetries(), "0 or more");
        check(options.getMaxConnections() > 0, "maxConnections", options.getMaxConnections(), "1 or more");
        check(options.getResultFormat() != null, "resultFormat", null, "RUN, JSON, OUTPUT or TEXT");
        check(options.getStartFrom() != null, "startFrom", null, "NEW or ALL");
        check(options.getUncertainStart() != null, "uncertainStart", null, "FAIL or SEARCH");
        check(
                options.getMaxInFlight() == null || options.getMaxInFlight() > 0,
                "maxInFlight",
                options.getMaxInFlight(),
                "1 or more");
        positive("slotTimeout", options.getSlotTimeout());
        positive("keepDelivered", options.getKeepDelivered());
        budget(options);
        maxResponseSize(options);
        statuses(options);
        checkProxy();
        checkStart();
        checkQueue();
        checkResults();
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

    private void checkStart() {
        if (options.isTrack() && operation != ScriptRunOperation.runWorkflow) {
            throw new IllegalArgumentException(
                    "The option track is for the operation runWorkflow, not " + operation + ".");
        }
        if (options.isTrack() && options.isAwait()) {
            throw new IllegalArgumentException("The options await and track exclude each other: either this route waits"
                    + " for the result (await) or a route from(\"scriptrun:results\") gets it (track).");
        }
    }

    private void checkQueue() {
        if (!options.isQueue()) {
            return;
        }
        if (operation != ScriptRunOperation.runWorkflow) {
            throw new IllegalArgumentException(
                    "The option queue is for the operation runWorkflow, not " + operation + ".");
        }
        if (!options.isTrack()) {
            throw new IllegalArgumentException("The option queue needs track=true: a queued run is started later, and a"
                    + " route from(\"scriptrun:results\") gets its result.");
        }
    }

    /** The option budget, or {@code null} where it is not set. */
    static StartTerms.Budget budget(ScriptRunConfiguration options) {
        if (options.getBudget() == null) {
            return null;
        }
        Matcher budget = BUDGET.matcher(options.getBudget().strip());
        boolean matches = budget.matches() && DurationOptions.isDuration(budget.group(2));
        Duration window = matches ? TimeUtils.toDuration(budget.group(2)) : Duration.ZERO;
        double usd = matches ? Double.parseDouble(budget.group(1)) : 0;
        check(usd > 0 && window.toMillis() > 0, "budget", options.getBudget(), "USD and a time, as in 50/1d");
        check(
                window.toMillis() <= options.getKeepDelivered(),
                "budget",
                options.getBudget(),
                "for a time that is not longer than keepDelivered, because older runs are forgotten");
        return new StartTerms.Budget(usd, window);
    }

    private void checkResults() {
        if (operation == ScriptRunOperation.results && options.getWorkflowId() != null && options.getRunId() != null) {
            throw new IllegalArgumentException("The options workflowId (" + options.getWorkflowId() + ") and runId ("
                    + options.getRunId()
                    + ") exclude each other in scriptrun:results: with workflowId it emits all runs"
                    + " of that workflow, with runId that run alone.");
        }
    }

    /** The option maxResponseSize in bytes. */
    static long maxResponseSize(ScriptRunConfiguration options) {
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

    /** The option statuses as a list. */
    static List<String> statuses(ScriptRunConfiguration options) {
        String value = options.getStatuses() == null ? "" : options.getStatuses();
        List<String> statuses =
                Arrays.stream(value.split(",")).map(String::strip).toList();
        if (!statuses.stream().allMatch(word -> RunStatus.of(word).isTerminal())) {
            throw wrong("statuses", options.getStatuses(), "succeed, failed or both");
        }
        return statuses;
    }

    private static void positive(String option, long millis) {
        check(millis > 0, option, millis, A_DURATION);
    }

    static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    static void check(boolean right, String option, Object value, String expected) {
        if (!right) {
            throw wrong(option, value, expected);
        }
    }

    private static IllegalArgumentException wrong(String option, Object value, String expected) {
        return new IllegalArgumentException("The option " + option
                + (value == null ? " is not set" : " is '" + value + "'") + "; it has to be " + expected + ".");
    }

    private static boolean isSet(String value) {
        return value != null && !value.isEmpty();
    }
}
