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
import java.util.function.Supplier;

import ai.scriptrun.camel.client.RetryRule.Decision;
import ai.scriptrun.camel.exception.ScriptRunException;
import ai.scriptrun.camel.model.Json;
import ai.scriptrun.camel.time.Timer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a call to its answer: sends it on the caller's thread, and, where it has to wait (held back, or to be sent
 * again), goes on later on a worker, holding no thread in between. Thread-safe.
 */
final class CallExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(CallExecutor.class);

    private final HttpTransport transport;
    private final Credentials credentials;
    private final RetryRule rule;
    private final HoldBack holdBack;
    private final Timer timer;
    private final CallListener listener;
    private final Set<PendingCall> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    CallExecutor(
            HttpTransport transport,
            Credentials credentials,
            RetryRule rule,
            HoldBack holdBack,
            Timer timer,
            CallListener listener) {
        this.transport = transport;
        this.credentials = credentials;
        this.rule = rule;
        this.holdBack = holdBack;
        this.timer = timer;
        this.listener = listener;
    }

    /** The JSON answer of a call, or {@code null} for an empty one; fails with a {@link ScriptRunException}. */
    CompletableFuture<ApiResult<JsonNode>> execute(ApiCall call) {
        PendingCall pending = new PendingCall(call);
        pending.proceed();
        return pending.result;
    }

    /** Fails every call that is waiting for its turn. */
    void close() {
        closed = true;
        waiting.forEach(PendingCall::abandon);
    }

    private final class PendingCall {

        private final ApiCall call;
        private final CompletableFuture<ApiResult<JsonNode>> result = new CompletableFuture<>();
        private int retries;

        PendingCall(ApiCall call) {
            this.call = call;
        }

        void proceed() {
            waiting.remove(this);
            try {
                Duration held = holdBack.delay();
                if (held.isZero()) {
                    send();
                } else {
                    later(held);
                }
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        }

        private void send() {
            listener.called();
            try {
                ApiAnswer answer = transport.exchange(call, credentials);
                LOG.trace("{}: HTTP {}, {} bytes", call.context().operation(), answer.status(), answer.body().length);
                if (answer.isSuccess()) {
                    read(answer);
                } else {
                    follow(
                            rule.after(answer, call.repetition(), retries, timer.now()),
                            () -> Errors.of(call, answer, retries));
                }
            } catch (CallFailure e) {
                follow(rule.after(e, call.repetition(), retries), () -> Errors.of(call, e, retries));
            }
        }

        private void read(ApiAnswer answer) {
            JsonNode body;
            try {
                body = answer.body().length == 0 ? null : Json.read(answer.body());
            } catch (JsonProcessingException e) {
                follow(
                        rule.afterGarbledAnswer(call.repetition(), retries),
                        () -> Errors.garbled(call, answer, retries, e));
                return;
            }
            result.complete(new ApiResult<>(body, answer.status()));
        }

        private void follow(Decision decision, Supplier<ScriptRunException> error) {
            if (decision.holdBack()) {
                holdBack.hold(decision.delay());
                listener.heldBack();
                LOG.warn(
                        "{}: the service asked for a pause, all calls are held back for {} s",
                        call.context().describe(),
                        decision.delay().toSeconds());
            }
            if (!decision.retry()) {
                result.completeExceptionally(error.get());
                return;
            }
            retries++;
            listener.retried();
            if (LOG.isDebugEnabled()) {
                LOG.debug(
                        "Retry {} in {}: {}",
                        retries,
                        decision.delay(),
                        error.get().getMessage());
            }
            later(decision.holdBack() ? holdBack.delay() : decision.delay());
        }

        private void later(Duration delay) {
            waiting.add(this);
            timer.after(delay, this::proceed);
            if (closed) {
                abandon();
            }
        }

        private void abandon() {
            waiting.remove(this);
            result.completeExceptionally(Errors.stopped(call));
        }
    }
}
