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
package ai.scriptrun.camel.benchmarks.stub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Locale;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** One connection to the stub: as little HTTP/1.1 as clients need, so that the stub is fast. */
final class StubConnection implements Runnable {

    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final StubApi api;
    private final byte[] buffer = new byte[16_384];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    private int from;
    private int to;

    StubConnection(Socket socket, StubApi api) {
        this.socket = socket;
        this.api = api;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            for (String start = line(in); start != null; start = line(in)) {
                skipBody(in, lengthOfBody(in));
                String[] words = start.split(" ", -1);
                socket.getOutputStream().write(response(api.answer(words[0], words[1])));
            }
        } catch (IOException e) {
            // The client is gone, and so is this connection.
        }
    }

    private static byte[] response(String json) {
        String body = json == null ? "" : json;
        return ("HTTP/1.1 " + (json == null ? "404 Not Found" : "200 OK")
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(ISO_8859_1);
    }

    private int lengthOfBody(InputStream in) throws IOException {
        int length = 0;
        for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            } else if (header.toLowerCase(Locale.ROOT).startsWith("transfer-encoding:")) {
                throw new IOException("the stub reads no chunks");
            }
        }
        return length;
    }

    /** The next line, or {@code null} at the end. */
    private String line(InputStream in) throws IOException {
        line.reset();
        for (int b = read(in); b != '\n'; b = read(in)) {
            if (b < 0) {
                return null;
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(ISO_8859_1);
    }

    private void skipBody(InputStream in, int length) throws IOException {
        for (int i = 0; i < length; i++) {
            read(in);
        }
    }

    private int read(InputStream in) throws IOException {
        if (from == to) {
            from = 0;
            to = Math.max(0, in.read(buffer));
            if (to == 0) {
                return -1;
            }
        }
        return buffer[from++];
    }
}
