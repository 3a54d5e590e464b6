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
import java.util.concurrent.CompletableFuture;

import ai.scriptrun.camel.fake.RawServer;
import ai.scriptrun.camel.fake.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Connections are kept for the next call, and one that the service has closed meanwhile costs nothing. */
class PooledConnectionTest {

    private static final String STARTED =
            "{\"data\": {\"id\": \"0781b175-2135-45ec-9063-ad3e0d929adc\", \"status\": \"created\"}, \"status\": 201}";

    @Test
    void areKeptForTheNextCall() throws IOException {
        try (RawServer server = RawServer.replying(Reply.json(200, "{}"));
                TestClient client = TestClient.of(server.baseUrl())) {

            for (int i = 0; i < 5; i++) {
                assertThat(client.settle(ScriptRunClient::getNodes)).isCompleted();
            }

            assertThat(server.connections()).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"createWorkflow", "updateWorkflow", "deleteWorkflow", "getNodes", "runWorkflow"})
    void areNotUsedOnceTheServiceHasClosedThem(ApiOperation operation) throws IOException {
        try (RawServer server = RawServer.replying(Reply.json(200, "{}"));
                TestClient client = TestClient.of(server.baseUrl())) {
            client.settle(ScriptRunClient::getNodes);
            server.reply(Reply.json(200, operation == ApiOperation.runWorkflow ? STARTED : "{}"));
            server.closeConnections();
            await().pollDelay(QuietHttpComponent.UNCHECKED.multipliedBy(2)).until(() -> true);

            CompletableFuture<?> call = client.settle(operation::call);

            assertThat(call).isCompleted();
            assertThat(client.calls()).isEqualTo(2);
            assertThat(server.requests()).hasSize(2);
            assertThat(server.connections()).isEqualTo(2);
        }
    }
}
