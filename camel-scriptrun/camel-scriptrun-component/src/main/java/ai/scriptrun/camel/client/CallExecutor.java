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

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import ai.scriptrun.camel.client.RetryRule.Decision;
import ai.scriptrun.camel.exception.ScriptRunException;
import ai.scriptrun.camel.time.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes calls: sends them on the caller's thread, and, where a call has to wait (throttled, or to be retried), continues
 * later on a worker without blocking a thread in between. Thread-safe.
 */
final class CallExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(CallExecutor.class);

    private final Transport transport;
    private final Credentials credentials;
    private final RetryRule rule;
    private final Throttle throttle;
    private final Timer timer;
    private final CallListener listener;
    private final Reachability reachability;
    private final Set<PendingCall<?>> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    CallExecutor(
            Transport transport,
            Credentials credentials,
            RetryRule rule,
            Throttle throttle,
            Timer timer,
            CallListener listener,
            Reachability reachability) {
        this.transport = transport;
        this.credentials = credentials;
        this.rule = rule;
        this.throttle = throttle;
        this.timer = timer;
        this.listener = listener;
        this.reachability = reachability;
    }

    /** The response to a call, as the reader returns it; fails with a {@link ScriptRunException}. */
    <T> CompletableFuture<ApiResult<T>> execute(ApiCall call, Function<ResponseReader, T> reader) {
        return execute(call, reader, ResponseReader::error);
    }

    /** As {@link #execute(ApiCall, Function)}, with a reader of its own for a response with an error status. */
    <T> CompletableFuture<ApiResult<T>> execute(
            ApiCall call,
            Function<ResponseReader, T> reader,
            Function<ResponseReader, ScriptRunException> errorReader) {
        return execute(call, reader, errorReader, () -> {});
    }

    /**
     * As {@link #execute(ApiCall, Function, Function)}, with a check before each attempt, which may be much later.
     *
     * @param check what it throws is what the call fails with, and nothing is sent
     */
    <T> CompletableFuture<ApiResult<T>> execute(
            ApiCall call,
            Function<ResponseReader, T> reader,
            Function<ResponseReader, ScriptRunException> errorReader,
            Runnable check) {
        PendingCall<T> pending = new PendingCall<>(call, reader, errorReader, check);
        pending.proceed();
        return pending.result;
    }

    /** Fails every call that is waiting to be sent. */
    void close() {
        closed = true;
        waiting.forEach(PendingCall::abandon);
    }

    private final class PendingCall<T> {

        private final ApiCall call;
        private final Function<ResponseReader, T> reader;
        private final Function<ResponseReader, ScriptRunException> errorReader;
        private final Runnable check;
        private final CompletableFuture<ApiResult<T>> result = new CompletableFuture<>();
        private int retries;
        private boolean begun;
        private boolean maybeDone;

        PendingCall(
                ApiCall call,
                Function<ResponseReader, T> reader,
                Function<ResponseReader, ScriptRunException> errorReader,
                Runnable check) {
            this.call = call;
            this.reader = reader;
            this.errorReader = errorReader;
            this.check = check;
        }

        private void goOn() {
            // Only the thread that removes the call from the queue may use it: it is either sent or abandoned.
            if (waiting.remove(this)) {
                proceed();
            }
        }

        void proceed() {
            try {
                Duration held = throttle.delay();
                if (held.isZero()) {
                    send();
                } else {
                    later(held);
                }
            } catch (Throwable e) {
                // An exchange waits for this, so it completes after any failure, an OutOfMemoryError included.
                waiting.remove(this);
                result.completeExceptionally(e instanceof ScriptRunException ? e : errors().broken(e, begun));
            }
        }

        private void send() {
            check.run();
            listener.called(call.context().workflowId());
            begun = true;
            try {
                ApiResponse response = transport.exchange(call);
                LOG.trace(
                        "{}: HTTP {}, {} bytes", call.context().operation(), response.status(), response.body().length);
                take(response);
            } catch (CallFailure e) {
                follow(rule.after(e, call.idempotency(), retries), e.isSent(), errors().of(e));
            }
        }

        private void take(ApiResponse response) {
            if (response.isSuccess()) {
                read(response);
            } else if (response.status() == 404
                    && maybeDone
                    && "DELETE".equals(call.method())
                    && response.isApiJson()) {
                // An earlier attempt whose response was lost has deleted it.
                succeed(null, response);
            } else {
                Decision decision = rule.after(response, call.idempotency(), retries);
                follow(
                        decision,
                        !response.isRefusal(),
                        errorReader.apply(new ResponseReader(call, response, errors())));
            }
        }

        private void read(ApiResponse response) {
            T value;
            try {
                value = reader.apply(new ResponseReader(call, response, errors()));
            } catch (ScriptRunException e) {
                Decision decision = Failures.isWorthRepeating(e)
                        ? rule.afterUselessResponse(call.idempotency(), retries)
                        : Decision.GIVE_UP;
                follow(decision, true, e);
                return;
            }
            succeed(value, response);
        }

        private void succeed(T value, ApiResponse response) {
            reachability.answered();
            result.complete(
                    new ApiResult<>(value, response.status(), response.date().orElse(null)));
        }

        private void follow(Decision decision, boolean processed, ScriptRunException error) {
            maybeDone |= processed;
            if (decision.throttle() && throttle.hold(decision.delay())) {
                listener.throttled(call.context().workflowId());
                LOG.warn(
                        "The service throttles: all calls to it wait for {} ms at least, since {}",
                        decision.delay().toMillis(),
                        error.getMessage());
            }
            if (!decision.retry()) {
                reachability.failed(error);
                result.completeExceptionally(error);
                return;
            }
            retries++;
            listener.retried(call.context().workflowId());
            LOG.debug("Retry {} in {} ms: {}", retries, decision.delay().toMillis(), error.getMessage());
            later(decision.throttle() ? throttle.delay() : decision.delay());
        }

        private Errors errors() {
            return new Errors(call, credentials::conceal, retries);
        }

        private void later(Duration delay) {
            waiting.add(this);
            timer.after(delay, this::goOn);
            if (closed) {
                abandon();
            }
        }

        private void abandon() {
            if (waiting.remove(this)) {
                result.completeExceptionally(errors().stopped());
            }
        }
    }
}
