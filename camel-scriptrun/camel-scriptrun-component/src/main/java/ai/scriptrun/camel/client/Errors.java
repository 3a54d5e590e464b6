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
import java.util.function.UnaryOperator;

import ai.scriptrun.camel.client.ApiCall.Repetition;
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
import com.fasterxml.jackson.databind.JsonNode;

/** Words every failure of one call for the person who reads it at night: what was asked, what came back, what to do. */
final class Errors {

    private static final String UNCERTAIN =
            " The run may or may not have been started; it is not started again. Look into the workflow's history"
                    + " (operation getHistory) before you send the input once more.";
    private static final String LOOK_FIRST = " The service may have done it all the same: look before you try again.";

    private final ApiCall call;
    private final UnaryOperator<String> conceal;
    private final int retries;

    /**
     * @param call    what was asked
     * @param conceal takes the credential out of what came back
     * @param retries how often it was asked again
     */
    Errors(ApiCall call, UnaryOperator<String> conceal, int retries) {
        this.call = call;
        this.conceal = conceal;
        this.retries = retries;
    }

    /** An answer with an error status, or a redirect. */
    ScriptRunException of(ApiAnswer answer) {
        int status = answer.status();
        ErrorContext context = call.context().answered(status, conceal.apply(answer.words()));
        String head = failed(context, context.describeAnswer());
        if (status == 401 || status == 403) {
            return new AuthenticationException(
                    head + " Check the option apiKey or jwtToken: it is missing, wrong, expired, or may not do this.",
                    context,
                    null);
        }
        if (status == 404) {
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
                    head + " The proxy wants to know who is calling: check the options proxyAuthUsername and"
                            + " proxyAuthPassword.",
                    context,
                    null);
        }
        if (status == 429) {
            return new RateLimitedException(
                    head + " The service wants fewer calls: send less at once, or raise maxRetries.", context, null);
        }
        if (status >= 300 && status < 400) {
            return new ScriptRunApiException(head + redirected(answer.location()), context, null);
        }
        return status >= 500 && !answer.isRefusal()
                ? inTrouble(head, context, null)
                : new ScriptRunApiException(
                        head
                                + (status >= 500
                                        ? " The service is busy; try again later."
                                        : " The service does not accept the request as it is."),
                        context,
                        null);
    }

    private String redirected(String location) {
        return " The service redirects, which is not followed so that the credential goes nowhere else."
                + " Check the option baseUrl"
                + (location == null ? "." : "; it was sent to " + conceal.apply(location) + ".");
    }

    /** No whole answer, or one that is no JSON or too large. */
    ScriptRunException of(CallFailure failure) {
        return of(failure, call.context());
    }

    /** An answer with a good status that is no JSON. */
    ScriptRunException garbled(ApiAnswer answer, String why) {
        CallFailure failure = CallFailure.garbled(
                conceal.apply("HTTP " + answer.status() + ", with an answer that is no JSON (" + why + ")"));
        return of(failure, call.context().answered(answer.status(), conceal.apply(answer.words())));
    }

    private ScriptRunException of(CallFailure failure, ErrorContext context) {
        String head = failed(
                context,
                failure.getMessage() + (context.serviceMessage() == null ? "" : ": " + context.serviceMessage()));
        if (failure.isSent()) {
            return inTrouble(head, context, failure);
        }
        String advice = failure.isPassing()
                ? " Check the option baseUrl, the network and the proxy."
                : " Check the option sslContextParameters, and that baseUrl has the name that the certificate is for.";
        return new ScriptRunApiException(head + " Nothing was sent." + advice, context, failure);
    }

    /** An answer that is JSON, but not what the API promises. */
    ScriptRunException unexpected(int httpStatus, String what, JsonNode answer) {
        String words = conceal.apply(what + (answer == null ? "" : ": " + Json.write(answer)));
        ErrorContext context = call.context().answered(httpStatus, words);
        String head = failed(context, "HTTP " + httpStatus + " with " + context.serviceMessage());
        return call.repetition() == Repetition.START
                ? new RunStartUncertainException(head + UNCERTAIN, context, null)
                : new ScriptRunApiException(
                        head + " Check that the option baseUrl points to ScriptRun itself.", context, null);
    }

    /** A good HTTP status around an inner one that is an error; the inner one is what the service means. */
    ScriptRunException innerStatus(int httpStatus, int innerStatus, JsonNode answer) {
        ErrorContext context = call.context().answered(innerStatus, conceal.apply(Json.write(answer.path("data"))));
        String head = failed(
                context,
                "inner status " + innerStatus + " within HTTP " + httpStatus + ": " + context.serviceMessage());
        return innerStatus >= 500
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
                        + ". Mend the workflow (operation checkWorkflow helps) or the input.",
                context,
                errors);
    }

    /** A question for a run that the service doesn't know. */
    RunNotFoundException runNotFound(int httpStatus, String words) {
        ErrorContext context = call.context().answered(httpStatus, conceal.apply(words));
        return new RunNotFoundException(
                context.describe() + ": the service knows no such run (" + context.describeAnswer()
                        + "). Its id is wrong, it has expired, or it belongs to another account.",
                context,
                null);
    }

    /** A call that was waiting for its turn when the component stopped. */
    ScriptRunException stopped() {
        return new ScriptRunException(
                call.context().describe() + " was given up: the component is stopping.", call.context(), null);
    }

    private ScriptRunException inTrouble(String head, ErrorContext context, Throwable cause) {
        return switch (call.repetition()) {
            case START -> new RunStartUncertainException(head + UNCERTAIN, context, cause);
            case UNSAFE -> new ScriptRunApiException(head + LOOK_FIRST, context, cause);
            case SAFE -> new ScriptRunApiException(head + advice(context, cause), context, cause);
        };
    }

    private static String advice(ErrorContext context, Throwable cause) {
        if (cause == null) {
            return " The service is in trouble; try again later.";
        }
        if (context.httpStatus() != null) {
            return " Check that the option baseUrl points to ScriptRun itself.";
        }
        return cause instanceof CallFailure failure && failure.isPassing()
                ? " Check the network, or try again later."
                : "";
    }

    private String failed(ErrorContext context, String what) {
        String after = retries == 0 ? "" : retries == 1 ? ", after 1 retry" : ", after " + retries + " retries";
        return context.describe() + " failed: " + what + after + ".";
    }
}
