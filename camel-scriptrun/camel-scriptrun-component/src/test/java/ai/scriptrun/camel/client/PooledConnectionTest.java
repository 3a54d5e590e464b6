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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.zip.GZIPOutputStream;

import ai.scriptrun.camel.client.http.HttpTransport;
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
    void areReusedForTheNextCall() throws IOException {
        try (RawServer server = RawServer.replying(Reply.json(200, "{}"));
                TestClient client = TestClient.of(server.baseUrl())) {

            for (int i = 0; i < 5; i++) {
                assertThat(client.settle(ScriptRunClient::getNodes)).isCompleted();
            }

            assertThat(server.connections()).isOne();
        }
    }

    @Test
    void areReusedAfterAnyResponse() throws IOException {
        try (RawServer server = RawServer.replying(
                        Reply.answer(204, "", ""),
                        Reply.json(200, ""),
                        Reply.json(404, "{\"detail\": \"Not found.\"}"),
                        Reply.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
                        (request, connection) -> compressed(connection),
                        Reply.json(200, "{}"));
                TestClient client = TestClient.of(server.baseUrl(), settings -> settings.maxRetries = 0)) {

            for (int i = 0; i < 6; i++) {
                client.settle(ScriptRunClient::getNodes);
            }

            assertThat(server.requests()).hasSize(6);
            assertThat(server.connections()).isOne();
        }
    }

    @Test
    void areReleasedWhenTheyFail() throws IOException {
        Reply tooLarge = Reply.json(200, "\"" + " ".repeat(200) + "\"");
        Reply cut = Reply.rawThenClose("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{");
        try (RawServer server = RawServer.replying(
                        Reply.resetAfterReading(),
                        tooLarge,
                        cut,
                        Reply.raw("nonsense\r\n\r\n"),
                        Reply.json(200, "{}"));
                TestClient client = TestClient.of(server.baseUrl(), settings -> {
                    settings.maxConnections = 1;
                    settings.maxResponseSize = 100;
                    settings.maxRetries = 0;
                })) {
            for (int i = 0; i < 4; i++) {
                assertThat(client.settle(ScriptRunClient::getNodes)).isCompletedExceptionally();
            }

            assertThat(client.settle(ScriptRunClient::getNodes)).isCompleted();
        }
    }

    @Test
    void areReleasedIfTheyCannotBeOpened() throws IOException {
        RawServer server = RawServer.replying(Reply.json(200, "{}"));
        server.close();
        try (TestClient client = TestClient.of(server.baseUrl(), settings -> {
            settings.maxConnections = 1;
            settings.maxRetries = 0;
        })) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.settle(ScriptRunClient::getNodes))
                        .failsWithin(Duration.ZERO)
                        .withThrowableOfType(ExecutionException.class)
                        .withMessageContaining("refused");
            }
        }
    }

    private static boolean compressed(Socket connection) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(body)) {
            gzip.write("{}".getBytes(StandardCharsets.UTF_8));
        }
        String head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + body.size() + "\r\n\r\n";
        connection.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        connection.getOutputStream().write(body.toByteArray());
        return true;
    }

    @ParameterizedTest
    @EnumSource(names = {"createWorkflow", "updateWorkflow", "deleteWorkflow", "getNodes", "runWorkflow"})
    void areNotUsedOnceTheServiceHasClosedThem(ApiOperation operation) throws IOException {
        try (RawServer server = RawServer.replying(Reply.json(200, "{}"));
                TestClient client = TestClient.of(server.baseUrl())) {
            client.settle(ScriptRunClient::getNodes);
            server.reply(Reply.json(200, operation == ApiOperation.runWorkflow ? STARTED : "{}"));
            server.closeConnections();
            await().pollDelay(HttpTransport.UNCHECKED.multipliedBy(2)).until(() -> true);

            CompletableFuture<?> call = client.settle(operation::call);

            assertThat(call).isCompleted();
            assertThat(client.calls()).isEqualTo(2);
            assertThat(server.requests()).hasSize(2);
            assertThat(server.connections()).isEqualTo(2);
        }
    }
}
