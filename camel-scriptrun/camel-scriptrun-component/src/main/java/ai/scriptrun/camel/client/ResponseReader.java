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
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.scriptrun.camel.exception.ScriptRunException;
import ai.scriptrun.camel.model.Json;
import ai.scriptrun.camel.model.RunId;
import ai.scriptrun.camel.model.StatusWords;
import ai.scriptrun.camel.model.WorkflowRun;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Turns one call's response into the model, or says in what way it is not what the API promises. */
final class ResponseReader {

    private static final Pattern PAGE_NUMBER = Pattern.compile("[?&]page=([0-9]{1,9})(?:&|$)");
    private static final int ACCEPTED = 201;

    private final ApiCall call;
    private final ApiResponse response;
    private final Errors errors;

    ResponseReader(ApiCall call, ApiResponse response, Errors errors) {
        this.call = call;
        this.response = response;
        this.errors = errors;
    }

    JsonNode value() {
        if (response.body().length == 0) {
            throw unexpected("an empty body", null);
        }
        try {
            return Json.read(response.body());
        } catch (StreamConstraintsException e) {
            throw errors.beyondLimits(response.status(), "JSON beyond the limits (" + e.getOriginalMessage() + ")");
        } catch (JsonProcessingException e) {
            throw errors.garbled(response, e.getOriginalMessage());
        }
    }

    ObjectNode object() {
        return object(value());
    }

    <T> List<T> list(Function<ObjectNode, T> view) {
        JsonNode value = value();
        return list(value, value, view);
    }

    /** A page as Django sends it ({@code count}, {@code next}, {@code results}); a bare array counts as the only page. */
    <T> Page<T> page(int number, Function<ObjectNode, T> view) {
        JsonNode value = value();
        if (value.isArray()) {
            List<T> items = list(value, value, view);
            return new Page<>(items, (long) items.size(), null);
        }
        ObjectNode page = object(value);
        JsonNode count = page.path("count");
        return new Page<>(
                list(page.path("results"), page, view),
                count.isIntegralNumber() && count.canConvertToLong() ? count.longValue() : null,
                nextPage(page, number));
    }

    /** Only the page number of the link is used, so that no link can lead to another host. */
    private Integer nextPage(ObjectNode page, int current) {
        JsonNode link = page.path("next");
        if (!link.isTextual() || link.textValue().isBlank()) {
            return null;
        }
        Matcher number = PAGE_NUMBER.matcher(link.textValue());
        if (!number.find()) {
            throw unexpected("a link to the next page that has no page number: " + link.textValue(), null);
        }
        int next = Integer.parseInt(number.group(1));
        // A link back would page forever.
        return next > current ? Integer.valueOf(next) : null;
    }

    /** The response to a start: its inner status decides, and not the HTTP status. */
    WorkflowRun startedRun() {
        ObjectNode body = object();
        JsonNode status = body.path("status");
        if (!status.isInt()) {
            throw unexpected("no inner status", body);
        }
        if (isRejection(status.intValue())) {
            throw errors.rejected(response.status(), status.intValue(), body);
        }
        if (RunId.isValid(body.path("data").path("id").asText()) && status.intValue() != ACCEPTED) {
            throw unexpected("the inner status " + status.intValue() + " and the id of a run", body);
        }
        if (status.intValue() >= 400) {
            throw errors.innerStatus(response.status(), status.intValue(), body);
        }
        if (status.intValue() != ACCEPTED) {
            throw unexpected("the inner status " + status.intValue(), body);
        }
        if (!(body.get("data") instanceof ObjectNode run)
                || !RunId.isValid(run.path("id").asText())) {
            throw unexpected("a run whose id is no UUID", body);
        }
        return new WorkflowRun(run);
    }

    /** A response with an error status. */
    ScriptRunException error() {
        return errors.of(response);
    }

    /** The error of a request for a run. The API has no 404 here: a 400 means an unknown run, and nothing else. */
    ScriptRunException noRun() {
        return (response.status() == 400 || response.status() == 404) && response.isApiJson()
                ? errors.runNotFound(response.status(), response.words())
                : errors.of(response);
    }

    /** The error of a start: a rejection, where the body says so as it does with a success status. */
    ScriptRunException notStarted() {
        try {
            if (isRejection(response.status())
                    && Json.read(response.body()) instanceof ObjectNode body
                    && body.path("status").isInt()
                    && isRejection(body.path("status").intValue())) {
                return errors.rejected(response.status(), body.path("status").intValue(), body);
            }
        } catch (JsonProcessingException e) {
            // Then it is an error like any other.
        }
        return errors.of(response);
    }

    private static boolean isRejection(int status) {
        return status == 400 || status == 422;
    }

    /** The response to a question for a run. */
    WorkflowRun run() {
        ObjectNode body = object();
        JsonNode inner = body.path("status");
        int status = inner.isInt() ? inner.intValue() : 200;
        if (status == 400
                || status == 404
                || StatusWords.NOT_FOUND.equals(body.path("data").path("status").asText())) {
            throw errors.runNotFound(response.status(), StatusWords.NOT_FOUND);
        }
        if (status >= 400) {
            throw errors.innerStatus(response.status(), status, body);
        }
        if (status < 200 || status > 299 || !(body.get("data") instanceof ObjectNode run)) {
            throw unexpected("the inner status " + status + " and no run", body);
        }
        WorkflowRun result = new WorkflowRun(run);
        String asked = call.context().runId();
        if (result.getStatus() == null
                || (result.getId() != null && !result.getId().equalsIgnoreCase(asked))) {
            throw unexpected("something that is not the run that was asked for", body);
        }
        return result;
    }

    private <T> List<T> list(JsonNode array, JsonNode body, Function<ObjectNode, T> view) {
        if (!array.isArray()) {
            throw unexpected("no list", body);
        }
        List<T> items = new ArrayList<>(array.size());
        boolean isOther = false;
        for (JsonNode item : array) {
            if (item instanceof ObjectNode object) {
                items.add(view.apply(object));
            } else {
                isOther |= !item.isNull();
            }
        }
        // An entry that is no object is skipped; a list of nothing else is not the API's.
        if (isOther && items.isEmpty()) {
            throw unexpected("a list without a single JSON object", body);
        }
        return items;
    }

    private ObjectNode object(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw unexpected("something that is no JSON object", node);
    }

    private ScriptRunException unexpected(String what, JsonNode body) {
        return errors.unexpected(response.status(), what, body);
    }
}
