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

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import javax.net.ssl.HostnameVerifier;

import ai.scriptrun.camel.store.RunStore;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * The options of the component and of each endpoint. The endpoint's options override the component's. Durations are in
 * milliseconds, and in URIs and properties may carry a unit ({@code 3s}, {@code 24h}).
 */
@UriParams
public class ScriptRunConfiguration implements Cloneable {

    static final long MIN_POLL_INTERVAL = 500;

    @UriParam(
            defaultValue = "https://scriptrun.ai",
            description = "Root URL of the ScriptRun service, without the API's path. Plain http is refused unless "
                    + "the host is loopback or allowInsecureHttp is true.")
    private String baseUrl = "https://scriptrun.ai";

    @UriParam(
            label = "security",
            description = "Whether a baseUrl with plain http may name a host other than loopback. The credential "
                    + "and all data are then sent unencrypted.")
    private boolean allowInsecureHttp;

    @UriParam(
            label = "security",
            secret = true,
            description = "API key, sent as the header X-Api-Key. Exactly one of apiKey and jwtToken is required.")
    private String apiKey;

    @UriParam(
            label = "security",
            secret = true,
            description = "JWT of a user session, sent as Authorization: Bearer. Exactly one of apiKey and "
                    + "jwtToken is required.")
    private String jwtToken;

    @UriParam(
            description = "Id of the workflow, for operations on a workflow or its runs, and for consumers that "
                    + "emit all runs of one workflow; consumers ignore the component's default. Precedence: "
                    + "the endpoint's URI, then the header CamelScriptRunWorkflowId, then the component's "
                    + "default.")
    private Long workflowId;

    @UriParam(
            label = "producer",
            description = "Id of the project, for createWorkflow and listWorkflows. Precedence: the endpoint's "
                    + "URI, then the header CamelScriptRunProjectId, then the component's default.")
    private Long projectId;

    @UriParam(
            label = "producer",
            description = "Title of the workflow, for createWorkflow, updateWorkflow and listWorkflows (as a "
                    + "filter). Precedence: the endpoint's URI, then the header CamelScriptRunTitle, then the "
                    + "component's default.")
    private String title;

    @UriParam(
            description = "UUID of the run, for getResult, awaitResult, and consumers that emit one run; consumers "
                    + "ignore the component's default. Precedence: the endpoint's URI, then the header "
                    + "CamelScriptRunRunId, then the component's default.")
    private String runId;

    @UriParam(
            label = "producer",
            description = "Number of the page to read, from 1, for listWorkflows and getHistory. If not set, all "
                    + "pages are read lazily. Precedence: the endpoint's URI, then the header "
                    + "CamelScriptRunPage, then the component's default.")
    private Integer page;

    @UriParam(
            label = "producer",
            description = "Number of entries in a page, for getHistory. If not set, the service's default applies. "
                    + "Precedence: the endpoint's URI, then the header CamelScriptRunPageSize, then the "
                    + "component's default.")
    private Integer pageSize;

    @UriParam(
            label = "producer",
            enums = "created_at,-created_at,cost,-cost",
            description = "Order of the history, for getHistory. Precedence: the endpoint's URI, then the header "
                    + "CamelScriptRunOrdering, then the component's default.")
    private String ordering;

    @UriParam(
            label = "advanced",
            javaType = "java.time.Duration",
            defaultValue = "10s",
            description = "Connect timeout.")
    private long connectTimeout = 10_000;

    @UriParam(
            label = "advanced",
            javaType = "java.time.Duration",
            defaultValue = "30s",
            description = "Response timeout: the longest time between two packets of a response.")
    private long responseTimeout = 30_000;

    @UriParam(
            label = "advanced",
            javaType = "java.time.Duration",
            defaultValue = "60s",
            description = "Timeout of a whole call, from the request for a pooled connection to the last byte of "
                    + "the response. Each retry has its own.")
    private long callTimeout = 60_000;

    @UriParam(
            label = "advanced",
            defaultValue = "64",
            description = "Maximum size of the connection pool, per component and base URL.")
    private int maxConnections = 64;

    @UriParam(
            label = "advanced",
            defaultValue = "64MB",
            description = "Maximum size of a response, in bytes or with the unit KB, MB or GB. A larger response "
                    + "is an error.")
    private String maxResponseSize = "64MB";

    @UriParam(label = "security", description = "TLS parameters: trust store, key store, protocols and cipher suites.")
    private SSLContextParameters sslContextParameters;

    @UriParam(
            label = "security,advanced",
            description = "Verifies the host name in the service's certificate. If not set, the HTTP client's "
                    + "default applies.")
    private HostnameVerifier x509HostnameVerifier;

    @UriParam(label = "proxy", description = "Host of the HTTP proxy.")
    private String proxyHost;

    @UriParam(label = "proxy", description = "Port of the HTTP proxy.")
    private Integer proxyPort;

    @UriParam(
            label = "proxy",
            defaultValue = "http",
            enums = "http,https",
            description = "Protocol of the connection to the proxy.")
    private String proxyAuthScheme = "http";

    @UriParam(label = "proxy", enums = "Basic,Digest,NTLM", description = "Authentication method of the proxy.")
    private String proxyAuthMethod;

    @UriParam(label = "proxy", secret = true, description = "User name for the proxy.")
    private String proxyAuthUsername;

    @UriParam(label = "proxy", secret = true, description = "Password for the proxy.")
    private String proxyAuthPassword;

    @UriParam(
            label = "proxy",
            description =
                    "Hosts that are connected to without the proxy, separated by commas, with * as a " + "wildcard.")
    private String nonProxyHosts;

    @UriParam(
            label = "advanced",
            description = "Customizes the HTTP client. It is called after all other options have been applied.")
    private HttpClientConfigurer httpConfigurer;

    @UriParam(
            defaultValue = "3",
            description = "Maximum number of retries of a call that is safe to repeat. A start is retried only if "
                    + "it was certainly not processed.")
    private int maxRetries = 3;

    @UriParam(
            label = "producer",
            description = "For runWorkflow: whether to wait for the finished run. The wait is asynchronous and "
                    + "holds no thread.")
    private boolean await;

    @UriParam(
            javaType = "java.time.Duration",
            defaultValue = "3s",
            description = "Initial interval between two polls of one run.")
    private long pollInterval = 3_000;

    @UriParam(
            javaType = "java.time.Duration",
            defaultValue = "5s",
            description = "Maximum interval between two polls of one run. The interval grows from pollInterval up "
                    + "to this.")
    private long maxPollInterval = 5_000;

    @UriParam(
            defaultValue = "LEARNED",
            description =
                    "When a run is polled: LEARNED polls earlier than the intervals say where the past durations of "
                            + "the workflow's runs make an end likely, and never later; FIXED polls by the intervals alone.")
    private Polling polling = Polling.LEARNED;

    @UriParam(
            javaType = "java.time.Duration",
            defaultValue = "500ms",
            description = "Minimum interval between two polls of one run, and between two readings of the same page of "
                    + "the history, where polling is LEARNED. Not longer than pollInterval, which takes the place of "
                    + "the default where it is shorter.")
    private long minPollInterval = MIN_POLL_INTERVAL;

    @UriParam(
            label = "producer",
            javaType = "java.time.Duration",
            defaultValue = "180s",
            description = "Timeout of a producer's wait for a run, from the start of the wait. The run itself "
                    + "continues.")
    private long awaitTimeout = 180_000;

    @UriParam(
            label = "consumer",
            javaType = "java.time.Duration",
            defaultValue = "24h",
            description = "For consumers: timeout of a run that is tracked or given by its id, from its start, "
                    + "across restarts.")
    private long resultTimeout = 24L * 60 * 60 * 1_000;

    @UriParam(
            label = "advanced",
            defaultValue = "3",
            description = "Maximum number of further polls after a terminal status whose data is not complete yet.")
    private int consistencyRetries = 3;

    @UriParam(
            label = "advanced",
            javaType = "java.time.Duration",
            defaultValue = "2s",
            description = "Delay before each of the further polls for complete data.")
    private long consistencyDelay = 2_000;

    @UriParam(
            label = "producer",
            defaultValue = "true",
            description = "Whether a run that ends with the status failed raises a RunFailedException. If false, "
                    + "it is an ordinary result.")
    private boolean throwExceptionOnFailure = true;

    @UriParam(
            defaultValue = "RUN",
            description = "Format of a run as the message body: RUN the model object, JSON the run's JSON as text, "
                    + "OUTPUT the parsed content of the output node, TEXT that content as text.")
    private ResultFormat resultFormat = ResultFormat.RUN;

    @UriParam(
            label = "producer",
            description = "For runWorkflow: whether to validate the body against the workflow's input fields "
                    + "first. If it is invalid, the exchange fails and no run is started.")
    private boolean validateInput;

    @UriParam(
            label = "producer",
            description =
                    "For runWorkflow: whether a scriptrun:results consumer emits the result of the started " + "run.")
    private boolean track;

    @UriParam(
            label = "producer",
            description = "For runWorkflow with track=true: whether to store the input and continue. Any node of "
                    + "the run store starts the run as soon as maxInFlight and budget allow.")
    private boolean queue;

    @UriParam(
            label = "producer",
            description = "For runWorkflow: maximum number of runs of the workflow that have been started and have "
                    + "not ended, over all nodes of the run store. Beyond it a queued start stays pending in "
                    + "the store, and any other exchange waits for slotTimeout.")
    private Integer maxInFlight;

    @UriParam(
            label = "producer",
            description = "For runWorkflow: maximum cost of the workflow's runs in USD per time window, as in "
                    + "50/1d. A start is pending while the cost of the window's runs, plus the expected cost "
                    + "of the runs in flight and of this one, exceeds it.")
    private String budget;

    @UriParam(
            label = "producer",
            javaType = "java.time.Duration",
            defaultValue = "60s",
            description = "For runWorkflow: timeout of an exchange that waits until maxInFlight and budget allow "
                    + "its start. The wait is asynchronous; after it the exchange fails with a "
                    + "RunLimitException.")
    private long slotTimeout = 60_000;

    @UriParam(
            label = "producer",
            defaultValue = "FAIL",
            description = "For runWorkflow: what to do if it is unknown whether a start was accepted. FAIL reports "
                    + "it, SEARCH first searches the workflow's history for the run.")
    private UncertainStartPolicy uncertainStart = UncertainStartPolicy.FAIL;

    @UriParam(
            label = "advanced",
            description = "Store of the runs until their results are delivered; in memory by default. A "
                    + "JdbcRunStore shares them between nodes and keeps them across restarts.")
    @Metadata(autowired = true)
    private RunStore runStore;

    @UriParam(
            label = "advanced",
            javaType = "java.time.Duration",
            defaultValue = "7d",
            description = "Retention time of the start keys and ids of delivered runs.")
    private long keepDelivered = 7L * 24 * 60 * 60 * 1_000;

    @UriParam(
            label = "consumer",
            description = "With a run store that has transactions: whether the route's work and the run's removal "
                    + "from the store are committed in one transaction.")
    private boolean transacted;

    @UriParam(
            label = "consumer",
            defaultValue = "NEW",
            description = "For a consumer on a workflow: NEW emits the runs that end after the route's very first "
                    + "start, ALL those of the whole history.")
    private StartFrom startFrom = StartFrom.NEW;

    @UriParam(
            label = "consumer",
            defaultValue = "succeed,failed",
            description = "Terminal statuses whose runs are emitted, separated by commas.")
    private String statuses = "succeed,failed";

    /** The options that an endpoint's URI has set itself, in lower case; the others are the component's defaults. */
    private Set<String> uriOptions = Set.of();

    /** A copy for an endpoint to change. */
    public ScriptRunConfiguration copy() {
        try {
            return (ScriptRunConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    /** Records which options an endpoint's URI sets. */
    void setByUri(Set<String> options) {
        uriOptions = options.stream()
                .map(option -> option.replace("-", "").toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the endpoint's URI sets this option, so that no header overrides it. */
    boolean isSetByUri(String option) {
        return uriOptions.contains(option.toLowerCase(Locale.ROOT));
    }

    public String getBaseUrl() {
        return baseUrl;
    }

    /** Root URL of the ScriptRun service, without the API's path. Plain http is refused unless the host is loopback or allowInsecureHttp is true. */
    public void setBaseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public boolean isAllowInsecureHttp() {
        return allowInsecureHttp;
    }

    /** Whether a baseUrl with plain http may name a host other than loopback. The credential and all data are then sent unencrypted. */
    public void setAllowInsecureHttp(boolean allowInsecureHttp) {
        this.allowInsecureHttp = allowInsecureHttp;
    }

    public String getApiKey() {
        return apiKey;
    }

    /** API key, sent as the header X-Api-Key. Exactly one of apiKey and jwtToken is required. */
    public void setApiKey(String apiKey) {
        this.apiKey = apiKey;
    }

    public String getJwtToken() {
        return jwtToken;
    }

    /** JWT of a user session, sent as Authorization: Bearer. Exactly one of apiKey and jwtToken is required. */
    public void setJwtToken(String jwtToken) {
        this.jwtToken = jwtToken;
    }

    public Long getWorkflowId() {
        return workflowId;
    }

    /** Id of the workflow, for operations on a workflow or its runs, and for consumers that emit all runs of one workflow; consumers ignore the component's default. Precedence: the endpoint's URI, then the header CamelScriptRunWorkflowId, then the component's default. */
    public void setWorkflowId(Long workflowId) {
        this.workflowId = workflowId;
    }

    public Long getProjectId() {
        return projectId;
    }

    /** Id of the project, for createWorkflow and listWorkflows. Precedence: the endpoint's URI, then the header CamelScriptRunProjectId, then the component's default. */
    public void setProjectId(Long projectId) {
        this.projectId = projectId;
    }

    public String getTitle() {
        return title;
    }

    /** Title of the workflow, for createWorkflow, updateWorkflow and listWorkflows (as a filter). Precedence: the endpoint's URI, then the header CamelScriptRunTitle, then the component's default. */
    public void setTitle(String title) {
        this.title = title;
    }

    public String getRunId() {
        return runId;
    }

    /** UUID of the run, for getResult, awaitResult, and consumers that emit one run; consumers ignore the component's default. Precedence: the endpoint's URI, then the header CamelScriptRunRunId, then the component's default. */
    public void setRunId(String runId) {
        this.runId = runId;
    }

    public Integer getPage() {
        return page;
    }

    /** Number of the page to read, from 1, for listWorkflows and getHistory. If not set, all pages are read lazily. Precedence: the endpoint's URI, then the header CamelScriptRunPage, then the component's default. */
    public void setPage(Integer page) {
        this.page = page;
    }

    public Integer getPageSize() {
        return pageSize;
    }

    /** Number of entries in a page, for getHistory. If not set, the service's default applies. Precedence: the endpoint's URI, then the header CamelScriptRunPageSize, then the component's default. */
    public void setPageSize(Integer pageSize) {
        this.pageSize = pageSize;
    }

    public String getOrdering() {
        return ordering;
    }

    /** Order of the history, for getHistory. Precedence: the endpoint's URI, then the header CamelScriptRunOrdering, then the component's default. */
    public void setOrdering(String ordering) {
        this.ordering = ordering;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    /** Connect timeout. */
    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getResponseTimeout() {
        return responseTimeout;
    }

    /** Response timeout: the longest time between two packets of a response. */
    public void setResponseTimeout(long responseTimeout) {
        this.responseTimeout = responseTimeout;
    }

    public long getCallTimeout() {
        return callTimeout;
    }

    /** Timeout of a whole call, from the request for a pooled connection to the last byte of the response. Each retry has its own. */
    public void setCallTimeout(long callTimeout) {
        this.callTimeout = callTimeout;
    }

    public int getMaxConnections() {
        return maxConnections;
    }

    /** Maximum size of the connection pool, per component and base URL. */
    public void setMaxConnections(int maxConnections) {
        this.maxConnections = maxConnections;
    }

    public String getMaxResponseSize() {
        return maxResponseSize;
    }

    /** Maximum size of a response, in bytes or with the unit KB, MB or GB. A larger response is an error. */
    public void setMaxResponseSize(String maxResponseSize) {
        this.maxResponseSize = maxResponseSize;
    }

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    /** TLS parameters: trust store, key store, protocols and cipher suites. */
    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public HostnameVerifier getX509HostnameVerifier() {
        return x509HostnameVerifier;
    }

    /** Verifies the host name in the service's certificate. If not set, the HTTP client's default applies. */
    public void setX509HostnameVerifier(HostnameVerifier x509HostnameVerifier) {
        this.x509HostnameVerifier = x509HostnameVerifier;
    }

    public String getProxyHost() {
        return proxyHost;
    }

    /** Host of the HTTP proxy. */
    public void setProxyHost(String proxyHost) {
        this.proxyHost = proxyHost;
    }

    public Integer getProxyPort() {
        return proxyPort;
    }

    /** Port of the HTTP proxy. */
    public void setProxyPort(Integer proxyPort) {
        this.proxyPort = proxyPort;
    }

    public String getProxyAuthScheme() {
        return proxyAuthScheme;
    }

    /** Protocol of the connection to the proxy. */
    public void setProxyAuthScheme(String proxyAuthScheme) {
        this.proxyAuthScheme = proxyAuthScheme;
    }

    public String getProxyAuthMethod() {
        return proxyAuthMethod;
    }

    /** Authentication method of the proxy. */
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

    /** Hosts that are connected to without the proxy, separated by commas, with * as a wildcard. */
    public void setNonProxyHosts(String nonProxyHosts) {
        this.nonProxyHosts = nonProxyHosts;
    }

    public HttpClientConfigurer getHttpConfigurer() {
        return httpConfigurer;
    }

    /** Customizes the HTTP client. It is called after all other options have been applied. */
    public void setHttpConfigurer(HttpClientConfigurer httpConfigurer) {
        this.httpConfigurer = httpConfigurer;
    }

    public int getMaxRetries() {
        return maxRetries;
    }

    /** Maximum number of retries of a call that is safe to repeat. A start is retried only if it was certainly not processed. */
    public void setMaxRetries(int maxRetries) {
        this.maxRetries = maxRetries;
    }

    public boolean isAwait() {
        return await;
    }

    /** For runWorkflow: whether to wait for the finished run. The wait is asynchronous and holds no thread. */
    public void setAwait(boolean await) {
        this.await = await;
    }

    public long getPollInterval() {
        return pollInterval;
    }

    /** Initial interval between two polls of one run. */
    public void setPollInterval(long pollInterval) {
        this.pollInterval = pollInterval;
    }

    public long getMaxPollInterval() {
        return maxPollInterval;
    }

    /** Maximum interval between two polls of one run. The interval grows from pollInterval up to this. */
    public void setMaxPollInterval(long maxPollInterval) {
        this.maxPollInterval = maxPollInterval;
    }

    public Polling getPolling() {
        return polling;
    }

    /**
     * When a run is polled: LEARNED polls earlier than the intervals say where the past durations of the workflow's
     * runs make an end likely, and never later; FIXED polls by the intervals alone.
     */
    public void setPolling(Polling polling) {
        this.polling = polling;
    }

    public long getMinPollInterval() {
        return minPollInterval;
    }

    /**
     * Minimum interval between two polls of one run, and between two readings of the same page of the history, where
     * polling is LEARNED. Not longer than pollInterval, which takes the place of the default where it is shorter.
     */
    public void setMinPollInterval(long minPollInterval) {
        this.minPollInterval = minPollInterval;
    }

    public long getAwaitTimeout() {
        return awaitTimeout;
    }

    /** Timeout of a producer's wait for a run, from the start of the wait. The run itself continues. */
    public void setAwaitTimeout(long awaitTimeout) {
        this.awaitTimeout = awaitTimeout;
    }

    public long getResultTimeout() {
        return resultTimeout;
    }

    /** For consumers: timeout of a run that is tracked or given by its id, from its start, across restarts. */
    public void setResultTimeout(long resultTimeout) {
        this.resultTimeout = resultTimeout;
    }

    public int getConsistencyRetries() {
        return consistencyRetries;
    }

    /** Maximum number of further polls after a terminal status whose data is not complete yet. */
    public void setConsistencyRetries(int consistencyRetries) {
        this.consistencyRetries = consistencyRetries;
    }

    public long getConsistencyDelay() {
        return consistencyDelay;
    }

    /** Delay before each of the further polls for complete data. */
    public void setConsistencyDelay(long consistencyDelay) {
        this.consistencyDelay = consistencyDelay;
    }

    public boolean isThrowExceptionOnFailure() {
        return throwExceptionOnFailure;
    }

    /** Whether a run that ends with the status failed raises a RunFailedException. If false, it is an ordinary result. */
    public void setThrowExceptionOnFailure(boolean throwExceptionOnFailure) {
        this.throwExceptionOnFailure = throwExceptionOnFailure;
    }

    public ResultFormat getResultFormat() {
        return resultFormat;
    }

    /** Format of a run as the message body: RUN the model object, JSON the run's JSON as text, OUTPUT the parsed content of the output node, TEXT that content as text. */
    public void setResultFormat(ResultFormat resultFormat) {
        this.resultFormat = resultFormat;
    }

    public boolean isValidateInput() {
        return validateInput;
    }

    /** For runWorkflow: whether to validate the body against the workflow's input fields first. If it is invalid, the exchange fails and no run is started. */
    public void setValidateInput(boolean validateInput) {
        this.validateInput = validateInput;
    }

    public boolean isTrack() {
        return track;
    }

    /** For runWorkflow: whether a scriptrun:results consumer emits the result of the started run. */
    public void setTrack(boolean track) {
        this.track = track;
    }

    public RunStore getRunStore() {
        return runStore;
    }

    /** Store of the runs until their results are delivered; in memory by default. A JdbcRunStore shares them between nodes and keeps them across restarts. */
    public void setRunStore(RunStore runStore) {
        this.runStore = runStore;
    }

    public boolean isQueue() {
        return queue;
    }

    /** For runWorkflow with track=true: whether to store the input and continue. Any node of the run store starts the run as soon as maxInFlight and budget allow. */
    public void setQueue(boolean queue) {
        this.queue = queue;
    }

    public Integer getMaxInFlight() {
        return maxInFlight;
    }

    /** For runWorkflow: maximum number of runs of the workflow that have been started and have not ended, over all nodes of the run store. Beyond it a queued start stays pending in the store, and any other exchange waits for slotTimeout. */
    public void setMaxInFlight(Integer maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    public String getBudget() {
        return budget;
    }

    /** For runWorkflow: maximum cost of the workflow's runs in USD per time window, as in 50/1d. A start is pending while the cost of the window's runs, plus the expected cost of the runs in flight and of this one, exceeds it. */
    public void setBudget(String budget) {
        this.budget = budget;
    }

    public long getSlotTimeout() {
        return slotTimeout;
    }

    /** For runWorkflow: timeout of an exchange that waits until maxInFlight and budget allow its start. The wait is asynchronous; after it the exchange fails with a RunLimitException. */
    public void setSlotTimeout(long slotTimeout) {
        this.slotTimeout = slotTimeout;
    }

    public UncertainStartPolicy getUncertainStart() {
        return uncertainStart;
    }

    /** For runWorkflow: what to do if it is unknown whether a start was accepted. FAIL reports it, SEARCH first searches the workflow's history for the run. */
    public void setUncertainStart(UncertainStartPolicy uncertainStart) {
        this.uncertainStart = uncertainStart;
    }

    public long getKeepDelivered() {
        return keepDelivered;
    }

    /** Retention time of the start keys and ids of delivered runs. */
    public void setKeepDelivered(long keepDelivered) {
        this.keepDelivered = keepDelivered;
    }

    public boolean isTransacted() {
        return transacted;
    }

    /** With a run store that has transactions: whether the route's work and the run's removal from the store are committed in one transaction. */
    public void setTransacted(boolean transacted) {
        this.transacted = transacted;
    }

    public StartFrom getStartFrom() {
        return startFrom;
    }

    /** For a consumer on a workflow: NEW emits the runs that end after the route's very first start, ALL those of the whole history. */
    public void setStartFrom(StartFrom startFrom) {
        this.startFrom = startFrom;
    }

    public String getStatuses() {
        return statuses;
    }

    /** Terminal statuses whose runs are emitted, separated by commas. */
    public void setStatuses(String statuses) {
        this.statuses = statuses;
    }
}
