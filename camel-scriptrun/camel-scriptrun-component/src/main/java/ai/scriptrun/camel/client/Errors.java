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

import ai.scriptrun.camel.client.ApiCall.Repetition;
import ai.scriptrun.camel.exception.AuthenticationException;
import ai.scriptrun.camel.exception.ErrorContext;
import ai.scriptrun.camel.exception.NotFoundException;
import ai.scriptrun.camel.exception.RateLimitedException;
import ai.scriptrun.camel.exception.RunStartUncertainException;
import ai.scriptrun.camel.exception.ScriptRunApiException;
import ai.scriptrun.camel.exception.ScriptRunException;
import com.fasterxml.jackson.core.JsonProcessingException;

/** Words every failed call for the person who reads it at night: what was asked, what came back, what to do. */
final class Errors {

    private static final String UNCERTAIN =
            " The run may or may not have been started; it is not started again. Look into the workflow's history"
                    + " (operation getHistory) before you send the input once more.";

    private Errors() {}

    static ScriptRunException of(ApiCall call, ApiAnswer answer, int retries) {
        int status = answer.status();
        ErrorContext context = call.context().answered(status, answer.words());
        String head = context.describe() + " failed: " + context.describeAnswer() + after(retries) + ". ";
        if (status == 401 || status == 403) {
            return new AuthenticationException(
                    head + "Check the option apiKey or jwtToken: it is missing, wrong, expired, or may not do this.",
                    context,
                    null);
        }
        if (status == 404) {
            return new NotFoundException(
                    head + "Check the workflow's id, and that this credential may see it.", context, null);
        }
        if (status == 429) {
            return new RateLimitedException(
                    head + "The service wants fewer calls: send less at once, or raise maxRetries.", context, null);
        }
        if (status >= 300 && status < 400) {
            return new ScriptRunApiException(
                    head + "The service redirects, which is not followed so that the credential goes nowhere else."
                            + " Check the option baseUrl"
                            + (answer.location() == null ? "." : "; it was sent to " + answer.location() + "."),
                    context,
                    null);
        }
        if (status >= 500 && call.repetition() == Repetition.START && !isRefusal(answer)) {
            return new RunStartUncertainException(head.strip() + UNCERTAIN, context, null);
        }
        String advice = status >= 500
                ? "The service is in trouble; try again later."
                : "The service does not accept the request as it is.";
        return new ScriptRunApiException(head + advice, context, null);
    }

    static ScriptRunException of(ApiCall call, CallFailure failure, int retries) {
        ErrorContext context = call.context();
        String head = context.describe() + " failed: " + failure.getMessage() + after(retries) + ".";
        if (!failure.isSent()) {
            return new ScriptRunApiException(
                    head + " Nothing was sent. Check the option baseUrl, the network and the proxy.", context, failure);
        }
        if (call.repetition() == Repetition.START) {
            return new RunStartUncertainException(head + UNCERTAIN, context, failure);
        }
        if (call.repetition() == Repetition.UNSAFE) {
            return new ScriptRunApiException(
                    head + " The service may have done it all the same: look before you try again.", context, failure);
        }
        return new ScriptRunApiException(head, context, failure);
    }

    /** An answer with a good status that is no JSON. */
    static ScriptRunException garbled(ApiCall call, ApiAnswer answer, int retries, JsonProcessingException cause) {
        return unexpected(call, answer.status(), "an answer that is no JSON: " + answer.words(), retries, cause);
    }

    /** An answer that is JSON, but not what the API promises. */
    static ScriptRunException unexpected(ApiCall call, int status, String what) {
        return unexpected(call, status, what, 0, null);
    }

    static ScriptRunException stopped(ApiCall call) {
        return new ScriptRunException(
                call.context().describe() + " was given up: the component is stopping.", call.context(), null);
    }

    private static ScriptRunException unexpected(ApiCall call, int status, String what, int retries, Throwable cause) {
        ErrorContext context = call.context().answered(status, what);
        String head = context.describe() + " failed: HTTP " + status + " with " + context.serviceMessage()
                + after(retries) + ".";
        return call.repetition() == Repetition.START
                ? new RunStartUncertainException(head + UNCERTAIN, context, cause)
                : new ScriptRunApiException(
                        head + " Check that the option baseUrl points to ScriptRun itself.", context, cause);
    }

    private static boolean isRefusal(ApiAnswer answer) {
        return answer.status() == 503 && answer.retryAfter() != null;
    }

    private static String after(int retries) {
        return retries == 0 ? "" : retries == 1 ? ", after 1 retry" : ", after " + retries + " retries";
    }
}
