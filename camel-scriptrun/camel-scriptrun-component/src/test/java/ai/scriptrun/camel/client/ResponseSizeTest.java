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
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;

import ai.scriptrun.camel.exception.ScriptRunApiException;
import ai.scriptrun.camel.fake.RawServer;
import ai.scriptrun.camel.fake.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** A response is read up to {@code maxResponseSize} and no further, with any {@code Content-Length}. */
@Timeout(60)
class ResponseSizeTest {

    private static final int MAX = 10_000;

    @Test
    void acceptsAResponseOfExactlyTheLimit() throws IOException {
        assertThat(ask(Reply.json(200, jsonOf(MAX)))).isCompleted();
    }

    @Test
    void rejectsOneMoreByte() throws IOException {
        assertTooLarge(ask(Reply.json(200, jsonOf(MAX + 1))));
    }

    @Test
    void rejectsByContentLengthWithoutReading() throws IOException {
        assertTooLarge(ask(Reply.raw("HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n")));
    }

    @Test
    void closesTheConnectionOfAnEndlessResponse() throws IOException {
        assertTooLarge(ask((request, connection) -> {
            OutputStream out = connection.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = ("1000\r\n" + " ".repeat(0x1000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            while (true) {
                out.write(chunk);
            }
        }));
    }

    @Test
    void countsTheDecompressedSize() throws IOException {
        byte[] bomb = gzip(50_000_000);
        assertThat(bomb.length).isGreaterThan(MAX);
        assertTooLarge(ask((request, connection) -> {
            OutputStream out = connection.getOutputStream();
            out.write(("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + Integer.toHexString(bomb.length) + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(bomb);
            out.write("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return true;
        }));
    }

    @Test
    void limitsTheBodyOfAnErrorToo() throws IOException {
        assertTooLarge(ask(Reply.json(500, jsonOf(MAX + 1))));
    }

    private static void assertTooLarge(CompletableFuture<?> call) {
        assertThat(ScriptRunClient.unwrap(catchThrowable(call::join)))
                .isExactlyInstanceOf(ScriptRunApiException.class)
                .hasMessage(
                        "getNodes failed: the response is larger than maxResponseSize, 10000 bytes; raise the option"
                                + " if it is expected.");
    }

    /** Also checks that there is no retry: the response would not be smaller. */
    private static CompletableFuture<?> ask(Reply reply) throws IOException {
        try (RawServer server = RawServer.replying(reply);
                TestClient client = TestClient.of(server.baseUrl(), settings -> settings.maxResponseSize = MAX)) {
            CompletableFuture<?> call = client.settle(ScriptRunClient::getNodes);
            assertThat(client.calls()).isOne();
            return call;
        }
    }

    private static String jsonOf(int size) {
        return "\"" + "x".repeat(size - 2) + "\"";
    }

    private static byte[] gzip(int size) throws IOException {
        byte[] spaces = new byte[size];
        Arrays.fill(spaces, (byte) ' ');
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(spaces);
        }
        return bytes.toByteArray();
    }
}
