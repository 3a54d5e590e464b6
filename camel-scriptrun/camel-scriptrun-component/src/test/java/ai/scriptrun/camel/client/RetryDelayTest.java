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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import ai.scriptrun.camel.fake.RawServer;
import ai.scriptrun.camel.fake.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How long a call waits before it is sent again. */
class RetryDelayTest {

    @Test
    void growsFromHalfASecondToTen() throws IOException {
        try (RawServer server = RawServer.replying(Reply.json(502, ""));
                TestClient client = TestClient.of(server.baseUrl(), settings -> settings.maxRetries = 6)) {

            assertThat(delays(client))
                    .extracting(Duration::toMillis)
                    .containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 10_000L);
        }
    }

    @ParameterizedTest
    @CsvSource({"429", "503"})
    void isTheServicesDelayPlusJitter(int status) throws IOException {
        try (RawServer server = RawServer.replying(Reply.answer(status, "Retry-After: 40\r\n", ""));
                TestClient client = TestClient.of(server.baseUrl(), settings -> settings.maxRetries = 1)) {

            assertThat(delays(client)).singleElement().satisfies(delay -> assertThat(delay)
                    .isBetween(Duration.ofSeconds(40), Duration.ofSeconds(45)));
        }
    }

    private static List<Duration> delays(TestClient client) {
        List<Duration> delays = new ArrayList<>();
        CompletableFuture<?> call = client.client.getNodes();
        while (!call.isDone()) {
            delays.add(client.timer.advanceToNext());
        }
        return delays;
    }
}
