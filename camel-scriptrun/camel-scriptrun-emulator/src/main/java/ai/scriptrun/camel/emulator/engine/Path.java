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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * Where a template variable points: a root, that is {@code input} or a node's UUID, and steps down from there. A step
 * is a field name or an array index, written {@code .name}, {@code .0}, {@code [0]} or {@code ["name"]}.
 */
record Path(String root, List<String> steps) {

    private static final Pattern ROOT = Pattern.compile("[^.\\[\\]\\s]+");
    private static final Pattern STEP = Pattern.compile("\\.([^.\\[\\]\\s]+)|\\[\\s*(\\d+|\"[^\"]*\"|'[^']*')\\s*]");

    /** Parses an expression; {@code null} if it is not a path. */
    static Path parse(String expression) {
        Matcher root = ROOT.matcher(expression);
        if (!root.lookingAt()) {
            return null;
        }
        List<String> steps = new ArrayList<>();
        Matcher step = STEP.matcher(expression).region(root.end(), expression.length());
        int end = root.end();
        while (step.lookingAt()) {
            steps.add(step.group(1) != null ? step.group(1) : unquoted(step.group(2)));
            end = step.end();
            step.region(end, expression.length());
        }
        return end == expression.length() ? new Path(root.group(), steps) : null;
    }

    private static String unquoted(String step) {
        return Character.isDigit(step.charAt(0)) ? step : step.substring(1, step.length() - 1);
    }

    /** Follows the steps from a value; a missing node if they lead nowhere. */
    JsonNode follow(JsonNode value) {
        JsonNode current = value;
        for (String step : steps) {
            current = current.isArray() ? element(current, step) : current.path(step);
        }
        return current;
    }

    private static JsonNode element(JsonNode array, String step) {
        try {
            return array.path(Integer.parseInt(step));
        } catch (NumberFormatException e) {
            return MissingNode.getInstance();
        }
    }
}
