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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import ai.scriptrun.camel.fake.Reply;

/** Responses that go on until the client closes the connection. */
enum EndlessResponse {
    NO_LINE_BREAK("", "x"),
    EMPTY_LINES("", "\r\n"),
    STATUS_LINE("HTTP/1.1 200 ", "x"),
    HEADER("HTTP/1.1 200 OK\r\nX: ", "x"),
    HEADER_NAME("HTTP/1.1 200 OK\r\n", "X"),
    FOLDED_HEADER("HTTP/1.1 200 OK\r\nX: x\r\n", " x\r\n"),
    HEADERS("HTTP/1.1 200 OK\r\n", "X: x\r\n"),
    INTERIM_RESPONSES("", "HTTP/1.1 100 Continue\r\n\r\n"),
    EARLY_HINTS("", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"),
    HEADERS_OF_AN_INTERIM_RESPONSE("HTTP/1.1 103 Early Hints\r\n", "X: x\r\n"),
    BODY("HTTP/1.1 200 OK\r\n\r\n", "x"),
    JSON("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[", "[1],"),
    BODY_IN_CHUNKS("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n"),
    BODY_OF_AN_ERROR("HTTP/1.1 404 Not Found\r\n\r\n", "x"),
    CHUNK_SIZE("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "0"),
    CHUNK_EXTENSION("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1", ";x=y"),
    TRAILERS("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n", "X: x\r\n"),
    TRAILER("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nX: ", "x"),
    GZIP_FILE_NAME("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\u001f\u008b\b\b\0\0\0\0\0\0", "x"),
    GZIP_BODY("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", " ") {
        @Override
        OutputStream body(OutputStream connection) throws IOException {
            return new GZIPOutputStream(connection);
        }
    };

    private static final int AT_ONCE = 8_192;

    private final String beginning;
    private final String rest;

    EndlessResponse(String beginning, String repeated) {
        this.beginning = beginning;
        this.rest = repeated.repeat(AT_ONCE);
    }

    /** Whether it may fill the memory, up to {@code maxResponseSize}. */
    boolean isBody() {
        return switch (this) {
            case BODY, JSON, BODY_OF_AN_ERROR, GZIP_BODY -> true;
            default -> false;
        };
    }

    /** The workflow of this number gets this response. */
    int number() {
        return List.of(values()).indexOf(this);
    }

    OutputStream body(OutputStream connection) throws IOException {
        return connection;
    }

    Reply reply() {
        return (request, connection) -> {
            OutputStream head = connection.getOutputStream();
            head.write(beginning.getBytes(StandardCharsets.ISO_8859_1));
            OutputStream body = body(head);
            byte[] repeated = rest.getBytes(StandardCharsets.ISO_8859_1);
            while (true) {
                body.write(repeated);
            }
        };
    }
}
