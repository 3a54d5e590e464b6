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
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import javax.net.ssl.SSLSocket;

import ai.scriptrun.camel.client.ApiCall.Idempotency;
import ai.scriptrun.camel.exception.RunStartUncertainException;
import ai.scriptrun.camel.exception.ScriptRunApiException;
import ai.scriptrun.camel.fake.RawServer;
import ai.scriptrun.camel.fake.RawServer.Request;
import ai.scriptrun.camel.fake.Reply;
import ai.scriptrun.camel.fake.TestKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/** No call takes longer than {@code callTimeout}, however slowly its response comes. */
@Timeout(60)
class CallTimeoutTest {

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(60);
    private static final String HEALTHY = "{}";

    private RawServer server;
    private TestClient client;

    private void connect(Reply first, int maxRetries, int maxConnections) throws IOException {
        server = RawServer.replying(first, Reply.json(200, HEALTHY));
        client = TestClient.of(server.baseUrl(), settings -> {
            settings.callTimeout = CALL_TIMEOUT;
            settings.responseTimeout = Duration.ofHours(1);
            settings.maxRetries = maxRetries;
            settings.maxConnections = maxConnections;
        });
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
    }

    /** Sends these bytes, and no more for as long as the client waits. */
    private static Reply stopsAfter(String beginning) {
        return (request, connection) -> {
            OutputStream out = connection.getOutputStream();
            out.write(beginning.getBytes(StandardCharsets.US_ASCII));
            return connection.getInputStream().read() >= 0;
        };
    }

    private <T> CompletableFuture<T> callElsewhere(ApiOperation operation) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread caller = new Thread(() -> operation.call(client.client).whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(null);
            } else {
                result.completeExceptionally(failure);
            }
        }));
        caller.setDaemon(true);
        caller.start();
        return result;
    }

    static Stream<ApiOperation> operations() {
        return Stream.of(ApiOperation.getNodes, ApiOperation.updateWorkflow, ApiOperation.runWorkflow);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void abortsACallAndSaysWhichOptionSetTheLimit(ApiOperation operation) throws IOException {
        connect(stopsAfter("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{"), 0, 4);
        CompletableFuture<Object> call = callElsewhere(operation);
        await().until(() -> !server.requests().isEmpty());

        client.timer.advance(CALL_TIMEOUT.minusMillis(1));
        assertThat(call).isNotDone();
        client.timer.advance(Duration.ofMillis(1));

        Throwable failure = ScriptRunClient.unwrap(catchThrowable(call::join));
        assertThat(failure)
                .isExactlyInstanceOf(
                        operation.idempotency == Idempotency.START
                                ? RunStartUncertainException.class
                                : ScriptRunApiException.class)
                .hasMessageContaining(" failed: no complete response within 60000 ms (option callTimeout).");
        assertThat(Failures.isTransient(failure)).isTrue();
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200",
                "HTTP/1.1 200 OK\r\nX: ",
                "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 100\r\n\r\n"
            })
    void isATransientFailureIfTheResponseStopsAtAnyPoint(String beginning) throws IOException {
        connect(stopsAfter(beginning), 1, 4);
        CompletableFuture<Object> call = callElsewhere(ApiOperation.getNodes);
        await().until(() -> !server.requests().isEmpty());

        client.timer.advance(CALL_TIMEOUT);
        await().until(() -> client.retries() == 1);
        client.timer.advance(Duration.ofSeconds(1));

        assertThat(call).isCompleted();
        assertThat(server.requests()).hasSize(2);
    }

    /** The bytes of a handshake are not packets of a response, so that no other timeout is certain to end it. */
    @Test
    void countsTheTlsHandshakeToo() throws IOException {
        server = RawServer.replying(new Reply() {
            @Override
            public boolean send(Request request, Socket connection) throws IOException {
                connection.getInputStream().transferTo(OutputStream.nullOutputStream());
                return false;
            }

            @Override
            public boolean readsRequest() {
                return false;
            }
        });
        client = TestClient.of("https://127.0.0.1:" + server.port(), settings -> {
            settings.callTimeout = CALL_TIMEOUT;
            settings.responseTimeout = Duration.ofHours(1);
            settings.maxRetries = 0;
        });
        CompletableFuture<Object> call = callElsewhere(ApiOperation.runWorkflow);
        await().until(() -> server.connections() == 1);

        client.timer.advance(CALL_TIMEOUT);

        assertThat(ScriptRunClient.unwrap(catchThrowable(call::join)))
                .isExactlyInstanceOf(ScriptRunApiException.class)
                .hasMessageContaining(
                        " failed: no complete response within 60000 ms (option callTimeout). Nothing was sent.");
    }

    /** Closing a TLS connection says good-bye on it, for which a write that is stuck must not be waited. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void abortsARequestThatTheServiceDoesNotRead(boolean tls) throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        Reply deaf = new Reply() {
            @Override
            public boolean send(Request request, Socket connection) throws IOException {
                if (connection instanceof SSLSocket secure) {
                    secure.startHandshake();
                }
                awaitEnd(over);
                return false;
            }

            @Override
            public boolean readsRequest() {
                return false;
            }
        };
        server = tls ? RawServer.replying(TestKeys.server("localhost.p12"), deaf) : RawServer.replying(deaf);
        client = TestClient.of((tls ? "https" : "http") + "://localhost:" + server.port(), settings -> {
            settings.callTimeout = CALL_TIMEOUT;
            settings.responseTimeout = Duration.ofHours(1);
            settings.tls = TestKeys.trusting();
        });
        RunInput large = RunInput.text("x".repeat(50_000_000));
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread caller = new Thread(() -> failure.complete(catchThrowable(client.client.startRun(6, large)::join)));
        caller.setDaemon(true);
        caller.start();
        await().until(() -> Arrays.stream(caller.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("implWrite")));

        client.timer.advance(CALL_TIMEOUT);

        assertThat(ScriptRunClient.unwrap(failure.get())).isExactlyInstanceOf(RunStartUncertainException.class);
        over.countDown();
    }

    private static void awaitEnd(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void countsTheWaitForAConnectionToo() throws IOException {
        connect(stopsAfter(""), 0, 1);
        CompletableFuture<Object> first = callElsewhere(ApiOperation.getNodes);
        await().until(() -> !server.requests().isEmpty());
        client.timer.advance(Duration.ofSeconds(1));
        CompletableFuture<Object> second = callElsewhere(ApiOperation.runWorkflow);
        await().until(() -> client.calls() == 2);

        client.timer.advance(CALL_TIMEOUT.minusSeconds(1));
        assertThat(catchThrowable(first::join)).isNotNull();
        client.timer.advance(Duration.ofSeconds(1));

        await().until(second::isDone);
        assertThat(client.settle(ApiOperation.getNodes::call)).isCompleted();
    }

    @Test
    void leavesNoConnectionOfThePoolLeased() throws IOException {
        connect(stopsAfter("HTTP/1.1 200 OK\r\n"), 0, 2);
        for (int i = 1; i <= 5; i++) {
            int calls = i;
            server.reply(stopsAfter("HTTP/1.1 200 OK\r\n"));
            CompletableFuture<Object> call = callElsewhere(ApiOperation.getNodes);
            await().until(() -> server.requests().size() == calls);
            client.timer.advance(CALL_TIMEOUT);
            assertThat(catchThrowable(call::join)).isNotNull();
        }
        server.reply(Reply.json(200, HEALTHY));

        assertThat(client.settle(ApiOperation.getNodes::call)).isCompleted();
    }

    @Test
    void usesOneTimerForManyCalls() throws IOException {
        connect(Reply.json(200, HEALTHY), 0, 4);
        for (int i = 0; i < 100; i++) {
            assertThat(client.settle(ApiOperation.getNodes::call)).isCompleted();
        }

        assertThat(client.timer.pending()).isOne();
        client.timer.advance(CALL_TIMEOUT);
        assertThat(client.timer.pending()).isZero();
    }
}
