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
package ai.scriptrun.camel.start;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.exception.RunStartUncertainException;
import ai.scriptrun.camel.fake.RawServer.Request;
import ai.scriptrun.camel.fake.Reply;
import ai.scriptrun.camel.fake.ServiceTest;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A start's request and its response are cut at every byte, while Camel redelivers. */
class StartCutTest extends ServiceTest {

    private static final String BODY =
            "{\"customer\":\"Ada Lovelace\",\"order\":4711,\"text\":\"Where is my parcel?\"}";
    private static final String ANSWER =
            "{\"data\": {\"id\": \"" + RUN + "\", \"status\": \"created\"}, \"status\": 201}";

    /** As the service has it behind its proxy. */
    private static final String RESPONSE = "HTTP/1.1 201 Created\r\n"
            + "Server: nginx/1.24.0\r\n"
            + "Date: Fri, 06 Nov 2026 10:15:30 GMT\r\n"
            + "Content-Type: application/json\r\n"
            + "Content-Length: " + ANSWER.length() + "\r\n"
            + "Connection: keep-alive\r\n"
            + "Vary: Accept, Cookie, origin\r\n"
            + "Allow: POST, OPTIONS\r\n"
            + "X-Frame-Options: DENY\r\n"
            + "X-Content-Type-Options: nosniff\r\n"
            + "Referrer-Policy: same-origin\r\n"
            + "Cross-Origin-Opener-Policy: same-origin\r\n"
            + "\r\n"
            + ANSWER;

    /** Starts whose request the service has read to its last byte. */
    private final AtomicInteger accepted = new AtomicInteger();

    private final AtomicInteger requestBytes = new AtomicInteger();

    /** How a connection ends. */
    enum End {
        CLOSED,
        RESET
    }

    @BeforeEach
    void route() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler()
                        .maximumRedeliveries(3)
                        .redeliveryDelay(0)
                        .logExhausted(false));
                from("direct:start").to("scriptrun:runWorkflow?workflowId=6&maxRetries=3");
            }
        });
    }

    /** Reads the request as far as this byte, and ends the connection; or responds where the request is over before. */
    private Reply cutRequest(int at, End end) {
        return new Reply() {
            @Override
            public boolean readsRequest() {
                return false;
            }

            @Override
            public boolean send(Request none, Socket connection) throws IOException {
                InputStream in = connection.getInputStream();
                ByteArrayOutputStream read = new ByteArrayOutputStream();
                while (read.size() < at) {
                    int next = in.read();
                    if (next < 0) {
                        return false;
                    }
                    read.write(next);
                    if (read.toString(StandardCharsets.UTF_8).endsWith(BODY)) {
                        requestBytes.set(read.size());
                        return cutResponse(RESPONSE.length(), end).send(none, connection);
                    }
                }
                return end(connection, end);
            }
        };
    }

    /** Accepts the start, writes the response as far as this byte, and ends the connection. */
    private Reply cutResponse(int at, End end) {
        return (request, connection) -> {
            accepted.incrementAndGet();
            connection.getOutputStream().write(RESPONSE.substring(0, at).getBytes(StandardCharsets.US_ASCII));
            connection.getOutputStream().flush();
            return end(connection, end);
        };
    }

    private static boolean end(Socket connection, End end) throws IOException {
        if (end == End.RESET) {
            connection.setSoLinger(true, 0);
        }
        return false;
    }

    /** What becomes of an exchange whose first call meets this, and every other one is accepted. */
    private Exchange start(Reply first) {
        accepted.set(0);
        server.reply(first, cutResponse(RESPONSE.length(), End.CLOSED));
        return template.request("direct:start", exchange -> {
            exchange.getMessage().setBody(BODY);
            exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        });
    }

    private void judge(Exchange exchange, String cut) {
        assertThat(accepted.get()).as("starts accepted, " + cut).isLessThanOrEqualTo(1);
        if (exchange.getException() == null) {
            assertThat(exchange.getMessage().getHeader(ScriptRunConstants.RUN_ID))
                    .as(cut)
                    .isEqualTo(RUN);
            assertThat(accepted.get()).as("starts accepted, " + cut).isEqualTo(1);
        } else {
            assertThat(exchange.getException()).as(cut).isInstanceOf(RunStartUncertainException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aResponseThatIsCutAtAnyByteStartsOneRun(End end) {
        for (int at = 0; at <= RESPONSE.length(); at++) {
            Exchange exchange = start(cutResponse(at, end));
            judge(exchange, "response of " + RESPONSE.length() + " bytes " + end + " after " + at);
            assertThat(accepted.get()).isEqualTo(1);
        }
        System.out.printf("Responses of a start, %s: %d cuts, never two accepted starts%n", end, RESPONSE.length() + 1);
    }

    @ParameterizedTest
    @EnumSource
    void aRequestThatIsCutAtAnyByteStartsAtMostOneRun(End end) {
        assertThat(start(cutRequest(Integer.MAX_VALUE, End.CLOSED)).getException())
                .isNull();
        int length = requestBytes.get();
        for (int at = 0; at < length; at++) {
            judge(start(cutRequest(at, end)), "request of " + length + " bytes " + end + " after " + at);
        }
        System.out.printf("Requests of a start, %s: %d cuts, never two accepted starts%n", end, length);
    }

    @Test
    void aCompleteStartIsOneRun() {
        Exchange exchange = start(cutResponse(RESPONSE.length(), End.CLOSED));
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(ScriptRunConstants.RUN_ID)).isEqualTo(RUN);
    }
}
