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
package ai.scriptrun.camel.start;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import ai.scriptrun.camel.client.ApiCall;
import ai.scriptrun.camel.client.ApiResponse;
import ai.scriptrun.camel.client.CallListener;
import ai.scriptrun.camel.client.Credentials;
import ai.scriptrun.camel.client.ScriptRunClient;
import ai.scriptrun.camel.client.Throttle;
import ai.scriptrun.camel.client.Transport;
import ai.scriptrun.camel.connection.Listeners;
import ai.scriptrun.camel.connection.ScriptRunConnection;
import ai.scriptrun.camel.exception.ScriptRunException;
import ai.scriptrun.camel.run.RunPolicy;
import ai.scriptrun.camel.store.AfterStart;
import ai.scriptrun.camel.store.MemoryRunStore;
import ai.scriptrun.camel.store.NewStart;
import ai.scriptrun.camel.store.Payload;
import ai.scriptrun.camel.store.StartTerms;
import ai.scriptrun.camel.testing.FaultyRunStore;
import ai.scriptrun.camel.time.ManualTimer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** The store fails when a start that was certainly not accepted is to be made again. */
class FailedRestartTest {

    private static final String SERVICE = "http://service";
    private static final StartTerms ONE_AT_A_TIME = new StartTerms(1, null, true, false, AfterStart.DELIVER);

    private final ManualTimer timer = new ManualTimer();
    private final FaultyRunStore store = new FaultyRunStore(new MemoryRunStore(timer::now));
    private final Starts starts = new Starts(
            store.asRunStore(),
            SERVICE,
            "account",
            connection(),
            new StartSettings(
                    new RunPolicy(
                            Duration.ofSeconds(3), Duration.ofSeconds(5), 3, Duration.ofSeconds(2), Optional.empty()),
                    Duration.ofHours(1),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(15),
                    payload -> null),
            timer,
            timer);

    private ScriptRunConnection connection() {
        Throttle throttle = new Throttle(timer);
        ScriptRunClient client = new ScriptRunClient(
                new EmptyHistory(), SERVICE, Credentials.apiKey("key"), 0, throttle, timer, CallListener.NONE);
        return new ScriptRunConnection(SERVICE, client, timer, Runnable::run, Listeners.NONE);
    }

    private static final class EmptyHistory implements Transport {

        @Override
        public void start() {}

        @Override
        public void stop() {}

        @Override
        public ApiResponse exchange(ApiCall call) {
            byte[] body = "{\"count\":0,\"next\":null,\"results\":[]}".getBytes(StandardCharsets.UTF_8);
            return new ApiResponse(200, body, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    private CompletableFuture<StartIntent> begin() {
        Payload payload = new Payload(Map.of(), null);
        return starts.begin(
                new NewStart(SERVICE, "account", 6, "order-1", ONE_AT_A_TIME, payload),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60));
    }

    @Test
    void itsKeyAndItsPlaceAreFreeAgain() {
        store.failAfter(call -> call.method().equals("restarting"));
        starts.start();
        StartIntent intent = begin().join();
        CompletableFuture<?> search = starts.search(intent, 6, "order-1", timer.now());

        timer.advance(Duration.ofSeconds(20));

        assertThat(catchThrowable(search::join).getCause())
                .isInstanceOf(ScriptRunException.class)
                .hasMessageContaining("the run store fails: the connection to the database was lost");
        assertThat(begin().join().runId()).isNull();
    }
}
