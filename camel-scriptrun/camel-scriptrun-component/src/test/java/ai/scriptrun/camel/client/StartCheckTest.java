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
import java.util.concurrent.atomic.AtomicBoolean;

import ai.scriptrun.camel.exception.ErrorContext;
import ai.scriptrun.camel.exception.ScriptRunException;
import ai.scriptrun.camel.fake.RawServer;
import ai.scriptrun.camel.fake.Reply;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Whether a start may be sent is checked at each attempt: a throttled one is sent much later than it was asked for. */
class StartCheckTest {

    private final AtomicBoolean allowed = new AtomicBoolean(true);

    private void check() {
        if (!allowed.get()) {
            throw new ScriptRunException("no longer", ErrorContext.of("runWorkflow", 6L, null), null);
        }
    }

    @Test
    void aThrottledStartIsNotSentOnceItMayNotBe() throws IOException {
        try (RawServer server = RawServer.replying(Reply.answer(429, "Retry-After: 10\r\n", ""));
                TestClient client = TestClient.of(server.baseUrl())) {
            CompletableFuture<?> start = client.client.startRun(6, RunInput.EMPTY, this::check);
            assertThat(start).isNotDone();

            allowed.set(false);
            client.timer.advance(Duration.ofMinutes(1));

            assertThat(ScriptRunClient.unwrap(catchThrowable(start::join))).hasMessage("no longer");
            assertThat(client.calls()).isOne();
        }
    }

    @Test
    void aStartThatMayNotBeSentAtOnceIsNotSentAtAll() throws IOException {
        try (RawServer server = RawServer.replying(Reply.json(200, "{}"));
                TestClient client = TestClient.of(server.baseUrl())) {
            allowed.set(false);
            CompletableFuture<?> start = client.client.startRun(6, RunInput.EMPTY, this::check);
            assertThat(ScriptRunClient.unwrap(catchThrowable(start::join))).hasMessage("no longer");
            assertThat(server.requests()).isEmpty();
        }
    }
}
