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
package ai.scriptrun.camel.fake;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

import ai.scriptrun.camel.fake.RawServer.Request;

/** What a {@link RawServer} does with a request. */
@FunctionalInterface
public interface Reply {

    /** Responds to the request, or does not. Returns whether the connection stays open. */
    boolean send(Request request, Socket connection) throws IOException;

    /** Whether it waits for the request at all. */
    default boolean readsRequest() {
        return true;
    }

    /** A response with a JSON body. */
    static Reply json(int status, String body) {
        return answer(status, "Content-Type: application/json\r\n", body);
    }

    /** A response with these headers, each ended by a line break. */
    static Reply answer(int status, String headers, String body) {
        return raw(response(status, headers, body));
    }

    /** A response that depends on the request. */
    static Reply by(Function<Request, Reply> choice) {
        return (request, connection) -> choice.apply(request).send(request, connection);
    }

    /** These bytes as a response. */
    static Reply raw(String response) {
        return (request, connection) -> {
            write(connection, response);
            return true;
        };
    }

    /** These bytes as a response, after which the connection is closed. */
    static Reply rawThenClose(String response) {
        return (request, connection) -> {
            write(connection, response);
            return false;
        };
    }

    /** A reset of the connection in the face of the client, before a byte of the request is read. */
    static Reply resetBeforeReading() {
        return new Reply() {
            @Override
            public boolean send(Request request, Socket connection) throws IOException {
                return reset(connection);
            }

            @Override
            public boolean readsRequest() {
                return false;
            }
        };
    }

    /** A reset of the connection instead of a response. */
    static Reply resetAfterReading() {
        return (request, connection) -> reset(connection);
    }

    /** Nothing at all, until the client hangs up. */
    static Reply silence() {
        return (request, connection) -> connection.getInputStream().read() >= 0;
    }

    private static boolean reset(Socket connection) throws IOException {
        connection.setSoLinger(true, 0);
        return false;
    }

    private static void write(Socket connection, String text) throws IOException {
        OutputStream out = connection.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String response(int status, String headers, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return "HTTP/1.1 " + status + " Status\r\n" + headers
                + (status == 204 ? "" : "Content-Length: " + length + "\r\n") + "\r\n" + body;
    }
}
