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
package ai.scriptrun.camel.producer;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import ai.scriptrun.camel.connection.ScriptRunConnection;
import ai.scriptrun.camel.exception.RunFailedException;
import ai.scriptrun.camel.message.ResultBody;
import ai.scriptrun.camel.message.RunHeaders;
import ai.scriptrun.camel.result.FinishedRun;
import ai.scriptrun.camel.run.AwaitedRun;
import ai.scriptrun.camel.run.RunErrors;
import ai.scriptrun.camel.run.RunLog;
import ai.scriptrun.camel.run.RunPolicy;
import ai.scriptrun.camel.run.RunTraces;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.ExchangeHelper;

/** Awaits a run for an exchange and sets the exchange's message from the result. */
final class Awaiting {

    private final ScriptRunConnection connection;
    private final ProducerOptions options;
    private final RunPolicy policy;

    Awaiting(ScriptRunConnection connection, ProducerOptions options) {
        this.connection = connection;
        this.options = options;
        this.policy = options.policy();
    }

    /** Waits for a run, and sets the message from it. */
    CompletableFuture<?> run(Exchange exchange, String operation, Long workflowId, String runId, Instant startedAt) {
        return finished(exchange, operation, workflowId, runId, startedAt)
                .thenAccept(finished -> set(exchange, operation, workflowId, finished));
    }

    /**
     * Waits for a run.
     *
     * @param startedAt when this exchange started the run, so that an immediate poll is useless; {@code null} if
     *                  unknown
     */
    CompletableFuture<FinishedRun> finished(
            Exchange exchange, String operation, Long workflowId, String runId, Instant startedAt) {
        Instant now = connection.timer().now();
        AwaitedRun run = new AwaitedRun(
                operation,
                workflowId,
                runId,
                startedAt == null ? now : startedAt,
                startedAt != null,
                now.plus(options.awaitTimeout()));
        Duration interval = startedAt == null ? Duration.ZERO : policy.pollInterval();
        Duration firstPoll = interval.compareTo(options.awaitTimeout()) < 0 ? interval : options.awaitTimeout();
        LogContext log = new LogContext();
        RunTraces traces = connection.traces();
        Map<String, Object> starter = traces.context(exchange.getMessage().getHeaders());
        return connection.driver().await(run, policy, firstPoll).result().thenApply(finished -> {
            Instant end = connection.timer().now();
            traces.ended(new RunTraces.Ended(run, finished, null, end), starter);
            log.run(() -> RunLog.ended(ExchangeHelper.getAtRouteId(exchange), run, finished, end));
            return finished;
        });
    }

    /** Sets the message from a run; a failed run raises {@link RunFailedException} unless the options say otherwise. */
    void set(Exchange exchange, String operation, Long workflowId, FinishedRun finished) {
        Message message = exchange.getMessage();
        RunHeaders.setFinished(message, workflowId, finished, 200);
        if (finished.failed() && options.throwExceptionOnFailure()) {
            throw RunErrors.failed(operation, workflowId, finished);
        }
        message.setBody(ResultBody.of(finished, options.resultFormat()));
    }
}
