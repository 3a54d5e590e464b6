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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ai.scriptrun.camel.fake.Reply;

/** What a hostile or broken service, or anything between it and the client, may respond. */
final class HostileResponses {

    static final String RUN = "0781b175-2135-45ec-9063-ad3e0d929adc";

    private static final List<Integer> STATUSES = List.of(
            101, 200, 201, 202, 203, 205, 206, 207, 226, 299, 300, 301, 302, 303, 305, 307, 308, 399, 400, 401, 402,
            403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422, 423, 424, 425,
            426, 428, 429, 431, 451, 460, 499, 500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511, 520, 521, 522,
            523, 524, 525, 526, 527, 529, 530, 598, 599, 600, 999);

    private static final List<String> BODIES = List.of("", "<html>\u202egateway</html>", "{}", "{\"detail\": \"no\"}");

    /** Whole bodies of a good response, of which none is right for any call. */
    private static final List<String> JSON = List.of(
            "null",
            "true",
            "0",
            "-1e999999999",
            "1e999999999",
            "\"\"",
            "[]",
            "[null]",
            "{\"\": null}",
            "{\"data\": null}",
            "{\"data\": []}",
            "{\"data\": {}}",
            "{\"data\": \"x\", \"status\": 200}",
            "{\"data\": {}, \"status\": 201}",
            "{\"data\": {}, \"status\": null}",
            "{\"data\": {}, \"status\": {}}",
            "{\"data\": {}, \"status\": \"201\"}",
            "{\"data\": {}, \"status\": 1e999999999}",
            "{\"data\": {}, \"status\": 99999999999999999999}",
            "{\"data\": {}, \"status\": -201}",
            "{\"data\": {}, \"status\": 201.5}",
            "{\"data\": {\"id\": null}, \"status\": 201}",
            "{\"data\": {\"id\": 1e999999999}, \"status\": 201}",
            "{\"data\": {\"id\": {}}, \"status\": 201}",
            "{\"data\": {\"id\": \"../../x\"}, \"status\": 201}",
            "{\"data\": {\"id\": \"" + RUN + "\\r\\nX: y\"}, \"status\": 201}",
            "{\"data\": {\"id\": \"" + RUN.replace('0', 'o') + "\", \"status\": \"created\"}, \"status\": 201}",
            "{\"data\": {\"id\": \"00000000-0000-0000-0000-000000000000\", \"status\": \"succeed\"}, \"status\": 200}",
            "{\"data\": {\"status\": null}, \"status\": 200}",
            "{\"data\": {\"status\": {}}, \"status\": 200}",
            "{\"data\": {\"status\": 7}, \"status\": 200}",
            "{\"data\": {\"status\": \"\\u202e\\u0000\\r\\n\"}, \"status\": 200}",
            "{\"data\": {\"status\": \"succeed\", \"data\": null}, \"status\": 200}",
            "{\"data\": {\"status\": \"succeed\", \"data\": []}, \"status\": 200}",
            "{\"data\": {\"status\": \"succeed\", \"data\": {\"x\": null}}, \"status\": 200}",
            "{\"data\": {\"status\": \"succeed\", \"data\": {\"x\": {\"status\": {}}}}, \"status\": 200}",
            "{\"data\": {\"errors\": null}, \"status\": 400}",
            "{\"data\": {\"errors\": {\"a\": [null, {}, 1e999999999]}}, \"status\": 400}",
            "{\"data\": {\"errors\": [\"\\u202e\\u0007\"]}, \"status\": 422}",
            "{\"data\": \"no\", \"status\": 422}",
            "{\"data\": {}, \"status\": 408}",
            "{\"data\": {}, \"status\": 503}",
            "{\"data\": {}, \"status\": 200, \"status\": 201}",
            "{\"data\": {\"id\": \"" + RUN + "\"}, \"status\": 201",
            "{} {}",
            "{'data': {}}",
            "{\"data\": NaN}",
            "\ufeff{}",
            "{\"data\": \"\ud800\"}",
            "{\"data\": \"\u0000\"}",
            "9".repeat(5_000),
            "[".repeat(100_000),
            "{\"a\":".repeat(100_000),
            "{\"data\": " + "[".repeat(400) + "]".repeat(400) + "}",
            "{\"" + "x".repeat(200_000) + "\": 1}");

    /** Responses that break HTTP itself. */
    private static final List<String> RAW = List.of(
            "",
            "\r\n",
            "nonsense\r\n\r\n",
            "HTTP/1.1\r\n\r\n",
            "HTTP/1.1 \r\n\r\n",
            "HTTP/1.1 abc OK\r\n\r\n",
            "HTTP/1.1 -200 OK\r\n\r\n",
            "HTTP/1.1 2147483648 OK\r\n\r\n",
            "HTTP/1.1 000 OK\r\n\r\n",
            "HTTP/9.9 200 OK\r\nContent-Length: 2\r\n\r\n{}",
            "HTTP/0.9 200 OK\r\n\r\n{}",
            "ICY 200 OK\r\n\r\n{}",
            "HTTP/1.1 200 OK\r\n: x\r\n\r\n{}",
            "HTTP/1.1 200 OK\r\nno colon\r\n\r\n{}",
            "HTTP/1.1 200 OK\r\n\u0000\u0001: \u202e\r\nContent-Length: 2\r\n\r\n{}",
            "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n{}",
            "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n{}",
            "HTTP/1.1 200 OK\r\nContent-Length: 9999999999999999999999\r\n\r\n{}",
            "HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n{}",
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n{} HTTP/1.1 200 OK\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}",
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}x\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: x\r\nContent-Length: 2\r\n\r\n{}",
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
            "HTTP/1.1 200 OK\r\nContent-Encoding: br, zstd, x\r\nContent-Length: 2\r\n\r\n{}",
            "HTTP/1.1 200 OK\r\nContent-Encoding: " + "gzip, ".repeat(2_000) + "\r\nContent-Length: 2\r\n\r\n{}",
            "HTTP/1.1 200 OK\r\nContent-Type: \u0000;charset=x\r\nContent-Length: 2\r\n\r\n{}",
            "HTTP/1.1 200 OK\r\nSet-Cookie: \u0000=;expires=x\r\nContent-Length: 2\r\n\r\n{}",
            "HTTP/1.1 200 OK\r\nConnection: \u0000\r\nKeep-Alive: timeout=x\r\nContent-Length: 2\r\n\r\n{}",
            "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=99999999999999999999\r\nContent-Length: 2\r\n\r\n{}",
            "HTTP/1.1 302 Found\r\nLocation: \u0000://\u202e\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 401 No\r\nWWW-Authenticate: \u0000\r\nContent-Length: 2\r\n\r\n{}",
            "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic\r\nContent-Length: 2\r\n\r\n{}",
            "HTTP/1.1 429 No\r\nRetry-After: 99999999999999999999\r\nContent-Length: 2\r\n\r\n{}",
            "HTTP/1.1 429 No\r\nRetry-After: -1\r\nContent-Length: 2\r\n\r\n{}",
            "HTTP/1.1 429 No\r\nRetry-After: Fri, 31 Dec 9999 23:59:59 GMT\r\nContent-Length: 2\r\n\r\n{}",
            "HTTP/1.1 503 No\r\nRetry-After: \u202e\r\nContent-Length: 2\r\n\r\n{}");

    private HostileResponses() {}

    /** A response and what to call it in a report. */
    record Hostile(String name, Reply reply) {

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Hostile> all() {
        Stream<Hostile> statuses = STATUSES.stream().flatMap(status -> BODIES.stream()
                .map(body -> new Hostile(
                        "status " + status + " with '" + body + "'",
                        Reply.raw("HTTP/1.1 " + status + " Status\r\nContent-Length: " + utf8Length(body) + "\r\n\r\n"
                                + body))));
        Stream<Hostile> bodies = IntStream.range(0, JSON.size())
                .mapToObj(i -> new Hostile("body " + i + " " + start(JSON.get(i)), Reply.json(200, JSON.get(i))));
        Stream<Hostile> raw = RAW.stream().map(text -> new Hostile("raw " + start(text), Reply.rawThenClose(text)));
        Stream<Hostile> ends = Stream.of(
                new Hostile("reset", Reply.resetAfterReading()), new Hostile("close", Reply.rawThenClose("")));
        return Stream.of(statuses, bodies, raw, ends).flatMap(each -> each).toList();
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String start(String text) {
        return text.substring(0, Math.min(70, text.length()));
    }
}
