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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

import ai.scriptrun.camel.client.ApiCall.Idempotency;
import ai.scriptrun.camel.exception.AuthenticationException;
import ai.scriptrun.camel.exception.NotFoundException;
import ai.scriptrun.camel.exception.RateLimitedException;
import ai.scriptrun.camel.exception.RunNotFoundException;
import ai.scriptrun.camel.exception.RunStartUncertainException;
import ai.scriptrun.camel.exception.ScriptRunApiException;
import ai.scriptrun.camel.exception.ScriptRunException;
import ai.scriptrun.camel.fake.RawServer;
import ai.scriptrun.camel.fake.Reply;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Operation by failure: how often the call is sent, then which exception it ends with. */
class RetryTableTest {

    private static final int MAX_RETRIES = 3;
    private static final int ONCE = 1;
    private static final int ALL = MAX_RETRIES + 1;
    private static final Duration TIMEOUT = Duration.ofMillis(60);

    /** The outcome for one kind of call: how often it is sent, and its exception. */
    private record Outcome(int sent, Class<? extends ScriptRunException> end) {}

    private record Outcomes(Outcome safe, Outcome unsafe, Outcome start) {

        Outcome of(Idempotency idempotency) {
            return switch (idempotency) {
                case IDEMPOTENT -> safe;
                case NOT_IDEMPOTENT -> unsafe;
                case START -> start;
            };
        }
    }

    /** A kind of failure, and the outcome for each kind of call. */
    @SuppressWarnings("ImmutableEnumChecker") // The suppliers are.
    private enum Failure {
        CONNECTION_REFUSED(null, everywhere(ScriptRunApiException.class)),
        RESET_AFTER_SENDING(Reply::resetAfterReading, whereItMayHaveBeenDone()),
        READ_TIMEOUT(Reply::silence, whereItMayHaveBeenDone()),
        CUT_BODY(
                () -> Reply.rawThenClose("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"data\": "),
                whereItMayHaveBeenDone()),
        CUT_HEADERS(() -> Reply.rawThenClose("HTTP/1.1 200 OK\r\nContent-"), whereItMayHaveBeenDone()),

        TOO_MANY_FOR_SECONDS(() -> busy(429, "Retry-After: 7\r\n"), everywhere(RateLimitedException.class)),
        TOO_MANY_UNTIL_DATE(
                () -> busy(429, "Retry-After: Tue, 01 Jan 2030 00:00:30 GMT\r\n"),
                everywhere(RateLimitedException.class)),
        TOO_MANY(() -> busy(429, ""), everywhere(RateLimitedException.class)),
        BUSY_FOR_SECONDS(() -> busy(503, "Retry-After: 7\r\n"), everywhere(ScriptRunApiException.class)),
        BUSY(() -> busy(503, ""), whereItMayHaveBeenDone()),
        BUSY_FOR_NOBODY_KNOWS_HOW_LONG(() -> busy(503, "Retry-After: soon\r\n"), whereItMayHaveBeenDone()),
        ERROR_500(() -> busy(500, ""), whereItMayHaveBeenDone()),
        ERROR_502(() -> busy(502, ""), whereItMayHaveBeenDone()),
        ERROR_504(() -> busy(504, ""), whereItMayHaveBeenDone()),

        REQUEST_TIMEOUT(() -> busy(408, ""), whereItMayHaveBeenDone()),
        TOO_EARLY(() -> busy(425, ""), onlyWhereSafe(ScriptRunApiException.class)),
        INSUFFICIENT_STORAGE(() -> busy(507, ""), whereItMayHaveBeenDone()),
        UNKNOWN_ERROR_OF_A_GATEWAY(() -> page(520), whereItMayHaveBeenDone()),
        ORIGIN_TIMED_OUT(() -> page(524), whereItMayHaveBeenDone()),
        OVERLOADED(() -> page(529), whereItMayHaveBeenDone()),
        SITE_FROZEN(() -> page(530), whereItMayHaveBeenDone()),
        BAD_REQUEST_OF_A_GATEWAY(() -> page(400), onlyWhereSafe(ScriptRunApiException.class)),
        FORBIDDEN_BY_A_GATEWAY(() -> page(403), onlyWhereSafe(AuthenticationException.class)),
        NOT_FOUND_BY_A_GATEWAY(() -> page(404), onlyWhereSafe(ScriptRunApiException.class)),
        NOT_FOUND_WITHOUT_A_BODY(() -> Reply.answer(404, "", ""), onlyWhereSafe(ScriptRunApiException.class)),
        NOT_FOUND_AS_TEXT(() -> Reply.answer(404, "", "404"), onlyWhereSafe(ScriptRunApiException.class)),
        CONNECTION_CLOSED_BY_A_GATEWAY(() -> page(499), onlyWhereSafe(ScriptRunApiException.class)),

        HTML_BODY(
                () -> Reply.answer(200, "Content-Type: text/html\r\n", "<html><h1>Back soon</h1></html>"),
                whereItMayHaveBeenDone()),
        MALFORMED_JSON(() -> Reply.json(200, "{\"data\": {\"id\": "), whereItMayHaveBeenDone()),
        TWO_JSON_VALUES(() -> Reply.json(200, "{} {}"), whereItMayHaveBeenDone()),
        WRONG_JSON_TYPE(() -> Reply.json(200, "\"hello\""), onceWithDoubt()),
        NO_CONTENT(() -> Reply.answer(204, "", ""), onceWithDoubt()),

        REDIRECT_301(() -> redirect(301), once(ScriptRunApiException.class)),
        REDIRECT_302(() -> redirect(302), once(ScriptRunApiException.class)),
        REDIRECT_307(() -> redirect(307), once(ScriptRunApiException.class)),
        BAD_REQUEST(() -> Reply.json(400, "{\"detail\": \"no\"}"), once(ScriptRunApiException.class)),
        UNAUTHORIZED(
                () -> Reply.answer(401, "WWW-Authenticate: Basic realm=\"x\"\r\n", "{}"),
                once(AuthenticationException.class)),
        FORBIDDEN(() -> Reply.json(403, "{}"), once(AuthenticationException.class)),
        NOT_FOUND(() -> Reply.json(404, "{}"), once(NotFoundException.class));

        private final Supplier<Reply> reply;
        private final Outcomes outcomes;

        Failure(Supplier<Reply> reply, Outcomes outcomes) {
            this.reply = reply;
            this.outcomes = outcomes;
        }

        Outcome of(ApiOperation operation) {
            boolean asksForARun = operation == ApiOperation.getResult;
            if (asksForARun && (this == NOT_FOUND || this == BAD_REQUEST)) {
                return new Outcome(ONCE, RunNotFoundException.class);
            }
            return outcomes.of(operation.idempotency);
        }

        /** Bodies that are no failure to an operation that doesn't look at them. */
        boolean isNoneFor(ApiOperation operation) {
            Set<Failure> ofBody = EnumSet.of(HTML_BODY, MALFORMED_JSON, TWO_JSON_VALUES, WRONG_JSON_TYPE, NO_CONTENT);
            boolean anyJson = operation == ApiOperation.checkWorkflow || operation == ApiOperation.getNodes;
            return operation == ApiOperation.deleteWorkflow
                    ? ofBody.contains(this)
                    : anyJson && this == WRONG_JSON_TYPE;
        }
    }

    static Stream<Arguments> operationsAndFailures() {
        return Arrays.stream(ApiOperation.values()).flatMap(operation -> Arrays.stream(Failure.values())
                .filter(failure -> !failure.isNoneFor(operation))
                .map(failure -> Arguments.of(operation, failure)));
    }

    @ParameterizedTest(name = "{0} with {1}")
    @MethodSource("operationsAndFailures")
    void isSentAsOftenAsAllowed(ApiOperation operation, Failure failure) throws IOException {
        Outcome expected = failure.of(operation);
        try (RawServer server = RawServer.replying(failure.reply == null ? Reply.silence() : failure.reply.get());
                TestClient client = TestClient.of(
                        failure.reply == null ? nobodyListens() : server.baseUrl(),
                        settings -> settings.responseTimeout =
                                failure == Failure.READ_TIMEOUT ? TIMEOUT : Duration.ofSeconds(5))) {

            Throwable end = failureOf(client.settle(operation::call));

            assertThat(end).isExactlyInstanceOf(expected.end);
            assertThat(client.calls()).isEqualTo(expected.sent);
            assertThat(client.retries()).isEqualTo(expected.sent - 1);
        }
    }

    /** How far a call gets that is reset at once is a matter of luck; what was surely not sent may be sent again. */
    @ParameterizedTest
    @MethodSource("operations")
    void isUncertainOrNotSentIfTheConnectionIsResetImmediately(ApiOperation operation) throws IOException {
        try (RawServer server = RawServer.replying(Reply.resetBeforeReading());
                TestClient client = TestClient.of(server.baseUrl())) {

            Throwable end = failureOf(client.settle(operation::call));

            boolean notSent = end.getMessage().contains("Nothing was sent.");
            if (operation.idempotency == Idempotency.IDEMPOTENT || notSent) {
                assertThat(end).isExactlyInstanceOf(ScriptRunApiException.class);
                assertThat(client.calls()).isEqualTo(ALL);
            } else {
                assertThat(end)
                        .isExactlyInstanceOf(
                                operation.idempotency == Idempotency.START
                                        ? RunStartUncertainException.class
                                        : ScriptRunApiException.class);
                assertThat(client.calls()).isBetween(ONCE, ALL);
            }
            assertThat(server.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void succeedsAfterATransientFailure(ApiOperation operation) throws IOException {
        try (RawServer server = RawServer.replying(busy(429, ""), busy(503, "Retry-After: 1\r\n"), ok(operation));
                TestClient client = TestClient.of(server.baseUrl())) {

            assertThat(client.settle(operation::call)).isCompleted();

            assertThat(client.calls()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void isSentOnceWithoutRetries(ApiOperation operation) throws IOException {
        try (RawServer server = RawServer.replying(busy(503, "Retry-After: 1\r\n"));
                TestClient client = TestClient.of(server.baseUrl(), settings -> settings.maxRetries = 0)) {

            assertThat(failureOf(client.settle(operation::call))).isInstanceOf(ScriptRunApiException.class);

            assertThat(client.calls()).isOne();
        }
    }

    static ApiOperation[] operations() {
        return ApiOperation.values();
    }

    private static Reply ok(ApiOperation operation) {
        return Reply.json(
                200,
                switch (operation) {
                    case getInputFields, listWorkflows, getHistory -> "[]";
                    case runWorkflow ->
                        "{\"data\": {\"id\": \"0781b175-2135-45ec-9063-ad3e0d929adc\", \"status\": \"created\"}, \"status\": 201}";
                    case getResult -> "{\"data\": {\"status\": \"in queue\"}, \"status\": 200}";
                    default -> "{}";
                });
    }

    private static Throwable failureOf(CompletableFuture<?> call) {
        return ScriptRunClient.unwrap(catchThrowable(call::join));
    }

    private static String nobodyListens() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }
    }

    private static Reply busy(int status, String headers) {
        return Reply.answer(status, headers, "{\"detail\": \"busy\"}");
    }

    private static Reply page(int status) {
        return Reply.answer(status, "Content-Type: text/html\r\n", "<html><title>" + status + "</title></html>");
    }

    private static Reply redirect(int status) {
        return Reply.answer(status, "Location: http://127.0.0.1:1/elsewhere\r\n", "");
    }

    /** Sent again only where a second one does no harm; a start is then in doubt. */
    private static Outcomes whereItMayHaveBeenDone() {
        return new Outcomes(
                new Outcome(ALL, ScriptRunApiException.class),
                new Outcome(ONCE, ScriptRunApiException.class),
                new Outcome(ONCE, RunStartUncertainException.class));
    }

    /** Sent again only where a second one does no harm; a start was surely not processed, and stays as it is. */
    private static Outcomes onlyWhereSafe(Class<? extends ScriptRunException> end) {
        return new Outcomes(new Outcome(ALL, end), new Outcome(ONCE, end), new Outcome(ONCE, end));
    }

    /** Sent again in any case: the service took no notice of it. */
    private static Outcomes everywhere(Class<? extends ScriptRunException> end) {
        Outcome outcome = new Outcome(ALL, end);
        return new Outcomes(outcome, outcome, outcome);
    }

    /** The service said no, and would again. */
    private static Outcomes once(Class<? extends ScriptRunException> end) {
        Outcome outcome = new Outcome(ONCE, end);
        return new Outcomes(outcome, outcome, outcome);
    }

    /** The service said yes, but nothing that makes sense. */
    private static Outcomes onceWithDoubt() {
        Outcome outcome = new Outcome(ONCE, ScriptRunApiException.class);
        return new Outcomes(outcome, outcome, new Outcome(ONCE, RunStartUncertainException.class));
    }
}
