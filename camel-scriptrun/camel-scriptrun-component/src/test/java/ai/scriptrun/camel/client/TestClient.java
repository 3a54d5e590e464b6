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
package ai.scriptrun.camel.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

import ai.scriptrun.camel.client.http.HttpTransport;
import ai.scriptrun.camel.client.http.TransportSettings;
import ai.scriptrun.camel.time.ManualTimer;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.service.ServiceHelper;

/** A client in virtual time that counts what it sends. */
final class TestClient implements AutoCloseable {

    /** Shared, as it only lends its tools and takes its time to make. */
    private static final CamelContext CAMEL = new DefaultCamelContext();

    static final String API_KEY = "sk-3f9d1c7e-secret";

    final ManualTimer timer;
    final Throttle throttle;
    final ScriptRunClient client;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger retries = new AtomicInteger();
    private final AtomicInteger holds = new AtomicInteger();

    private TestClient(Settings settings, ManualTimer timer, Throttle throttle) {
        this.timer = timer;
        this.throttle = throttle;
        TransportSettings transport = new TransportSettings(
                settings.baseUrl,
                Duration.ofSeconds(5),
                settings.responseTimeout,
                settings.callTimeout,
                settings.maxConnections,
                settings.maxResponseSize,
                settings.tls,
                null,
                null,
                settings.configurer);
        this.client = new ScriptRunClient(
                new HttpTransport(CAMEL, transport, settings.credentials, timer),
                settings.baseUrl,
                settings.credentials,
                settings.maxRetries,
                throttle,
                timer,
                new Counter());
        ServiceHelper.startService(client);
    }

    /** Settings that a test can change. */
    static final class Settings {
        String baseUrl;
        Duration responseTimeout = Duration.ofSeconds(5);
        Duration callTimeout = Duration.ofHours(1);
        int maxConnections = 4;
        long maxResponseSize = 1_000_000;
        int maxRetries = 3;
        HttpClientConfigurer configurer;
        SSLContextParameters tls;
        Credentials credentials = Credentials.apiKey(API_KEY);
    }

    static TestClient of(String baseUrl) {
        return of(baseUrl, settings -> {});
    }

    static TestClient of(String baseUrl, Consumer<Settings> changes) {
        ManualTimer timer = new ManualTimer();
        return of(baseUrl, timer, new Throttle(timer), changes);
    }

    /** One that shares its time and throttle with others. */
    static TestClient of(String baseUrl, ManualTimer timer, Throttle throttle, Consumer<Settings> changes) {
        Settings settings = new Settings();
        settings.baseUrl = baseUrl;
        changes.accept(settings);
        return new TestClient(settings, timer, throttle);
    }

    /** Makes a call and advances the time until it has ended. */
    <T> CompletableFuture<T> settle(Function<ScriptRunClient, CompletableFuture<T>> call) {
        CompletableFuture<T> result = call.apply(client);
        while (!result.isDone()) {
            timer.advanceToNext();
        }
        return result;
    }

    /** How many calls were sent, retries included. */
    int calls() {
        return calls.get();
    }

    int retries() {
        return retries.get();
    }

    int holds() {
        return holds.get();
    }

    void stop() {
        ServiceHelper.stopService(client);
    }

    @Override
    public void close() {
        ServiceHelper.stopAndShutdownService(client);
    }

    private final class Counter implements CallListener {

        @Override
        public void called(Long workflowId) {
            calls.incrementAndGet();
        }

        @Override
        public void retried(Long workflowId) {
            retries.incrementAndGet();
        }

        @Override
        public void throttled(Long workflowId) {
            holds.incrementAndGet();
        }
    }
}
