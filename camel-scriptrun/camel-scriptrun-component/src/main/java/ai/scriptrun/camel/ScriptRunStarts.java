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
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;

import ai.scriptrun.camel.connection.ConnectionSettings;
import ai.scriptrun.camel.connection.ScriptRunConnection;
import ai.scriptrun.camel.producer.StoredInput;
import ai.scriptrun.camel.start.StartSettings;
import ai.scriptrun.camel.start.Starts;
import ai.scriptrun.camel.store.RunStore;
import ai.scriptrun.camel.time.ExecutorTimer;
import ai.scriptrun.camel.time.Timer;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ExecutorServiceManager;

/**
 * The component's starts: one for each run store and credential, from its first use until the component stops.
 * Thread-safe.
 */
final class ScriptRunStarts {

    /** A run may be missing from the history for this long after its start. */
    private static final Duration SETTLING_TIME = Duration.ofSeconds(15);

    private final CamelContext camelContext;
    private final Function<ConnectionSettings, ScriptRunConnection> connect;
    private final Consumer<ScriptRunConnection> disconnect;
    private final Map<Key, Open> open = new HashMap<>();
    private ScheduledExecutorService starter;
    private ScheduledExecutorService leases;

    ScriptRunStarts(
            CamelContext camelContext,
            Function<ConnectionSettings, ScriptRunConnection> connect,
            Consumer<ScriptRunConnection> disconnect) {
        this.camelContext = camelContext;
        this.connect = connect;
        this.disconnect = disconnect;
    }

    private record Key(RunStore store, String service, String account) {}

    private record Open(Starts starts, ScriptRunConnection connection) {}

    /** The starts of an endpoint. */
    synchronized Starts of(RunStore store, EndpointSettings settings) {
        ConnectionSettings connection = settings.connection();
        Key key = new Key(store, connection.service(), connection.account());
        return open.computeIfAbsent(key, absent -> start(absent, settings)).starts;
    }

    /** The open starts of a consumer's account, or {@code null}. */
    synchronized Starts openOf(RunStore store, String service, String account) {
        Open found = open.get(new Key(store, service, account));
        return found == null ? null : found.starts;
    }

    private Open start(Key key, EndpointSettings endpoint) {
        ExecutorServiceManager threads = camelContext.getExecutorServiceManager();
        if (starter == null) {
            starter = threads.newSingleThreadScheduledExecutor(this, "ScriptRunStarts");
            leases = threads.newSingleThreadScheduledExecutor(this, "ScriptRunStartLease");
        }
        ScriptRunConnection connection = connect.apply(endpoint.connection());
        StartSettings settings = new StartSettings(
                endpoint.producer().policy(),
                endpoint.results().resultTimeout(),
                endpoint.producer().callTimeout(),
                SETTLING_TIME,
                new StoredInput(camelContext));
        Timer timer = new ExecutorTimer(starter, Runnable::run);
        Timer leaseTimer = new ExecutorTimer(leases, Runnable::run);
        Starts starts = new Starts(key.store, key.service, key.account, connection, settings, timer, leaseTimer);
        starts.start();
        return new Open(starts, connection);
    }

    synchronized void stop() {
        open.values().forEach(one -> {
            one.starts.stop();
            disconnect.accept(one.connection);
        });
        open.clear();
        if (starter != null) {
            camelContext.getExecutorServiceManager().shutdownNow(starter);
            camelContext.getExecutorServiceManager().shutdownNow(leases);
            starter = null;
            leases = null;
        }
    }
}
