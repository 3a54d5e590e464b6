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
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import ai.scriptrun.camel.model.Json;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a refused start says is wrong. The API shows a list in {@code data.errors} and promises no shape, so the others
 * that Django has are read too: {@code errors} beside {@code data}, a map from fields to texts, {@code detail}, a bare
 * list or text, and fields without anything around them.
 */
final class Rejection {

    private final UnaryOperator<String> clean;
    private final List<String> errors = new ArrayList<>();

    private Rejection(UnaryOperator<String> clean) {
        this.clean = clean;
    }

    /** The errors of a response, each made fit for a message; empty where it has none. */
    static List<String> errors(JsonNode body, UnaryOperator<String> clean) {
        JsonNode data = body.path("data");
        Rejection rejection = new Rejection(clean);
        Stream.of(data.path("errors"), body.path("errors"), data.path("detail"), body.path("detail"), data)
                .filter(Rejection::isSomething)
                .findFirst()
                .ifPresent(rejection::addAll);
        return rejection.errors;
    }

    private static boolean isSomething(JsonNode node) {
        return !node.isMissingNode() && !node.isNull() && !(node.isContainerNode() && node.isEmpty());
    }

    private void addAll(JsonNode given) {
        if (given.isObject()) {
            given.properties().forEach(field -> addEach(field.getKey() + ": ", field.getValue()));
        } else {
            addEach("", given);
        }
    }

    private void addEach(String field, JsonNode given) {
        if (given.isArray()) {
            given.forEach(error -> add(field, error));
        } else {
            add(field, given);
        }
    }

    private void add(String field, JsonNode error) {
        errors.add(clean.apply(field + (error.isTextual() ? error.textValue() : Json.write(error))));
    }
}
