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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** What a node sees of its run: the input, the results so far, and which node led to it. Used by one thread. */
final class RunContext {

    private final JsonNode input;
    private final Map<String, NodeResult> results = new HashMap<>();
    private final List<NodeResult> inOrder = new ArrayList<>();
    private final Map<String, String> cameFrom = new HashMap<>();

    RunContext(JsonNode input) {
        this.input = input;
    }

    JsonNode input() {
        return input;
    }

    void add(NodeResult result) {
        results.put(result.id(), result);
        inOrder.add(result);
    }

    List<NodeResult> results() {
        return List.copyOf(inOrder);
    }

    void lead(String from, String to) {
        cameFrom.put(to, from);
    }

    boolean leadsTo(String id) {
        return cameFrom.containsKey(id);
    }

    /** The content of the last executed node that led to this one. */
    String contentBefore(Node node) {
        NodeResult before = results.get(cameFrom.get(node.id()));
        return before == null ? "" : before.content();
    }

    String render(String text) {
        return Template.render(text, this::root);
    }

    /** Renders every text in a JSON value; what is not text stays as it is. */
    JsonNode render(JsonNode value) {
        if (value.isTextual()) {
            return TextNode.valueOf(render(value.textValue()));
        }
        if (value.isObject()) {
            ObjectNode rendered = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(field -> rendered.set(field.getKey(), render(field.getValue())));
            return rendered;
        }
        if (value.isArray()) {
            ArrayNode rendered = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> rendered.add(render(element)));
            return rendered;
        }
        return value;
    }

    /** Renders a value that may be text or any other JSON value, to text. */
    String renderText(JsonNode value) {
        return value.isTextual() ? render(value.textValue()) : Json.write(render(value));
    }

    private JsonNode root(String name) {
        if (name.equals("input")) {
            return input;
        }
        NodeResult result = results.get(name);
        return result == null ? MissingNode.getInstance() : result.toJson();
    }
}
