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
package ai.scriptrun.camel.consumer;

import ai.scriptrun.camel.ResultFormat;
import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.exception.ErrorContext;
import ai.scriptrun.camel.exception.ScriptRunException;
import ai.scriptrun.camel.message.ResultBody;
import ai.scriptrun.camel.message.RunHeaders;
import ai.scriptrun.camel.store.DeliveryAttempt;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;

/** Writes a run into the exchange that delivers it. */
final class ResultMessage {

    private ResultMessage() {}

    /**
     * Fills an exchange.
     *
     * @return the failure that the exchange was given, or {@code null} where it has a result
     */
    static Exception fill(Exchange exchange, InFlightRun run, DeliveryAttempt attempt, ResultFormat format) {
        Message message = exchange.getIn();
        attempt.payload().headers().forEach(message::setHeader);
        exchange.setProperty(
                ScriptRunConstants.INPUT_PROPERTY, attempt.payload().input());
        Exception failure =
                attempt.failure() == null ? run.failure() : RefusedStart.of(run.stored(), attempt.failure());
        if (failure == null && attempt.unreadable() != null) {
            failure = unreadable(run, attempt);
        }
        if (run.finished() == null) {
            RunHeaders.setUnfinished(
                    message, run.stored().workflowId(), run.stored().runId());
        } else {
            RunHeaders.setFinished(message, run.stored().workflowId(), run.finished(), null);
            try {
                message.setBody(ResultBody.of(run.finished(), format));
            } catch (RuntimeException e) {
                // A retry would fail in the same way.
                failure = failure == null ? e : failure;
            }
        }
        message.setHeader(ScriptRunConstants.DELIVERY, attempt.number());
        if (failure != null) {
            fail(exchange, failure);
        }
        return failure;
    }

    private static ScriptRunException unreadable(InFlightRun run, DeliveryAttempt attempt) {
        ErrorContext context = ErrorContext.of(
                "results", run.stored().workflowId(), run.stored().runId());
        return new ScriptRunException(
                context.describe() + " has ended, but the headers and the input that were stored at its start can't be"
                        + " read (record " + run.id() + " of the run store): "
                        + attempt.unreadable().getMessage()
                        + ". Operation awaitResult reads its result by its id.",
                context,
                attempt.unreadable());
    }

    /** As Camel's bridge from consumers to error handlers: there is no step to redeliver to. */
    private static void fail(Exchange exchange, Exception failure) {
        exchange.setException(failure);
        exchange.setProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, failure);
        exchange.setProperty(ExchangePropertyKey.ERRORHANDLER_BRIDGE, true);
        exchange.getExchangeExtension().setRedeliveryExhausted(true);
    }
}
