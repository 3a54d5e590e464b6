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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import ai.scriptrun.camel.client.CallListener;
import ai.scriptrun.camel.run.RunListener;
import ai.scriptrun.camel.run.ScriptRunConnection;
import ai.scriptrun.camel.track.MemoryRunRepository;
import ai.scriptrun.camel.track.TrackedRuns;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.spi.AggregationRepository;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.util.StringHelper;
import org.apache.camel.util.URISupport;

/** Runs ScriptRun workflows and receives their results. */
@Component("scriptrun")
public class ScriptRunComponent extends HealthCheckComponent implements SSLContextParametersAware {

    private static final String MASKED = "xxxxxx";

    @Metadata(description = "The component's configuration; what an endpoint sets wins.")
    private ScriptRunConfiguration configuration = new ScriptRunConfiguration();

    @Metadata(
            label = "security",
            defaultValue = "false",
            description = "Whether to use the TLS settings of the Camel context where no others are given.")
    private boolean useGlobalSslContextParameters;

    private final Map<String, AggregationRepository> memoryRepositories = new ConcurrentHashMap<>();
    private final Map<AggregationRepository, TrackedRuns> trackedRuns = new ConcurrentHashMap<>();
    private ScriptRunConnections connections;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        ScriptRunOperation operation = operation(remaining);
        ScriptRunConfiguration options = configuration.copy();
        // Of the two credentials the endpoint's one wins over the component's other one.
        if (parameters.containsKey("apiKey")) {
            options.setJwtToken(null);
        }
        if (parameters.containsKey("jwtToken")) {
            options.setApiKey(null);
        }
        ScriptRunEndpoint endpoint =
                new ScriptRunEndpoint(withoutSecrets(uri, remaining, parameters), this, operation, options);
        setProperties(endpoint, parameters);
        return endpoint;
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
        super.doInit();
        connections = new ScriptRunConnections(getCamelContext(), CallListener.NONE, RunListener.NONE);
    }

    ScriptRunConnection connect(ScriptRunConfiguration options) {
        SSLContextParameters tls = options.getSslContextParameters();
        return connections.acquire(options, tls == null ? retrieveGlobalSslContextParameters() : tls);
    }

    void disconnect(ScriptRunConnection connection) {
        connections.release(connection);
    }

    /** The runs in the configured repository, else in one in memory for each service. */
    TrackedRuns trackedRuns(ScriptRunConfiguration options) {
        AggregationRepository repository = options.getRunRepository() != null
                ? options.getRunRepository()
                : memoryRepositories.computeIfAbsent(
                        ScriptRunConnections.baseUrl(options), url -> new MemoryRunRepository());
        return trackedRuns.computeIfAbsent(repository, key -> new TrackedRuns(getCamelContext(), key));
    }

    public ScriptRunConfiguration getConfiguration() {
        return configuration;
    }

    /** The component's configuration; what an endpoint sets wins. */
    public void setConfiguration(ScriptRunConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public boolean isUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    /** Whether to use the TLS settings of the Camel context where no others are given. */
    @Override
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }
}
