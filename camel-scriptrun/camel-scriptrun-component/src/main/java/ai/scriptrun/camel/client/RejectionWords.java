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
import java.util.Set;

import ai.scriptrun.camel.model.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Reads the errors of a rejected start. The API shows a list {@code data.errors} and promises no more than the
 * status; a Django service also answers with a map from fields to texts, with {@code detail}, or with a bare list.
 */
final class RejectionWords {

    /** Keys that name no field. */
    private static final Set<String> PLAIN_KEYS =
            Set.of("errors", "error", "detail", "message", "msg", "non_field_errors");

    private final List<String> errors = new ArrayList<>();

    private RejectionWords() {}

    /** The errors, each with the name of its field where it has one; empty where the service gave none. */
    static List<String> of(JsonNode body) {
        RejectionWords words = new RejectionWords();
        words.read("", given(body));
        return words.errors;
    }

    private static JsonNode given(JsonNode body) {
        JsonNode data = body.path("data");
        if (saysSomething(data.path("errors"))) {
            return data.path("errors");
        }
        if (saysSomething(body.path("errors"))) {
            return body.path("errors");
        }
        if (saysSomething(data)) {
            return data;
        }
        return body instanceof ObjectNode object ? object.deepCopy().without(List.of("status", "data")) : body;
    }

    private static boolean saysSomething(JsonNode node) {
        return node.isContainerNode() ? !node.isEmpty() : node.isValueNode() && !node.isNull();
    }

    private void read(String field, JsonNode node) {
        if (node.isObject()) {
            node.properties().forEach(entry -> read(inside(field, entry.getKey()), entry.getValue()));
        } else if (node.isArray()) {
            // An object in a list is one error, and stays one.
            node.forEach(error -> add(field, error));
        } else if (saysSomething(node)) {
            add(field, node);
        }
    }

    private void add(String field, JsonNode error) {
        String text = error.isTextual() ? error.textValue() : Json.write(error);
        errors.add(field.isEmpty() ? text : field + ": " + text);
    }

    private static String inside(String field, String key) {
        if (PLAIN_KEYS.contains(key)) {
            return field;
        }
        return field.isEmpty() ? key : field + "." + key;
    }
}
