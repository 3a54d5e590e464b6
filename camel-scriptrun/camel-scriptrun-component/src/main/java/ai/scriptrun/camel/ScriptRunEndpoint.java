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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import ai.scriptrun.camel.connection.ScriptRunConnection;
import ai.scriptrun.camel.consumer.ResultsConsumer;
import ai.scriptrun.camel.consumer.ResultsOptions;
import ai.scriptrun.camel.consumer.RunPollingConsumer;
import ai.scriptrun.camel.consumer.RunSource;
import ai.scriptrun.camel.consumer.SingleRun;
import ai.scriptrun.camel.consumer.TrackedRuns;
import ai.scriptrun.camel.consumer.WorkflowHistory;
import ai.scriptrun.camel.producer.ScriptRunProducer;
import ai.scriptrun.camel.producer.StartOrders;
import ai.scriptrun.camel.run.RunWait;
import ai.scriptrun.camel.start.Starts;
import ai.scriptrun.camel.store.RunStore;
import ai.scriptrun.camel.store.StoredRun;
import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.apache.camel.util.StringHelper;

/** Run ScriptRun workflows and receive their results. */
@ManagedResource(description = "ScriptRun endpoint")
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = "scriptrun",
        title = "ScriptRun",
        syntax = "scriptrun:operation",
        category = {Category.CLOUD, Category.AI, Category.WORKFLOW},
        headersClass = ScriptRunConstants.class)
public class ScriptRunEndpoint extends ScheduledPollEndpoint implements AsyncEndpoint, EndpointServiceLocation {

    @UriPath(description = "Operation of the endpoint")
    @Metadata(required = true)
    private final ScriptRunOperation operation;

    @UriParam
    private final ScriptRunConfiguration configuration;

    @UriParam(
            label = "consumer",
            description = "Maximum number of results that one poll of the consumer emits; 0 for no limit.")
    private int maxMessagesPerPoll;

    private boolean delayIsSet;
    private EndpointSettings settings;
    private ScriptRunConnection connection;
    private RunStore store;

    /**
     * @param uri           the endpoint's URI, without secrets
     * @param component     its component
     * @param operation     what it does
     * @param configuration its options
     */
    public ScriptRunEndpoint(
            String uri,
            ScriptRunComponent component,
            ScriptRunOperation operation,
            ScriptRunConfiguration configuration) {
        super(uri, component);
        this.operation = operation;
        this.configuration = configuration;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        settings = getComponent().settings(operation, configuration);
        store = getComponent().store(configuration.getRunStore(), settings.connection());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (connection == null) {
            connection = getComponent().connect(settings.connection());
        }
        if (makesStartsOfTheStore()) {
            getComponent().starts(store, settings);
        }
    }

    /** Any node makes the queued starts of a store, and takes over those of a node that has died. */
    private boolean makesStartsOfTheStore() {
        boolean tracked = operation == ScriptRunOperation.results
                && settings.results().runId() == null
                && settings.results().workflowId() == null;
        return settings.producer().queue()
                || (store.isLasting() && (tracked || operation == ScriptRunOperation.runWorkflow));
    }

    @Override
    protected void doStop() throws Exception {
        if (connection != null) {
            getComponent().disconnect(connection);
            connection = null;
        }
        super.doStop();
    }

    @Override
    public Producer createProducer() {
        if (operation == ScriptRunOperation.results) {
            throw new IllegalArgumentException(
                    "scriptrun:results is for consumers, as in from(\"scriptrun:results\"); to read a run in the middle"
                            + " of a route use scriptrun:awaitResult, scriptrun:getResult or pollEnrich.");
        }
        return new ScriptRunProducer(
                this,
                operation,
                settings.producer(),
                () -> connection,
                new StartOrders(serviceRoot(), account(), settings.terms(), store.isLasting()),
                () -> getComponent().starts(store, settings),
                getComponent().startMemory());
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (operation != ScriptRunOperation.results) {
            throw new IllegalArgumentException("scriptrun:" + operation
                    + " is for producers; the only one that can be consumed from is scriptrun:results.");
        }
        ResultsOptions options = settings.results();
        if (options.transacted() && !store.isTransactional()) {
            throw new IllegalArgumentException("The option transacted is 'true', but the run store ("
                    + store.getClass().getName() + ") has no transactions; set runStore to one that has, such as"
                    + " JdbcRunStore.");
        }
        ResultsConsumer consumer = new ResultsConsumer(
                this, processor, options, () -> connection, store, account(), source(options), this::runEnded);
        configureConsumer(consumer);
        if (options.runId() == null && options.workflowId() != null) {
            paceByPollInterval(consumer, options.policy().pollInterval());
        }
        consumer.setMaxMessagesPerPoll(maxMessagesPerPoll);
        return consumer;
    }

    private void runEnded(StoredRun run, String owner, Double cost) {
        Starts starts = getComponent().openStarts(store, serviceRoot(), account());
        if (starts != null) {
            starts.ended(run, owner, cost);
        }
    }

    /** Each poll of a history is a call, so Camel's default of two polls a second would be too frequent. */
    private void paceByPollInterval(ResultsConsumer consumer, Duration pollInterval) {
        if (!delayIsSet) {
            consumer.setDelay(getTimeUnit().convert(pollInterval));
        }
    }

    @Override
    public void setDelay(long delay) {
        super.setDelay(delay);
        delayIsSet = true;
    }

    private RunSource source(ResultsOptions options) {
        if (options.runId() != null) {
            return new SingleRun(
                    serviceRoot(), account(), options.workflowId(), options.runId(), store, options.resultTimeout());
        }
        if (options.workflowId() != null) {
            return new WorkflowHistory(options, serviceRoot(), account(), store);
        }
        return new TrackedRuns(serviceRoot(), options.policy(), options.resultTimeout());
    }

    private String serviceRoot() {
        return settings.connection().service();
    }

    private String account() {
        return settings.connection().account();
    }

    /** A single run is polled without a scheduler of its own. */
    @Override
    public PollingConsumer createPollingConsumer() throws Exception {
        if (operation == ScriptRunOperation.results && settings.results().runId() != null) {
            return new RunPollingConsumer(this, settings.results(), () -> connection);
        }
        return super.createPollingConsumer();
    }

    @Override
    public ScriptRunComponent getComponent() {
        return (ScriptRunComponent) super.getComponent();
    }

    @Override
    @ManagedAttribute(description = "Base URL of the service")
    public String getServiceUrl() {
        return configuration.getBaseUrl();
    }

    @Override
    public String getServiceProtocol() {
        return StringHelper.before(configuration.getBaseUrl(), ":", "https");
    }

    @Override
    public Map<String, String> getServiceMetadata() {
        return null;
    }

    @ManagedAttribute(description = "Operation of the endpoint")
    public ScriptRunOperation getOperation() {
        return operation;
    }

    @ManagedAttribute(description = "Waiting runs on the endpoint's connection, which other endpoints may share")
    public int getWaitingRuns() {
        return waits().size();
    }

    @ManagedAttribute(description = "Remaining time of the throttling in milliseconds")
    public long getThrottledMillis() {
        ScriptRunConnection current = connection;
        return current == null ? 0 : current.client().throttle().rest().toMillis();
    }

    @ManagedOperation(description = "Ids of the waiting runs on the endpoint's connection")
    public List<String> waitingRunIds() {
        return waits().stream().map(wait -> wait.run().runId()).toList();
    }

    private Collection<RunWait> waits() {
        ScriptRunConnection current = connection;
        return current == null ? List.of() : current.driver().waits();
    }

    /** Its limits if it starts runs and has any, else {@code null}. */
    ScriptRunComponent.StartLimits startLimits() {
        EndpointSettings current = settings;
        return operation == ScriptRunOperation.runWorkflow
                        && current != null
                        && current.terms().isLimited()
                ? new ScriptRunComponent.StartLimits(
                        store, serviceRoot(), configuration.getWorkflowId(), current.terms())
                : null;
    }

    public ScriptRunConfiguration getConfiguration() {
        return configuration;
    }

    public int getMaxMessagesPerPoll() {
        return maxMessagesPerPoll;
    }

    /** Maximum number of results that one poll of the consumer emits; 0 for no limit. */
    public void setMaxMessagesPerPoll(int maxMessagesPerPoll) {
        this.maxMessagesPerPoll = maxMessagesPerPoll;
    }

    /** Credentials are masked in the URI, so that endpoints that differ only in them have equal URIs. */
    @Override
    public boolean equals(Object other) {
        return super.equals(other)
                && other instanceof ScriptRunEndpoint that
                && Objects.equals(configuration.getApiKey(), that.configuration.getApiKey())
                && Objects.equals(configuration.getJwtToken(), that.configuration.getJwtToken());
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
