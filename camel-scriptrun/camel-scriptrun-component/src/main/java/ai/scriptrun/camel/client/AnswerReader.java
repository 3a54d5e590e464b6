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

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.scriptrun.camel.exception.ErrorContext;
import ai.scriptrun.camel.exception.RunNotFoundException;
import ai.scriptrun.camel.exception.ScriptRunException;
import ai.scriptrun.camel.exception.WorkflowRejectedException;
import ai.scriptrun.camel.model.Json;
import ai.scriptrun.camel.model.RunStatus;
import ai.scriptrun.camel.model.WorkflowRun;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Turns the JSON of one call's answer into the model, or says in what way it is not what the API promises. */
final class AnswerReader {

    private static final Pattern PAGE_NUMBER = Pattern.compile("[?&]page=([0-9]{1,9})(?:&|$)");
    private static final int ACCEPTED = 201;

    private final ApiCall call;
    private final int httpStatus;
    private final JsonNode body;

    AnswerReader(ApiCall call, ApiResult<JsonNode> answer) {
        this.call = call;
        this.httpStatus = answer.httpStatus();
        this.body = answer.value();
    }

    JsonNode value() {
        if (body == null) {
            throw unexpected("an empty body");
        }
        return body;
    }

    ObjectNode object() {
        return object(value());
    }

    <T> List<T> list(Function<ObjectNode, T> view) {
        return list(value(), view);
    }

    /** A page of Django's kind ({@code count}, {@code next}, {@code results}); a bare array counts as the only page. */
    <T> Page<T> page(int number, Function<ObjectNode, T> view) {
        if (value().isArray()) {
            List<T> items = list(body, view);
            return new Page<>(items, (long) items.size(), null);
        }
        ObjectNode page = object();
        JsonNode count = page.path("count");
        return new Page<>(
                list(page.path("results"), view),
                count.isIntegralNumber() ? count.longValue() : null,
                nextPage(page.path("next"), number));
    }

    /** Only the number is taken from the link, so that no link leads anywhere but to the service itself. */
    private static Integer nextPage(JsonNode link, int current) {
        if (!link.isTextual() || link.textValue().isBlank()) {
            return null;
        }
        Matcher page = PAGE_NUMBER.matcher(link.textValue());
        int next = page.find() ? Integer.parseInt(page.group(1)) : current + 1;
        // A link back would page forever.
        return next > current ? Integer.valueOf(next) : null;
    }

    /** The answer to a start: its inner status decides, whatever HTTP says. */
    WorkflowRun startedRun() {
        ObjectNode answer = object();
        JsonNode status = answer.path("status");
        if (!status.isIntegralNumber()) {
            throw unexpected("no inner status: " + Json.write(answer));
        }
        if (status.intValue() == 400 || status.intValue() == 422) {
            throw rejected(answer, status.intValue());
        }
        if (status.intValue() != ACCEPTED) {
            throw unexpected("the inner status " + status.intValue() + ": " + Json.write(answer));
        }
        if (!(answer.get("data") instanceof ObjectNode run)
                || !isUuid(run.path("id").asText())) {
            throw unexpected("a run whose id is no UUID: " + Json.write(answer));
        }
        return new WorkflowRun(run);
    }

    private ScriptRunException rejected(ObjectNode answer, int status) {
        List<String> errors = new ArrayList<>();
        answer.path("data")
                .path("errors")
                .forEach(error -> errors.add(error.isTextual() ? error.textValue() : Json.write(error)));
        String words = errors.isEmpty() ? Json.write(answer.path("data")) : String.join("; ", errors);
        ErrorContext context = call.context().answered(httpStatus, words);
        return new WorkflowRejectedException(
                context.describe() + " was rejected with status " + status + ", no run was started: "
                        + context.serviceMessage()
                        + ". Mend the workflow (operation checkWorkflow helps) or the input.",
                context,
                errors);
    }

    /** The answer to a question for a run. */
    WorkflowRun run() {
        ObjectNode answer = object();
        int status = answer.path("status").asInt(200);
        if (status == 400
                || status == 404
                || RunStatus.NOT_FOUND.equals(answer.at("/data/status").asText())) {
            throw notFound(call.context().answered(httpStatus, RunStatus.NOT_FOUND));
        }
        if (status < 200 || status > 299 || !(answer.get("data") instanceof ObjectNode run)) {
            throw unexpected("the inner status " + status + ": " + Json.write(answer));
        }
        WorkflowRun result = new WorkflowRun(run);
        String asked = call.context().runId();
        if (result.getStatus() == null
                || (result.getId() != null && !result.getId().equalsIgnoreCase(asked))) {
            throw unexpected("something that is not the run that was asked for: " + Json.write(answer));
        }
        return result;
    }

    static RunNotFoundException notFound(ErrorContext context) {
        return new RunNotFoundException(
                context.describe() + ": the service knows no such run (" + context.describeAnswer()
                        + "). Its id is wrong, it has expired, or it belongs to another account.",
                context,
                null);
    }

    private <T> List<T> list(JsonNode array, Function<ObjectNode, T> view) {
        if (!array.isArray()) {
            throw unexpected("no list: " + Json.write(body));
        }
        List<T> items = new ArrayList<>(array.size());
        array.forEach(item -> items.add(view.apply(object(item))));
        return items;
    }

    private ObjectNode object(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw unexpected("something that is no JSON object: " + Json.write(node));
    }

    private ScriptRunException unexpected(String what) {
        return Errors.unexpected(call, httpStatus, what);
    }

    private static boolean isUuid(String text) {
        try {
            return text.length() == 36 && UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
