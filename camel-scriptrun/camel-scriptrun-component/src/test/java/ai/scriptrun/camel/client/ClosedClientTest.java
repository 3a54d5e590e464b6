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

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import ai.scriptrun.camel.exception.ScriptRunException;
import ai.scriptrun.camel.fake.RawServer;
import ai.scriptrun.camel.fake.Reply;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** A stopped client fails all waiting calls and sends none later. */
class ClosedClientTest {

    @Test
    void failsWaitingCallsAndDoesNotSendThem() throws IOException {
        try (RawServer server = RawServer.replying(Reply.answer(429, "Retry-After: 10\r\n", ""));
                TestClient client = TestClient.of(server.baseUrl())) {
            CompletableFuture<?> start = client.client.startRun(6, RunInput.EMPTY);
            assertThat(start).isNotDone();

            client.stop();

            assertThat(ScriptRunClient.unwrap(catchThrowable(start::join)))
                    .isExactlyInstanceOf(ScriptRunException.class)
                    .hasMessage("runWorkflow (workflow 6) was given up: the component is stopping.");
            client.timer.advance(Duration.ofMinutes(1));
            assertThat(client.calls()).isOne();
        }
    }

    @Test
    void rejectsLaterCalls() throws IOException {
        try (RawServer server = RawServer.replying(Reply.json(200, "{}"));
                TestClient client = TestClient.of(server.baseUrl())) {
            client.stop();

            assertThat(client.client.startRun(6, RunInput.EMPTY)).isCompletedExceptionally();
            assertThat(server.requests()).isEmpty();
        }
    }
}
