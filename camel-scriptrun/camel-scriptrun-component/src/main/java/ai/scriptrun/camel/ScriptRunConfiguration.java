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

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import javax.net.ssl.HostnameVerifier;

import ai.scriptrun.camel.run.RunPolicy;
import ai.scriptrun.camel.store.AfterStart;
import ai.scriptrun.camel.store.RunStore;
import ai.scriptrun.camel.store.StartTerms;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * The options of the component and of each endpoint; what an endpoint sets wins. Durations are in milliseconds, and in
 * URIs and properties may carry a unit ({@code 3s}, {@code 24h}).
 */
@UriParams
public class ScriptRunConfiguration implements Cloneable {

    @UriParam(
            defaultValue = "https://scriptrun.ai",
            description = "Root of the ScriptRun service, without the API's path. Plain http is refused "
                    + "unless the host is loopback or allowInsecureHttp is true.")
    private String baseUrl = "https://scriptrun.ai";

    @UriParam(
            label = "security",
            description = "Whether a baseUrl with plain http may point to another machine. The credential "
                    + "and all data then travel unprotected.")
    private boolean allowInsecureHttp;

    @UriParam(label = "security", secret = true, description = "API key, sent as X-Api-Key. Either this or jwtToken.")
    private String apiKey;

    @UriParam(
            label = "security",
            secret = true,
            description = "JWT of a user session, sent as Authorization: Bearer. Either this or apiKey.")
    private String jwtToken;

    @UriParam(
            description = "Id of the workflow: for operations on a workflow or its runs, and for consumers "
                    + "that emit all runs of one, for which the component's value doesn't count. The header "
                    + "CamelScriptRunWorkflowId wins.")
    private Long workflowId;

    @UriParam(
            label = "producer",
            description = "Id of the project, for createWorkflow and listWorkflows. The header "
                    + "CamelScriptRunProjectId wins.")
    private Long projectId;

    @UriParam(
            label = "producer",
            description = "Title of the workflow to create, to change or to look for. The header "
                    + "CamelScriptRunTitle wins.")
    private String title;

    @UriParam(
            description = "UUID of the run, for getResult, awaitResult, and consumers that emit one run. "
                    + "For consumers the component's value doesn't count. The header CamelScriptRunRunId wins.")
    private String runId;

    @UriParam(
            label = "producer",
            description = "The one page to read, counted from 1, for listWorkflows and getHistory; without "
                    + "it all pages are read as they are asked for. The header CamelScriptRunPage wins.")
    private Integer page;

    @UriParam(
            label = "producer",
            description = "Number of entries in a page, for getHistory; without it the service decides. The "
                    + "header CamelScriptRunPageSize wins.")
    private Integer pageSize;

    @UriParam(
            label = "producer",
            enums = "created_at,-created_at,cost,-cost",
            description = "Order of the history, for getHistory. The header CamelScriptRunOrdering wins.")
    private String ordering;

    @UriParam(
            label = "advanced",
            javaType = "java.time.Duration",
            defaultValue = "10s",
            description = "How long a connection may take to stand.")
    private long connectTimeout = 10_000;

    @UriParam(
            label = "advanced",
            javaType = "java.time.Duration",
            defaultValue = "30s",
            description = "How long the service may stay silent before or within an answer.")
    private long responseTimeout = 30_000;

    @UriParam(
            label = "advanced",
            javaType = "java.time.Duration",
            defaultValue = "60s",
            description = "How long a whole call may take, from the wait for a connection to the last byte of the "
                    + "answer. Each retry has as long again.")
    private long callTimeout = 60_000;

    @UriParam(
            label = "advanced",
            defaultValue = "64",
            description = "Size of the connection pool, per component and base URL.")
    private int maxConnections = 64;

    @UriParam(
            label = "advanced",
            defaultValue = "64MB",
            description =
                    "Size of an answer, in bytes or with the unit KB, MB or GB, beyond which it is an " + "error.")
    private String maxResponseSize = "64MB";

    @UriParam(label = "security", description = "Trust and key material for TLS.")
    private SSLContextParameters sslContextParameters;

    @UriParam(
            label = "security,advanced",
            description = "How the name in the service's certificate is checked; without it as usual.")
    private HostnameVerifier x509HostnameVerifier;

    @UriParam(label = "proxy", description = "Host of a proxy to reach the service through.")
    private String proxyHost;

    @UriParam(label = "proxy", description = "Port of the proxy.")
    private Integer proxyPort;

    @UriParam(
            label = "proxy",
            defaultValue = "http",
            enums = "http,https",
            description = "How the proxy itself is spoken to.")
    private String proxyAuthScheme = "http";

    @UriParam(label = "proxy", enums = "Basic,Digest,NTLM", description = "How to authenticate at the proxy.")
    private String proxyAuthMethod;

    @UriParam(label = "proxy", secret = true, description = "User name for the proxy.")
    private String proxyAuthUsername;

    @UriParam(label = "proxy", secret = true, description = "Password for the proxy.")
    private String proxyAuthPassword;

    @UriParam(
            label = "proxy",
            description = "Hosts that are reached without the proxy, separated by commas, with * as a " + "wildcard.")
    private String nonProxyHosts;

    @UriParam(label = "advanced", description = "A last word on the HTTP client that is built.")
    private HttpClientConfigurer httpConfigurer;

    @UriParam(
            defaultValue = "3",
            description = "How often a call that is safe to repeat is sent again. A start is only repeated "
                    + "where it surely was not processed.")
    private int maxRetries = 3;

    @UriParam(
            label = "producer",
            description = "For runWorkflow: whether to wait for the finished run, without holding a thread.")
    private boolean await;

    @UriParam(
            javaType = "java.time.Duration",
            defaultValue = "3s",
            description = "Time from one poll of a run to the next, at first.")
    private long pollInterval = 3_000;

    @UriParam(
            javaType = "java.time.Duration",
            defaultValue = "5s",
            description = "What the time between polls of one run grows to.")
    private long maxPollInterval = 5_000;

    @UriParam(
            label = "producer",
            javaType = "java.time.Duration",
            defaultValue = "180s",
            description =
                    "How long a producer waits for a run, from the start of the wait. The run itself " + "goes on.")
    private long awaitTimeout = 180_000;

    @UriParam(
            label = "consumer",
            javaType = "java.time.Duration",
            defaultValue = "24h",
            description =
                    "How long a run that is tracked or named may take, counted from its start, across " + "restarts.")
    private long resultTimeout = 24L * 60 * 60 * 1_000;

    @UriParam(
            label = "advanced",
            defaultValue = "3",
            description = "Number of further polls after a terminal status whose data is not complete yet.")
    private int consistencyRetries = 3;

    @UriParam(
            label = "advanced",
            javaType = "java.time.Duration",
            defaultValue = "2s",
            description = "Time before each of the further polls for complete data.")
    private long consistencyDelay = 2_000;

    @UriParam(
            label = "producer",
            defaultValue = "true",
            description = "Whether a run that ends failed raises a RunFailedException; otherwise it is an "
                    + "ordinary answer.")
    private boolean throwExceptionOnFailure = true;

    @UriParam(
            defaultValue = "RUN",
            description = "What a run becomes as the body: RUN the model object, JSON the run's JSON as "
                    + "text, OUTPUT the output node's content parsed, TEXT that content as text.")
    private ResultFormat resultFormat = ResultFormat.RUN;

    @UriParam(
            label = "producer",
            description = "For runWorkflow: whether to check the body against the workflow's input fields "
                    + "first. A violation is an error and nothing is started.")
    private boolean validateInput;

    @UriParam(
            label = "producer",
            description = "For runWorkflow: whether to hand the started run over to a scriptrun:results " + "consumer.")
    private boolean track;

    @UriParam(
            label = "producer",
            description =
                    "For runWorkflow with track=true: whether to store the input and go on; any node of the run store "
                            + "starts the run as soon as maxInFlight and budget allow.")
    private boolean queue;

    @UriParam(
            label = "producer",
            description =
                    "For runWorkflow: how many runs of the workflow may have been started and not ended, over all "
                            + "nodes of the run store. Beyond it a queued start waits in the store, and any other exchange waits "
                            + "for slotTimeout.")
    private Integer maxInFlight;

    @UriParam(
            label = "producer",
            description =
                    "For runWorkflow: what the workflow's runs may cost in USD within a time, as in 50/1d. A start "
                            + "waits while what they have cost, and what those in flight and this one are expected to cost, is more.")
    private String budget;

    @UriParam(
            label = "producer",
            javaType = "java.time.Duration",
            defaultValue = "60s",
            description = "For runWorkflow: how long an exchange waits until maxInFlight and budget allow its start, "
                    + "without a thread. After that it fails with a RunLimitException.")
    private long slotTimeout = 60_000;

    @UriParam(
            label = "producer",
            defaultValue = "FAIL",
            description =
                    "For runWorkflow: what is done about a start of which nobody knows whether it was accepted. FAIL "
                            + "reports it, SEARCH looks for it in the workflow's history first.")
    private UncertainStartPolicy uncertainStart = UncertainStartPolicy.FAIL;

    @UriParam(
            label = "advanced",
            description = "Where runs live until their results are delivered; in memory by default. A "
                    + "JdbcRunStore shares them between nodes and outlives them.")
    @Metadata(autowired = true)
    private RunStore runStore;

    @UriParam(
            label = "advanced",
            javaType = "java.time.Duration",
            defaultValue = "7d",
            description = "How long start keys and ids of delivered runs are remembered.")
    private long keepDelivered = 7L * 24 * 60 * 60 * 1_000;

    @UriParam(
            label = "consumer",
            description = "With a run store that has transactions: whether the route's work and the run's "
                    + "removal from the store commit together or not at all.")
    private boolean transacted;

    @UriParam(
            label = "consumer",
            defaultValue = "NEW",
            description = "For a consumer on a workflow: NEW emits runs that end after the route's first "
                    + "ever start, ALL the whole history.")
    private StartFrom startFrom = StartFrom.NEW;

    @UriParam(
            label = "consumer",
            defaultValue = "succeed,failed",
            description = "Which terminal states are emitted, separated by commas.")
    private String statuses = "succeed,failed";

    /** The options that an endpoint's URI has set itself, in small letters; the others are the component's defaults. */
    private Set<String> uriOptions = Set.of();

    /** A copy for an endpoint to change. */
    public ScriptRunConfiguration copy() {
        try {
            return (ScriptRunConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    /** Keeps in mind which options an endpoint's URI sets. */
    void setByUri(Set<String> options) {
        uriOptions = options.stream()
                .map(option -> option.replace("-", "").toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the endpoint's URI says this option, so that no header takes its place. */
    public boolean isSetByUri(String option) {
        return uriOptions.contains(option.toLowerCase(Locale.ROOT));
    }

    /** How a run is waited for by these options. */
    public RunPolicy runPolicy() {
        return new RunPolicy(
                Duration.ofMillis(pollInterval),
                Duration.ofMillis(Math.max(pollInterval, maxPollInterval)),
                consistencyRetries,
                Duration.ofMillis(consistencyDelay));
    }

    /** On what terms runs are started by these options. */
    StartTerms startTerms() {
        AfterStart then = AfterStart.REMEMBER;
        if (track) {
            then = AfterStart.DELIVER;
        } else if (maxInFlight != null || budget != null) {
            then = AfterStart.WATCH;
        }
        return new StartTerms(
                maxInFlight, OptionValidator.budget(this), uncertainStart == UncertainStartPolicy.SEARCH, queue, then);
    }

    public String getBaseUrl() {
        return baseUrl;
    }

    /** Root of the ScriptRun service, without the API's path. Plain http is refused unless the host is loopback or allowInsecureHttp is true. */
    public void setBaseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public boolean isAllowInsecureHttp() {
        return allowInsecureHttp;
    }

    /** Whether a baseUrl with plain http may point to another machine. The credential and all data then travel unprotected. */
    public void setAllowInsecureHttp(boolean allowInsecureHttp) {
        this.allowInsecureHttp = allowInsecureHttp;
    }

    public String getApiKey() {
        return apiKey;
    }

    /** API key, sent as X-Api-Key. Either this or jwtToken. */
    public void setApiKey(String apiKey) {
        this.apiKey = apiKey;
    }

    public String getJwtToken() {
        return jwtToken;
    }

    /** JWT of a user session, sent as Authorization: Bearer. Either this or apiKey. */
    public void setJwtToken(String jwtToken) {
        this.jwtToken = jwtToken;
    }

    public Long getWorkflowId() {
        return workflowId;
    }

    /** Id of the workflow: for operations on a workflow or its runs, and for consumers that emit all runs of one, for which the component's value doesn't count. The header CamelScriptRunWorkflowId wins. */
    public void setWorkflowId(Long workflowId) {
        this.workflowId = workflowId;
    }

    public Long getProjectId() {
        return projectId;
    }

    /** Id of the project, for createWorkflow and listWorkflows. The header CamelScriptRunProjectId wins. */
    public void setProjectId(Long projectId) {
        this.projectId = projectId;
    }

    public String getTitle() {
        return title;
    }

    /** Title of the workflow to create, to change or to look for. The header CamelScriptRunTitle wins. */
    public void setTitle(String title) {
        this.title = title;
    }

    public String getRunId() {
        return runId;
    }

    /** UUID of the run, for getResult, awaitResult, and consumers that emit one run. For consumers the component's value doesn't count. The header CamelScriptRunRunId wins. */
    public void setRunId(String runId) {
        this.runId = runId;
    }

    public Integer getPage() {
        return page;
    }

    /** The one page to read, counted from 1, for listWorkflows and getHistory; without it all pages are read as they are asked for. The header CamelScriptRunPage wins. */
    public void setPage(Integer page) {
        this.page = page;
    }

    public Integer getPageSize() {
        return pageSize;
    }

    /** Number of entries in a page, for getHistory; without it the service decides. The header CamelScriptRunPageSize wins. */
    public void setPageSize(Integer pageSize) {
        this.pageSize = pageSize;
    }

    public String getOrdering() {
        return ordering;
    }

    /** Order of the history, for getHistory. The header CamelScriptRunOrdering wins. */
    public void setOrdering(String ordering) {
        this.ordering = ordering;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    /** How long a connection may take to stand. */
    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getResponseTimeout() {
        return responseTimeout;
    }

    /** How long the service may stay silent before or within an answer. */
    public void setResponseTimeout(long responseTimeout) {
        this.responseTimeout = responseTimeout;
    }

    public long getCallTimeout() {
        return callTimeout;
    }

    /** How long a whole call may take, from the wait for a connection to the last byte of the answer. Each retry has as long again. */
    public void setCallTimeout(long callTimeout) {
        this.callTimeout = callTimeout;
    }

    public int getMaxConnections() {
        return maxConnections;
    }

    /** Size of the connection pool, per component and base URL. */
    public void setMaxConnections(int maxConnections) {
        this.maxConnections = maxConnections;
    }

    public String getMaxResponseSize() {
        return maxResponseSize;
    }

    /** Size of an answer, in bytes or with the unit KB, MB or GB, beyond which it is an error. */
    public void setMaxResponseSize(String maxResponseSize) {
        this.maxResponseSize = maxResponseSize;
    }

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    /** Trust and key material for TLS. */
    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public HostnameVerifier getX509HostnameVerifier() {
        return x509HostnameVerifier;
    }

    /** How the name in the service's certificate is checked; without it as usual. */
    public void setX509HostnameVerifier(HostnameVerifier x509HostnameVerifier) {
        this.x509HostnameVerifier = x509HostnameVerifier;
    }

    public String getProxyHost() {
        return proxyHost;
    }

    /** Host of a proxy to reach the service through. */
    public void setProxyHost(String proxyHost) {
        this.proxyHost = proxyHost;
    }

    public Integer getProxyPort() {
        return proxyPort;
    }

    /** Port of the proxy. */
    public void setProxyPort(Integer proxyPort) {
        this.proxyPort = proxyPort;
    }

    public String getProxyAuthScheme() {
        return proxyAuthScheme;
    }

    /** How the proxy itself is spoken to. */
    public void setProxyAuthScheme(String proxyAuthScheme) {
        this.proxyAuthScheme = proxyAuthScheme;
    }

    public String getProxyAuthMethod() {
        return proxyAuthMethod;
    }

    /** How to authenticate at the proxy. */
    public void setProxyAuthMethod(String proxyAuthMethod) {
        this.proxyAuthMethod = proxyAuthMethod;
    }

    public String getProxyAuthUsername() {
        return proxyAuthUsername;
    }

    /** User name for the proxy. */
    public void setProxyAuthUsername(String proxyAuthUsername) {
        this.proxyAuthUsername = proxyAuthUsername;
    }

    public String getProxyAuthPassword() {
        return proxyAuthPassword;
    }

    /** Password for the proxy. */
    public void setProxyAuthPassword(String proxyAuthPassword) {
        this.proxyAuthPassword = proxyAuthPassword;
    }

    public String getNonProxyHosts() {
        return nonProxyHosts;
    }

    /** Hosts that are reached without the proxy, separated by commas, with * as a wildcard. */
    public void setNonProxyHosts(String nonProxyHosts) {
        this.nonProxyHosts = nonProxyHosts;
    }

    public HttpClientConfigurer getHttpConfigurer() {
        return httpConfigurer;
    }

    /** A last word on the HTTP client that is built. */
    public void setHttpConfigurer(HttpClientConfigurer httpConfigurer) {
        this.httpConfigurer = httpConfigurer;
    }

    public int getMaxRetries() {
        return maxRetries;
    }

    /** How often a call that is safe to repeat is sent again. A start is only repeated where it surely was not processed. */
    public void setMaxRetries(int maxRetries) {
        this.maxRetries = maxRetries;
    }

    public boolean isAwait() {
        return await;
    }

    /** For runWorkflow: whether to wait for the finished run, without holding a thread. */
    public void setAwait(boolean await) {
        this.await = await;
    }

    public long getPollInterval() {
        return pollInterval;
    }

    /** Time from one poll of a run to the next, at first. */
    public void setPollInterval(long pollInterval) {
        this.pollInterval = pollInterval;
    }

    public long getMaxPollInterval() {
        return maxPollInterval;
    }

    /** What the time between polls of one run grows to. */
    public void setMaxPollInterval(long maxPollInterval) {
        this.maxPollInterval = maxPollInterval;
    }

    public long getAwaitTimeout() {
        return awaitTimeout;
    }

    /** How long a producer waits for a run, from the start of the wait. The run itself goes on. */
    public void setAwaitTimeout(long awaitTimeout) {
        this.awaitTimeout = awaitTimeout;
    }

    public long getResultTimeout() {
        return resultTimeout;
    }

    /** How long a run that is tracked or named may take, counted from its start, across restarts. */
    public void setResultTimeout(long resultTimeout) {
        this.resultTimeout = resultTimeout;
    }

    public int getConsistencyRetries() {
        return consistencyRetries;
    }

    /** Number of further polls after a terminal status whose data is not complete yet. */
    public void setConsistencyRetries(int consistencyRetries) {
        this.consistencyRetries = consistencyRetries;
    }

    public long getConsistencyDelay() {
        return consistencyDelay;
    }

    /** Time before each of the further polls for complete data. */
    public void setConsistencyDelay(long consistencyDelay) {
        this.consistencyDelay = consistencyDelay;
    }

    public boolean isThrowExceptionOnFailure() {
        return throwExceptionOnFailure;
    }

    /** Whether a run that ends failed raises a RunFailedException; otherwise it is an ordinary answer. */
    public void setThrowExceptionOnFailure(boolean throwExceptionOnFailure) {
        this.throwExceptionOnFailure = throwExceptionOnFailure;
    }

    public ResultFormat getResultFormat() {
        return resultFormat;
    }

    /** What a run becomes as the body: RUN the model object, JSON the run's JSON as text, OUTPUT the output node's content parsed, TEXT that content as text. */
    public void setResultFormat(ResultFormat resultFormat) {
        this.resultFormat = resultFormat;
    }

    public boolean isValidateInput() {
        return validateInput;
    }

    /** For runWorkflow: whether to check the body against the workflow's input fields first. A violation is an error and nothing is started. */
    public void setValidateInput(boolean validateInput) {
        this.validateInput = validateInput;
    }

    public boolean isTrack() {
        return track;
    }

    /** For runWorkflow: whether to hand the started run over to a scriptrun:results consumer. */
    public void setTrack(boolean track) {
        this.track = track;
    }

    public RunStore getRunStore() {
        return runStore;
    }

    /** Where runs live until their results are delivered; in memory by default. A JdbcRunStore shares them between nodes and outlives them. */
    public void setRunStore(RunStore runStore) {
        this.runStore = runStore;
    }

    public boolean isQueue() {
        return queue;
    }

    /** For runWorkflow with track=true: whether to store the input and go on; any node of the run store starts the run as soon as maxInFlight and budget allow. */
    public void setQueue(boolean queue) {
        this.queue = queue;
    }

    public Integer getMaxInFlight() {
        return maxInFlight;
    }

    /** For runWorkflow: how many runs of the workflow may have been started and not ended, over all nodes of the run store. Beyond it a queued start waits in the store, and any other exchange waits for slotTimeout. */
    public void setMaxInFlight(Integer maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    public String getBudget() {
        return budget;
    }

    /** For runWorkflow: what the workflow's runs may cost in USD within a time, as in 50/1d. A start waits while what they have cost, and what those in flight and this one are expected to cost, is more. */
    public void setBudget(String budget) {
        this.budget = budget;
    }

    public long getSlotTimeout() {
        return slotTimeout;
    }

    /** For runWorkflow: how long an exchange waits until maxInFlight and budget allow its start, without a thread. After that it fails with a RunLimitException. */
    public void setSlotTimeout(long slotTimeout) {
        this.slotTimeout = slotTimeout;
    }

    public UncertainStartPolicy getUncertainStart() {
        return uncertainStart;
    }

    /** For runWorkflow: what is done about a start of which nobody knows whether it was accepted. FAIL reports it, SEARCH looks for it in the workflow's history first. */
    public void setUncertainStart(UncertainStartPolicy uncertainStart) {
        this.uncertainStart = uncertainStart;
    }

    public long getKeepDelivered() {
        return keepDelivered;
    }

    /** How long start keys and ids of delivered runs are remembered. */
    public void setKeepDelivered(long keepDelivered) {
        this.keepDelivered = keepDelivered;
    }

    public boolean isTransacted() {
        return transacted;
    }

    /** With a run store that has transactions: whether the route's work and the run's removal from the store commit together or not at all. */
    public void setTransacted(boolean transacted) {
        this.transacted = transacted;
    }

    public StartFrom getStartFrom() {
        return startFrom;
    }

    /** For a consumer on a workflow: NEW emits runs that end after the route's first ever start, ALL the whole history. */
    public void setStartFrom(StartFrom startFrom) {
        this.startFrom = startFrom;
    }

    public String getStatuses() {
        return statuses;
    }

    /** Which terminal states are emitted, separated by commas. */
    public void setStatuses(String statuses) {
        this.statuses = statuses;
    }
}
