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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import ai.scriptrun.camel.client.RunInput;
import ai.scriptrun.camel.client.ScriptRunClient;
import ai.scriptrun.camel.exception.ErrorContext;
import ai.scriptrun.camel.exception.InvalidInputException;
import ai.scriptrun.camel.model.InputField;
import ai.scriptrun.camel.model.Json;
import ai.scriptrun.camel.time.Timer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.apache.camel.support.LRUCacheFactory;

/**
 * Checks a run's input against the fields that the workflow declares, before anything is started: what is required must
 * be there, and what is selected must be one of the options. The service fills in missing values.
 */
final class InputCheck {

    private static final Duration LIFETIME = Duration.ofMinutes(1);

    private final ScriptRunClient client;
    private final Timer timer;
    private final Map<Long, Cached> cache = LRUCacheFactory.newLRUCache(1_000);

    InputCheck(ScriptRunClient client, Timer timer) {
        this.client = client;
        this.timer = timer;
    }

    /** Fails with an {@link InvalidInputException} that names every violation. */
    CompletableFuture<Void> check(long workflowId, RunInput input) {
        return fields(workflowId).thenAccept(fields -> check(workflowId, fields, input));
    }

    private CompletableFuture<List<InputField>> fields(long workflowId) {
        Instant now = timer.now();
        Cached cached = cache.get(workflowId);
        if (cached == null || !now.isBefore(cached.until) || cached.fields.isCompletedExceptionally()) {
            cached = new Cached(
                    client.getInputFields(workflowId).thenApply(response -> response.value()), now.plus(LIFETIME));
            cache.put(workflowId, cached);
        }
        return cached.fields;
    }

    private static void check(long workflowId, List<InputField> fields, RunInput input) {
        JsonNode value = object(input);
        List<String> violations = new ArrayList<>();
        for (InputField field : fields) {
            if (field.getId() == null) {
                continue;
            }
            JsonNode given = value.path(field.getId());
            boolean missing = given.isMissingNode()
                    || given.isNull()
                    || (given.isTextual() && given.asText().isBlank());
            if (missing && field.isRequired() && !hasDefault(field)) {
                violations.add("'" + field.getId() + "'"
                        + (field.getTitle() == null ? "" : " (" + field.getTitle() + ")") + " is required");
            } else if (!missing && !field.getOptions().isEmpty() && !isOption(field, given)) {
                violations.add("'" + field.getId() + "' is " + shortened(Json.write(given)) + " and has to be one of "
                        + field.getOptions().stream()
                                .map(InputField.Option::getValue)
                                .toList());
            }
        }
        if (!violations.isEmpty()) {
            throw new InvalidInputException(
                    "The input of workflow " + workflowId + " doesn't fit its input fields, nothing was started: "
                            + String.join("; ", violations) + ".",
                    ErrorContext.of("runWorkflow", workflowId, null),
                    null);
        }
    }

    /** The service fills in a default. */
    private static boolean hasDefault(InputField field) {
        return (field.getDefaultValue() != null && !field.getDefaultValue().isEmpty())
                || field.getOptions().stream().anyMatch(InputField.Option::isDefault);
    }

    private static String shortened(String value) {
        return value.length() > 80 ? value.substring(0, 80) + "…" : value;
    }

    private static boolean isOption(InputField field, JsonNode given) {
        return given.isValueNode()
                && field.getOptions().stream().anyMatch(option -> given.asText().equals(option.getValue()));
    }

    /** Plain text has no fields. */
    private static JsonNode object(RunInput input) {
        try {
            return input.isJson() ? Json.read(input.asText()) : JsonNodeFactory.instance.objectNode();
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    private record Cached(CompletableFuture<List<InputField>> fields, Instant until) {}
}
