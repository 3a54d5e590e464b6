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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import ai.scriptrun.camel.client.Throttle;
import ai.scriptrun.camel.connection.ConnectionSettings;
import ai.scriptrun.camel.connection.Listeners;
import ai.scriptrun.camel.connection.ScriptRunConnection;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceHelper;

/**
 * The component's connections: one for all endpoints whose service, credential and HTTP settings are the same, kept as
 * long as one of them is started. Thread-safe.
 */
final class ScriptRunConnections {

    private final CamelContext camelContext;
    private final Listeners listeners;
    private final Map<ConnectionSettings, Shared> shared = new HashMap<>();
    private final Map<String, Throttle> throttles = new ConcurrentHashMap<>();

    ScriptRunConnections(CamelContext camelContext, Listeners listeners) {
        this.camelContext = camelContext;
        this.listeners = listeners;
    }

    private static final class Shared {
        private final ScriptRunConnection connection;
        private int users;

        Shared(ScriptRunConnection connection) {
            this.connection = connection;
        }
    }

    /** A started connection, to be released by {@link #release}. */
    synchronized ScriptRunConnection acquire(ConnectionSettings settings) {
        Shared entry = shared.computeIfAbsent(settings, this::open);
        entry.users++;
        try {
            ServiceHelper.startService(entry.connection);
        } catch (RuntimeException | Error e) {
            // The caller doesn't get it and can't release it.
            release(entry.connection);
            throw e;
        }
        return entry.connection;
    }

    synchronized void release(ScriptRunConnection connection) {
        shared.values().removeIf(entry -> {
            if (entry.connection != connection || --entry.users > 0) {
                return false;
            }
            ServiceHelper.stopAndShutdownService(connection);
            return true;
        });
    }

    synchronized List<ScriptRunConnection> all() {
        return shared.values().stream().map(entry -> entry.connection).toList();
    }

    private Shared open(ConnectionSettings settings) {
        return new Shared(new ScriptRunConnection(
                camelContext,
                settings,
                timer -> throttles.computeIfAbsent(settings.service(), url -> new Throttle(timer)),
                listeners));
    }
}
