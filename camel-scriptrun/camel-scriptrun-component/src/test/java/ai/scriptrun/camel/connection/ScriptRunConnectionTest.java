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
package ai.scriptrun.camel.connection;

import java.time.Duration;

import ai.scriptrun.camel.client.Credentials;
import ai.scriptrun.camel.client.Throttle;
import ai.scriptrun.camel.client.http.TransportSettings;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatCode;

class ScriptRunConnectionTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private ScriptRunConnection connection;

    @BeforeEach
    void open() {
        TransportSettings settings = new TransportSettings(
                "http://localhost:1",
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                4,
                1_000_000,
                null,
                null,
                null,
                null);
        connection = new ScriptRunConnection(
                context,
                new ConnectionSettings(settings, Credentials.apiKey("a key"), 0),
                Throttle::new,
                Listeners.NONE);
    }

    @AfterEach
    void close() throws Exception {
        connection.close();
        context.close();
    }

    @Test
    void acceptsAnyNumberOfTasksThatAreNotDue() {
        assertThatCode(() -> {
                    for (int i = 0; i < 5_000; i++) {
                        connection.timer().after(Duration.ofHours(1), () -> {});
                    }
                })
                .doesNotThrowAnyException();
    }
}
