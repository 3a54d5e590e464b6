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

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import ai.scriptrun.camel.client.Credentials;
import ai.scriptrun.camel.connection.ConnectionSettings;
import ai.scriptrun.camel.connection.ScriptRunConnection;
import ai.scriptrun.camel.observe.ComponentStatus;
import ai.scriptrun.camel.observe.Figures;
import ai.scriptrun.camel.observe.LearnedWorkflow;
import ai.scriptrun.camel.observe.Observation;
import ai.scriptrun.camel.observe.ScriptRunHealthCheck;
import ai.scriptrun.camel.observe.StoreCounts;
import ai.scriptrun.camel.producer.StartMemory;
import ai.scriptrun.camel.start.Starts;
import ai.scriptrun.camel.store.MemoryRunStore;
import ai.scriptrun.camel.store.RunStore;
import ai.scriptrun.camel.store.StartTerms;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.util.StringHelper;
import org.apache.camel.util.URISupport;

/** Runs ScriptRun workflows and receives their results. */
@Component("scriptrun")
@ManagedResource(description = "ScriptRun component")
public class ScriptRunComponent extends HealthCheckComponent implements SSLContextParametersAware {

    private static final String MASKED = "xxxxxx";

    @Metadata(description = "The component's configuration, which an endpoint's options override.")
    private ScriptRunConfiguration configuration = new ScriptRunConfiguration();

    @Metadata(
            label = "security",
            defaultValue = "false",
            description = "Whether to use the Camel context's global TLS parameters if no others are set.")
    private boolean useGlobalSslContextParameters;

    private final Map<Account, RunStore> memoryStores = new ConcurrentHashMap<>();
    private final StartMemory startMemory = new StartMemory();
    private final Figures figures = new Figures();
    private final StoreCounts stores = new StoreCounts();
    private final ComponentStatus componentStatus = new ComponentStatus(figures, this::openConnections, stores);
    private Observation observation;
    private ScriptRunConnections connections;
    private ScriptRunStarts starts;
    private HealthCheck healthCheck;

    private record Account(String service, Credentials credentials) {}

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        ScriptRunOperation operation = operation(remaining);
        ScriptRunConfiguration options = configuration.copy();
        options.setByUri(parameters.keySet());
        // The endpoint's credential overrides the component's, also one of the other kind.
        if (parameters.containsKey("apiKey")) {
            options.setJwtToken(null);
        }
        if (parameters.containsKey("jwtToken")) {
            options.setApiKey(null);
        }
        if (operation == ScriptRunOperation.results) {
            // They select the runs that a consumer emits, so a default meant for producers must not apply.
            options.setWorkflowId(null);
            options.setRunId(null);
        }
        ScriptRunEndpoint endpoint =
                new ScriptRunEndpoint(withoutSecrets(uri, remaining, parameters), this, operation, options);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    @Override
    public PropertyConfigurer getComponentPropertyConfigurer() {
        return DurationOptions.before(super.getComponentPropertyConfigurer());
    }

    @Override
    public PropertyConfigurer getEndpointPropertyConfigurer() {
        return DurationOptions.before(super.getEndpointPropertyConfigurer());
    }

    private static ScriptRunOperation operation(String remaining) {
        try {
            return ScriptRunOperation.valueOf(remaining);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "There is no operation '" + remaining + "'; it has to be one of "
                            + Arrays.toString(ScriptRunOperation.values()) + ".",
                    e);
        }
    }

    private static String withoutSecrets(String uri, String remaining, Map<String, Object> parameters)
            throws Exception {
        Map<String, Object> shown = new LinkedHashMap<>(parameters);
        for (String secret : new String[] {"apiKey", "jwtToken", "proxyAuthUsername", "proxyAuthPassword"}) {
            shown.computeIfPresent(secret, (name, value) -> MASKED);
        }
        String path = StringHelper.before(uri, ":") + ":" + remaining;
        return shown.isEmpty() ? path : path + "?" + URISupport.createQueryString(shown);
    }

    @Override
    protected void doInit() throws Exception {
        RequiredCamel.check(getCamelContext().getVersion());
        super.doInit();
        observation = new Observation(getCamelContext(), figures);
        connections = new ScriptRunConnections(getCamelContext(), observation.listeners());
        starts = new ScriptRunStarts(getCamelContext(), this::connect, this::disconnect);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        getCamelContext().getManagementStrategy().addEventNotifier(startMemory);
        HealthCheckRegistry checks = HealthCheckRegistry.get(getCamelContext());
        if (checks != null && healthCheck == null) {
            healthCheck = new ScriptRunHealthCheck(getDefaultName(), this::openConnections);
            healthCheck.setEnabled(isHealthCheckProducerEnabled());
            checks.register(healthCheck);
        }
    }

    @Override
    protected void doStop() throws Exception {
        getCamelContext().getManagementStrategy().removeEventNotifier(startMemory);
        starts.stop();
        observation.stop();
        HealthCheckRegistry checks = HealthCheckRegistry.get(getCamelContext());
        if (checks != null && healthCheck != null) {
            checks.unregister(healthCheck);
            healthCheck = null;
        }
        super.doStop();
    }

    private List<ScriptRunConnection> openConnections() {
        return connections == null ? List.of() : connections.all();
    }

    /** State of the component, for monitoring. */
    public ComponentStatus status() {
        return componentStatus;
    }

    @ManagedAttribute(description = "Waiting runs")
    public int getWaitingRuns() {
        return componentStatus.waiting();
    }

    @ManagedAttribute(
            description = "Tracked runs in the run stores that are not delivered yet; -1 while a store is unavailable")
    public int getTrackedRuns() {
        return componentStatus.tracked();
    }

    @ManagedAttribute(description = "Started runs")
    public long getStarts() {
        return figures.starts();
    }

    @ManagedAttribute(description = "Result polls")
    public long getPolls() {
        return figures.polls();
    }

    @ManagedAttribute(description = "Calls of the API, retries included")
    public long getCalls() {
        return figures.calls();
    }

    @ManagedAttribute(description = "Calls of the API per finished run")
    public double getCallsPerFinishedRun() {
        return figures.callsPerFinishedRun();
    }

    @ManagedAttribute(description = "Retried calls")
    public long getRetries() {
        return figures.retries();
    }

    @ManagedAttribute(description = "Responses that throttled the calls (429, or 503 with Retry-After)")
    public long getThrottled() {
        return figures.throttlings();
    }

    @ManagedAttribute(description = "Awaited runs that succeeded")
    public long getSucceededRuns() {
        return figures.succeeded();
    }

    @ManagedAttribute(description = "Awaited runs that failed")
    public long getFailedRuns() {
        return figures.failed();
    }

    @ManagedAttribute(description = "Awaited runs that ended without a result, such as by a timeout")
    public long getUnfinishedRuns() {
        return figures.unfinished();
    }

    @ManagedAttribute(description = "Cost of the finished runs in USD, as far as the service reported it")
    public double getCostUsd() {
        return figures.costUsd();
    }

    @ManagedOperation(description = "What is known of how long the runs of each workflow take, by workflow")
    public Map<String, String> learnedDurations() {
        return componentStatus.learned().stream()
                .collect(Collectors.toMap(
                        workflow -> Long.toString(workflow.workflowId()),
                        LearnedWorkflow::describe,
                        (one, other) -> one + "; " + other,
                        TreeMap::new));
    }

    @ManagedOperation(description = "Remaining time of the throttling in milliseconds, by base URL")
    public Map<String, Long> throttledMillis() {
        return componentStatus.throttledMillis();
    }

    /**
     * Limits of an endpoint that starts runs.
     *
     * @param store      the store whose runs count
     * @param service    the service's root URL
     * @param workflowId the workflow, or {@code null} if each exchange names it
     * @param terms      the limits
     */
    public record StartLimits(RunStore store, String service, Long workflowId, StartTerms terms) {}

    /** The limits of the endpoints that start runs, of those that have any. */
    public List<StartLimits> startLimits() {
        return getCamelContext().getEndpoints().stream()
                .filter(endpoint -> endpoint instanceof ScriptRunEndpoint own && own.getComponent() == this)
                .map(ScriptRunEndpoint.class::cast)
                .map(ScriptRunEndpoint::startLimits)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** The run stores that are in use. */
    public Set<RunStore> runStores() {
        return stores.stores();
    }

    /** An endpoint's validated options. */
    EndpointSettings settings(ScriptRunOperation operation, ScriptRunConfiguration options) {
        SSLContextParameters tls = options.getSslContextParameters();
        return new OptionParser(operation, options).parse(tls == null ? retrieveGlobalSslContextParameters() : tls);
    }

    ScriptRunConnection connect(ConnectionSettings settings) {
        observation.start();
        return connections.acquire(settings);
    }

    void disconnect(ScriptRunConnection connection) {
        connections.release(connection);
    }

    Starts starts(RunStore store, EndpointSettings settings) {
        return starts.of(store, settings);
    }

    /** {@code null} if none are open. */
    Starts openStarts(RunStore store, String service, String account) {
        return starts.openOf(store, service, account);
    }

    StartMemory startMemory() {
        return startMemory;
    }

    /**
     * The configured store, else one in memory for each service and credential.
     *
     * @param configured the option, or {@code null}
     */
    RunStore store(RunStore configured, ConnectionSettings connection) {
        Account account = new Account(connection.service(), connection.credentials());
        RunStore store =
                configured != null ? configured : memoryStores.computeIfAbsent(account, key -> new MemoryRunStore());
        stores.use(store, connection.service());
        return store;
    }

    public ScriptRunConfiguration getConfiguration() {
        return configuration;
    }

    /** The component's configuration, which an endpoint's options override. */
    public void setConfiguration(ScriptRunConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public boolean isUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    /** Whether to use the Camel context's global TLS parameters if no others are set. */
    @Override
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }
}
