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
package ai.scriptrun.camel.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import ai.scriptrun.camel.client.ScriptRunClient;
import ai.scriptrun.camel.connection.ScriptRunConnection;
import ai.scriptrun.camel.exception.RunNotFoundException;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * Readiness: whether the service of the component's endpoints is reachable and accepts their credentials. One
 * cheap call for each connection, and at most one per {@link #PERIOD}, however often the check is called. Liveness is
 * not affected, because a restart of the application doesn't repair the service.
 */
public final class ScriptRunHealthCheck implements HealthCheck {

    /** Maximum age of a cached result. */
    public static final Duration PERIOD = Duration.ofSeconds(30);

    /** Timeout of the check's call. */
    static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** A run that can't exist: the cheapest call with a credential. */
    private static final String NO_RUN = "00000000-0000-0000-0000-000000000000";

    private final String id;
    private final Supplier<List<ScriptRunConnection>> connections;
    private final Map<ScriptRunConnection, Probe> probes = new ConcurrentHashMap<>();
    private volatile boolean enabled = true;

    /**
     * @param id          the check's id
     * @param connections gives the connections that are in use
     */
    public ScriptRunHealthCheck(String id, Supplier<List<ScriptRunConnection>> connections) {
        this.id = id;
        this.connections = connections;
    }

    private record Probe(CompletableFuture<Throwable> failure, Instant madeAt) {}

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String getGroup() {
        return "camel";
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    public Result call(Map<String, Object> options) {
        HealthCheckResultBuilder result = HealthCheckResultBuilder.on(this)
                .detail(CHECK_ID, id)
                .detail(CHECK_GROUP, getGroup())
                .detail(CHECK_KIND, Kind.READINESS);
        if (!enabled) {
            return result.message("Disabled")
                    .detail(CHECK_ENABLED, false)
                    .unknown()
                    .build();
        }
        List<ScriptRunConnection> inUse = connections.get();
        probes.keySet().retainAll(inUse);
        result.up();
        for (ScriptRunConnection connection : inUse) {
            Throwable failure = check(connection);
            if (failure != null) {
                return result.down()
                        .message(failure.getMessage())
                        .error(failure)
                        .detail(ENDPOINT_URI, connection.baseUrl())
                        .build();
            }
        }
        return result.build();
    }

    private Throwable check(ScriptRunConnection connection) {
        Instant now = connection.timer().now();
        Probe probe = probes.compute(
                connection,
                (key, old) -> old == null || !now.isBefore(old.madeAt.plus(PERIOD)) ? new Probe(probe(key), now) : old);
        try {
            return probe.failure.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new TimeoutException("No response within " + TIMEOUT.toSeconds() + " s");
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e;
        }
    }

    private static CompletableFuture<Throwable> probe(ScriptRunConnection connection) {
        CompletableFuture<Void> worker = new CompletableFuture<>();
        // On a thread for calls, not one for routes: routes may block while the service is available.
        connection.timer().after(Duration.ZERO, () -> worker.complete(null));
        return worker.thenCompose(now -> connection.client().getResult("healthCheck", null, NO_RUN))
                .handle((run, failure) -> {
                    Throwable cause = failure == null ? null : ScriptRunClient.unwrap(failure);
                    // "Not found" proves that the credential was accepted.
                    return cause instanceof RunNotFoundException ? null : cause;
                });
    }
}
