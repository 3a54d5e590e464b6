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
package ai.scriptrun.camel.emulator.engine;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The input of a run, after the trigger's input fields had their say.
 *
 * @param value the input with the fields' default values filled in
 * @param errors which required fields it lacks
 */
record RunInput(JsonNode value, List<String> errors) {

    static RunInput of(Workflow workflow, JsonNode given) {
        List<String> errors = new ArrayList<>();
        ObjectNode filled =
                given.isObject() ? JsonNodeFactory.instance.objectNode().setAll((ObjectNode) given) : null;
        for (JsonNode field : workflow.inputFields()) {
            String id = field.path("id").asText();
            if (!isEmpty(given.path(id))) {
                continue;
            }
            JsonNode defaultValue = field.path("default_value");
            if (!isEmpty(defaultValue) && filled != null) {
                filled.set(id, defaultValue);
            } else if (field.path("input_requirements").asBoolean()) {
                errors.add("Input field " + id + " is required");
            }
        }
        return new RunInput(filled == null ? given : filled, errors);
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || (value.isTextual() && value.textValue().isEmpty());
    }
}
