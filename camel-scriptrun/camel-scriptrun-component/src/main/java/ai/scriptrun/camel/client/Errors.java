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

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import ai.scriptrun.camel.client.ApiCall.Idempotency;
import ai.scriptrun.camel.exception.AuthenticationException;
import ai.scriptrun.camel.exception.ErrorContext;
import ai.scriptrun.camel.exception.NotFoundException;
import ai.scriptrun.camel.exception.RateLimitedException;
import ai.scriptrun.camel.exception.RunNotFoundException;
import ai.scriptrun.camel.exception.RunStartUncertainException;
import ai.scriptrun.camel.exception.ScriptRunApiException;
import ai.scriptrun.camel.exception.ScriptRunException;
import ai.scriptrun.camel.exception.WorkflowRejectedException;
import ai.scriptrun.camel.model.Json;
import ai.scriptrun.camel.model.SafeText;
import com.fasterxml.jackson.databind.JsonNode;

/** Makes the exceptions of one call; each says what was sent, what came back and what to do. */
final class Errors {

    private static final String UNCERTAIN =
            " The run may or may not have been started; it is not started again. Look into the workflow's history"
                    + " (operation getHistory) before you send the input once more.";
    private static final String FOREIGN =
            " The response is not the API's own JSON: it comes from a gateway or proxy in between, or the option baseUrl"
                    + " points elsewhere.";
    private static final String LOOK_FIRST =
            " The service may have processed the call nevertheless: check before you send it again.";

    private final ApiCall call;
    private final UnaryOperator<String> conceal;
    private final int retries;

    /**
     * @param call    the call
     * @param conceal masks the credential in a text
     * @param retries how often the call was retried
     */
    Errors(ApiCall call, UnaryOperator<String> conceal, int retries) {
        this.call = call;
        // Also makes the text safe for a message and for a log.
        this.conceal = text -> SafeText.of(conceal.apply(text));
        this.retries = retries;
    }

    /** A response with an error status, or a redirect. */
    ScriptRunException of(ApiResponse response) {
        int status = response.status();
        ErrorContext context = call.context().answered(status, conceal.apply(response.words()));
        String head = failed(context, context.describeAnswer());
        CallFailure foreign = response.isForeignError() ? CallFailure.foreign(status) : null;
        if (status == 401 || status == 403) {
            return new AuthenticationException(
                    head + " Check the option apiKey or jwtToken: it is missing, wrong, expired, or may not do this."
                            + (foreign == null ? "" : FOREIGN),
                    context,
                    foreign);
        }
        if (status == 404 && foreign == null) {
            return new NotFoundException(
                    head
                            + (context.workflowId() == null
                                    ? " Check the option baseUrl and the page that was asked for."
                                    : " Check the workflow's id and the page that was asked for, and that this"
                                            + " credential may see the workflow."),
                    context,
                    null);
        }
        if (status == 407) {
            return new ScriptRunApiException(
                    head + " The proxy requires authentication: check the options proxyAuthUsername and"
                            + " proxyAuthPassword.",
                    context,
                    foreign);
        }
        if (status == 429) {
            return new RateLimitedException(
                    head + " The service limits the rate of calls: send less at once, or raise maxRetries.",
                    context,
                    null);
        }
        if (status >= 300 && status < 400) {
            return new ScriptRunApiException(head + redirected(response.location()), context, null);
        }
        if (mayBeProcessed(status) && !response.isRefusal()) {
            return inTrouble(head, context, null);
        }
        if (Failures.isTransientStatus(status)) {
            return new ScriptRunApiException(head + " The service is busy; try again later.", context, null);
        }
        return new ScriptRunApiException(
                head + (foreign == null ? " The service does not accept the request as it is." : FOREIGN),
                context,
                foreign);
    }

    /** 408 included: a gateway sends it when the service behind it has the request but is slow to respond. */
    private static boolean mayBeProcessed(int status) {
        return status >= 500 || status == 408;
    }

    private String redirected(Optional<String> location) {
        return " The service redirects, which is not followed so that the credential goes nowhere else."
                + " Check the option baseUrl"
                + location.map(to -> "; it was sent to " + conceal.apply(to) + ".")
                        .orElse(".");
    }

    /** No complete response, or one that is not JSON or too large. */
    ScriptRunException of(CallFailure failure) {
        return of(failure, call.context());
    }

    /** An error of this component or of the JVM, before or after the call was sent. */
    ScriptRunException broken(Throwable error, boolean sent) {
        String what = conceal.apply(error.toString());
        return of(sent ? CallFailure.afterSending(what, error) : CallFailure.beforeSending(what, error));
    }

    /** A response with a success status that is not JSON. */
    ScriptRunException garbled(ApiResponse response, String why) {
        CallFailure failure = CallFailure.garbled(
                conceal.apply("HTTP " + response.status() + ", with a response that is not JSON (" + why + ")"));
        return of(failure, call.context().answered(response.status(), conceal.apply(response.words())));
    }

    private ScriptRunException of(CallFailure failure, ErrorContext context) {
        String head = failed(
                context,
                failure.getMessage() + (context.serviceMessage() == null ? "" : ": " + context.serviceMessage()));
        if (failure.isSent()) {
            return inTrouble(head, context, failure);
        }
        String advice = failure.isTransient()
                ? " Check the option baseUrl, the network and the proxy."
                : " Check the option sslContextParameters, and that baseUrl has the name that the certificate is for.";
        return new ScriptRunApiException(head + " Nothing was sent." + advice, context, failure);
    }

    /** A response that is JSON, but not what the API promises. */
    ScriptRunException unexpected(int httpStatus, String what, JsonNode response) {
        String words = conceal.apply(what + (response == null ? "" : ": " + Json.write(response)));
        ErrorContext context = call.context().answered(httpStatus, words);
        String head = failed(context, "HTTP " + httpStatus + " with " + context.serviceMessage());
        return call.idempotency() == Idempotency.START
                ? new RunStartUncertainException(head + UNCERTAIN, context, null)
                : new ScriptRunApiException(
                        head + " Check that the option baseUrl points to ScriptRun itself.", context, null);
    }

    /** JSON nested too deeply or with values that are too long; a retry would bring the same. */
    ScriptRunException beyondLimits(int httpStatus, String why) {
        CallFailure failure = CallFailure.unacceptable(conceal.apply("HTTP " + httpStatus + " with " + why));
        return of(failure, call.context().answered(httpStatus, null));
    }

    /** A success status of HTTP with an inner status that is an error: the inner status counts. */
    ScriptRunException innerStatus(int httpStatus, int innerStatus, JsonNode response) {
        ErrorContext context = call.context().answered(innerStatus, conceal.apply(Json.write(response.path("data"))));
        String head = failed(
                context,
                "inner status " + innerStatus + " within HTTP " + httpStatus + ": " + context.serviceMessage());
        return mayBeProcessed(innerStatus)
                ? inTrouble(head, context, null)
                : new ScriptRunApiException(head + " The service does not accept the request as it is.", context, null);
    }

    /** A start that was refused because of the workflow's structure or the input. */
    ScriptRunException rejected(int httpStatus, int innerStatus, JsonNode body) {
        List<String> errors = RejectionWords.of(body).stream().map(conceal).toList();
        ErrorContext context = call.context()
                .answered(
                        httpStatus,
                        errors.isEmpty()
                                ? conceal.apply(Json.write(body.hasNonNull("data") ? body.get("data") : body))
                                : String.join("; ", errors));
        return new WorkflowRejectedException(
                context.describe() + " was rejected with status " + innerStatus + ", no run was started: "
                        + context.serviceMessage()
                        + ". Correct the workflow (operation checkWorkflow helps) or the input.",
                context,
                errors);
    }

    /** A request for a run that the service doesn't know. */
    RunNotFoundException runNotFound(int httpStatus, String words) {
        ErrorContext context = call.context().answered(httpStatus, conceal.apply(words));
        return new RunNotFoundException(
                context.describe() + ": the service knows no such run (" + context.describeAnswer()
                        + "). Its id is wrong, it has expired, or it belongs to another account.",
                context,
                null);
    }

    /** A call that was waiting to be sent when the component stopped. */
    ScriptRunException stopped() {
        return new ScriptRunException(
                call.context().describe() + " was given up: the component is stopping.", call.context(), null);
    }

    private ScriptRunException inTrouble(String head, ErrorContext context, Throwable cause) {
        return switch (call.idempotency()) {
            case START -> new RunStartUncertainException(head + UNCERTAIN, context, cause);
            case NOT_IDEMPOTENT -> new ScriptRunApiException(head + LOOK_FIRST, context, cause);
            case IDEMPOTENT -> new ScriptRunApiException(head + advice(context, cause), context, cause);
        };
    }

    private static String advice(ErrorContext context, Throwable cause) {
        if (cause == null) {
            return " The service has failed; try again later.";
        }
        if (context.httpStatus() != null) {
            return " Check that the option baseUrl points to ScriptRun itself.";
        }
        return cause instanceof CallFailure failure && failure.isTransient()
                ? " Check the network, or try again later."
                : "";
    }

    private String failed(ErrorContext context, String what) {
        String after = retries == 0 ? "" : retries == 1 ? ", after 1 retry" : ", after " + retries + " retries";
        return context.describe() + " failed: " + what + after + ".";
    }
}
