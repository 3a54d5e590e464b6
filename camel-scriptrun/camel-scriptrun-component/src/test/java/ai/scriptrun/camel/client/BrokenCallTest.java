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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;

import ai.scriptrun.camel.client.ApiCall.Idempotency;
import ai.scriptrun.camel.exception.ErrorContext;
import ai.scriptrun.camel.exception.RunStartUncertainException;
import ai.scriptrun.camel.exception.ScriptRunApiException;
import ai.scriptrun.camel.exception.ScriptRunException;
import ai.scriptrun.camel.fake.RawServer;
import ai.scriptrun.camel.fake.Reply;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** After an error of the JVM in one call the client serves the next ones, and a start that was sent is in doubt. */
class BrokenCallTest {

    private static final int MORE_THAN_THE_POOL_HAS = 10;

    private final AtomicBoolean broken = new AtomicBoolean(true);

    static Stream<Arguments> errors() {
        Stream<Supplier<Throwable>> errors = Stream.of(
                () -> new OutOfMemoryError("Java heap space"),
                StackOverflowError::new,
                () -> new NoClassDefFoundError("a/Class"),
                () -> new IllegalArgumentException("a bug"));
        return errors.flatMap(
                error -> Stream.of(ApiOperation.getNodes, ApiOperation.createWorkflow, ApiOperation.runWorkflow)
                        .map(operation -> arguments(operation, error)));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void afterItWasSentFailsAndTheNextCallsSucceed(ApiOperation operation, Supplier<Throwable> error)
            throws IOException {
        HttpClientConfigurer breaks = http -> http.addResponseInterceptorLast((response, entity, context) -> {
            if (broken.get()) {
                throwAny(error.get());
            }
        });
        try (RawServer server = RawServer.replying(Reply.json(200, "{}"));
                TestClient client = TestClient.of(server.baseUrl(), settings -> {
                    settings.configurer = breaks;
                    settings.maxRetries = 0;
                })) {
            for (int i = 1; i <= MORE_THAN_THE_POOL_HAS; i++) {
                Throwable failure = failureOf(client.settle(operation::call));

                assertThat(failure)
                        .isExactlyInstanceOf(
                                operation.idempotency == Idempotency.START
                                        ? RunStartUncertainException.class
                                        : ScriptRunApiException.class)
                        .hasMessageContaining(" failed: " + error.get());
                assertThat(server.requests()).hasSize(i);
            }
            broken.set(false);

            assertThat(client.settle(ApiOperation.getNodes::call)).isCompleted();
        }
    }

    @ParameterizedTest
    @MethodSource("errors")
    void beforeItWasSentFailsAndTheNextCallsSucceed(ApiOperation operation, Supplier<Throwable> error)
            throws IOException {
        HttpClientConfigurer breaks = http -> http.addRequestInterceptorLast((request, entity, context) -> {
            if (broken.get()) {
                throwAny(error.get());
            }
        });
        try (RawServer server = RawServer.replying(Reply.json(200, "{}"));
                TestClient client = TestClient.of(server.baseUrl(), settings -> settings.configurer = breaks)) {
            for (int i = 1; i <= MORE_THAN_THE_POOL_HAS; i++) {
                assertThat(failureOf(client.settle(operation::call)))
                        .isExactlyInstanceOf(ScriptRunApiException.class)
                        .hasMessageContaining(" failed: " + error.get());
            }
            assertThat(server.requests()).isEmpty();
            broken.set(false);

            assertThat(client.settle(ApiOperation.getNodes::call)).isCompleted();
        }
    }

    @Test
    void ofAStartIsUncertainIfTheResponseWasAlreadyRead() {
        ApiCall start = ApiCall.start(ErrorContext.of("runWorkflow", 6L, null), "6/run/", new byte[0], "text/plain");
        Errors errors = new Errors(start, text -> text, 0);

        ScriptRunException failure = errors.broken(new OutOfMemoryError("Java heap space"), true);

        assertThat(failure).isExactlyInstanceOf(RunStartUncertainException.class);
    }

    private static Throwable failureOf(CompletableFuture<?> call) {
        return ScriptRunClient.unwrap(catchThrowable(call::join));
    }

    private static void throwAny(Throwable error) {
        if (error instanceof Error e) {
            throw e;
        }
        throw (RuntimeException) error;
    }
}
