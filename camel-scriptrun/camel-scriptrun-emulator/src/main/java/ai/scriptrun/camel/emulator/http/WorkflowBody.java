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
package ai.scriptrun.camel.emulator.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.scriptrun.camel.emulator.engine.Workflow;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The body of create and update, checked as the service checks it. What the body doesn't have is {@code null}.
 *
 * @param project the project's number
 * @param title the title
 * @param data the structure, which may be empty or broken: only running it needs a sound one
 */
record WorkflowBody(Long project, String title, JsonNode data) {

    /** Reads a body that must have every field. */
    static WorkflowBody complete(ObjectNode json) {
        return read(json, List.of("project", "title", "data"));
    }

    /** Reads a body that may leave out any field. */
    static WorkflowBody partial(ObjectNode json) {
        return read(json, List.of());
    }

    private static WorkflowBody read(ObjectNode json, List<String> required) {
        Map<String, String> errors = new LinkedHashMap<>();
        for (String field : required) {
            if (!json.has(field)) {
                errors.put(field, "This field is required.");
            }
        }
        json.properties().forEach(field -> {
            String error = error(field.getKey(), field.getValue());
            if (error != null) {
                errors.put(field.getKey(), error);
            }
        });
        if (!errors.isEmpty()) {
            throw ApiException.invalid(errors);
        }
        return new WorkflowBody(
                json.has("project") ? Long.valueOf(json.path("project").asText()) : null,
                json.path("title").asText(null),
                json.get("data"));
    }

    private static String error(String field, JsonNode value) {
        boolean known = List.of("project", "title", "data").contains(field);
        if (known && value.isNull()) {
            return "This field may not be null.";
        }
        return switch (field) {
            case "project" -> isNumber(value.asText()) ? null : "A valid integer is required.";
            case "title" ->
                value.isContainerNode() || value.isBoolean()
                        ? "Not a valid string."
                        : value.asText().isBlank() ? "This field may not be blank." : null;
            case "data" -> value.isObject() ? null : "Value must be a JSON object.";
            default -> null;
        };
    }

    static long projectFilter(String text) {
        if (!isNumber(text)) {
            throw ApiException.invalid(Map.of("project", "Enter a number."));
        }
        return Long.parseLong(text);
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d{1,18}");
    }

    Workflow appliedTo(Workflow old) {
        return new Workflow(
                old.id(),
                project == null ? old.project() : project,
                title == null ? old.title() : title,
                data == null ? old.data() : data);
    }
}
