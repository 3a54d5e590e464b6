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
package ai.scriptrun.camel;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import ai.scriptrun.camel.exception.RunStartUncertainException;
import ai.scriptrun.camel.exception.ScriptRunApiException;
import ai.scriptrun.camel.fake.Reply;
import ai.scriptrun.camel.fake.ServiceTest;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Timeouts and the pool. */
class ConnectionLimitsTest extends ServiceTest {

    @Test
    void leaveNothingOpenIfAConnectionFailsToStart() {
        component.getConfiguration().setHttpConfigurer(client -> {
            throw new IllegalStateException("no such key store");
        });
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> context.getEndpoint("scriptrun:getNodes").start())
                    .hasStackTraceContaining("no such key store");
        }

        assertThat(component.status().throttledMillis()).isEmpty();
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.contains("ScriptRun")));
        component.getConfiguration().setHttpConfigurer(null);
        assertThat(send("getNodes?maxRetries=1", null).getException()).isNull();
    }

    @Test
    void limitTheWaitForAResponse() {
        server.reply(Reply.silence());

        assertThat(send("getNodes?responseTimeout=100ms", null).getException())
                .isExactlyInstanceOf(ScriptRunApiException.class)
                .hasMessage(
                        "getNodes failed: no response within 100 ms (option responseTimeout). Check the network, or try again"
                                + " later.");
        assertThat(send("runWorkflow?workflowId=6&responseTimeout=100ms", "{}").getException())
                .isExactlyInstanceOf(RunStartUncertainException.class)
                .hasMessageStartingWith("runWorkflow (workflow 6) failed: no response within 100 ms");
    }

    @Test
    void limitTheWaitForTheRestOfAResponse() {
        server.reply((request, connection) -> {
            connection
                    .getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{".getBytes(StandardCharsets.US_ASCII));
            return connection.getInputStream().read() >= 0;
        });

        assertThat(send("getNodes?responseTimeout=100ms", null).getException())
                .isExactlyInstanceOf(ScriptRunApiException.class)
                .hasMessageContaining("no response within 100 ms");
    }

    @Test
    void limitTheWaitForAConnection() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> queue = fill(full);
            long start = System.nanoTime();

            assertThat(send(
                                    "runWorkflow?workflowId=6&connectTimeout=200ms&baseUrl=http://127.0.0.1:"
                                            + full.getLocalPort(),
                                    "{}")
                            .getException())
                    .isExactlyInstanceOf(ScriptRunApiException.class)
                    .hasMessageContaining("Connect timed out")
                    .hasMessageContaining("Nothing was sent.");

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            for (Socket socket : queue) {
                socket.close();
            }
        }
    }

    /** Connections are not accepted, so that the queue becomes full and the next connection gets no response. */
    private static List<Socket> fill(ServerSocket full) throws Exception {
        List<Socket> queue = new ArrayList<>();
        try {
            while (true) {
                Socket socket = new Socket();
                queue.add(socket);
                socket.connect(new InetSocketAddress(full.getInetAddress(), full.getLocalPort()), 200);
            }
        } catch (java.net.SocketTimeoutException e) {
            return queue;
        }
    }

    @Test
    void limitTheSizeOfThePool() {
        CountDownLatch open = new CountDownLatch(1);
        server.reply(Reply.by(request -> {
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Reply.json(200, "{}");
        }));
        String endpoint = "scriptrun:getNodes?maxConnections=2";

        List<CompletableFuture<Exchange>> calls = IntStream.range(0, 6)
                .mapToObj(i -> template.asyncSend(endpoint, exchange -> {}))
                .toList();
        await().until(() -> server.requests().size() == 2);
        open.countDown();

        assertThat(calls)
                .allSatisfy(call -> assertThat(call.get().getException()).isNull());
        assertThat(server.requests()).hasSize(6);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void reportThatThePoolIsTooSmall() {
        CountDownLatch enough = new CountDownLatch(1);
        server.reply((request, connection) -> {
            OutputStream out = connection.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            // Never silent for long, and so never timed out.
            while (!isDown(enough)) {
                out.write(' ');
            }
            return false;
        });
        String endpoint = "runWorkflow?workflowId=6&maxConnections=1&responseTimeout=300ms";
        CompletableFuture<Exchange> first = template.asyncSend("scriptrun:" + endpoint, exchange -> {});
        await().until(() -> server.requests().size() == 1);

        Exchange second = send(endpoint, "{}");
        enough.countDown();

        assertThat(second.getException())
                .isExactlyInstanceOf(ScriptRunApiException.class)
                .hasMessage(
                        "runWorkflow (workflow 6) failed: no connection of the pool became free within 300 ms (options"
                                + " maxConnections, responseTimeout). Nothing was sent. Check the option baseUrl, the network and the"
                                + " proxy.");
        assertThat(first).succeedsWithin(Duration.ofSeconds(5));
    }

    private static boolean isDown(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }
}
