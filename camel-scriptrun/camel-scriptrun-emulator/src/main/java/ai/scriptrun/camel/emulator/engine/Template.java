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

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/** Fills in the {@code {{ … }}} variables of a text. */
final class Template {

    /** The API: a field that doesn't exist gives this. */
    private static final String EMPTY_VALUE = "{}";

    private static final Pattern VARIABLE = Pattern.compile("\\{\\{([^{}]*+)}}");

    private Template() {}

    /**
     * Renders a text.
     *
     * @param text text with variables
     * @param roots gives the value of a root, {@code input} or a node's UUID; a missing node where there is none
     * @return the text with every variable replaced: text as it is, everything else as JSON
     */
    static String render(String text, Function<String, JsonNode> roots) {
        if (!text.contains("{{")) {
            return text;
        }
        Matcher variable = VARIABLE.matcher(text);
        return variable.replaceAll(
                match -> Matcher.quoteReplacement(value(match.group(1).strip(), roots)));
    }

    private static String value(String expression, Function<String, JsonNode> roots) {
        Path path = Path.parse(expression);
        if (path == null) {
            return EMPTY_VALUE;
        }
        JsonNode value = path.follow(roots.apply(path.root()));
        if (value.isMissingNode()) {
            return EMPTY_VALUE;
        }
        return value.isTextual() ? value.textValue() : Json.write(value);
    }
}
