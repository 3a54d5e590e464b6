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

/** The parameters that a node of each type can't do without. */
final class NodeCheck {

    private NodeCheck() {}

    static List<String> errors(Node node) {
        if (node.type().isEmpty()) {
            return List.of("Node " + node.displayName() + " has the unknown type '" + node.typeName() + "'");
        }
        return switch (node.type().get()) {
            case TRIGGER -> trigger(node);
            case IF_ELSE -> ifElse(node);
            case LLM -> llm(node);
            case HTTP -> missing(node, "url");
            case OUTPUT -> List.of();
        };
    }

    private static List<String> trigger(Node node) {
        for (JsonNode field : node.data().path("input_fields")) {
            if (field.path("id").asText().isEmpty()) {
                return List.of("Node " + node.displayName() + " has an input field without id");
            }
        }
        return List.of();
    }

    private static List<String> ifElse(Node node) {
        List<String> errors = missing(node, "condition");
        if (!errors.isEmpty()) {
            return errors;
        }
        JsonNode condition = node.data().path("condition");
        for (String field : List.of("left", "right", "operator")) {
            if (!condition.hasNonNull(field)) {
                errors.add(missingField(node, "condition." + field));
            }
        }
        String operator = condition.path("operator").asText();
        if (errors.isEmpty() && Condition.of(operator).isEmpty()) {
            errors.add("Node " + node.displayName() + " has the unknown operator '" + operator + "'");
        }
        return errors;
    }

    private static List<String> llm(Node node) {
        List<String> errors = new ArrayList<>();
        if (node.data().path("messages").isEmpty()) {
            errors.add(missingField(node, "messages"));
        }
        for (JsonNode message : node.data().path("messages")) {
            if (!message.hasNonNull("role") || !message.hasNonNull("message")) {
                errors.add("Node " + node.displayName() + " has a message without role or message");
            }
        }
        return errors;
    }

    private static List<String> missing(Node node, String field) {
        List<String> errors = new ArrayList<>();
        if (!node.data().hasNonNull(field)) {
            errors.add(missingField(node, field));
        }
        return errors;
    }

    private static String missingField(Node node, String field) {
        return "Node " + node.displayName() + " is missing required field " + field;
    }
}
