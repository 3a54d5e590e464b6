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
package ai.scriptrun.camel.emulator.llm;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** "Reply in JSON with the fields sentiment and summary" gives an object with these fields. */
final class JsonRule implements Rule {

    private static final Pattern REQUEST =
            Pattern.compile("(?i)\\b(?:in|as|valid|only|a|return|reply|respond)\\s+json\\b");
    private static final Pattern FIELDS = Pattern.compile("(?i)\\b(?:fields?|keys?|properties)\\b[:\\s]*([^.\\n]+)");
    private static final Pattern NAME = Pattern.compile("[\\w-]+");
    private static final List<String> FILLERS = List.of("and", "or", "the", "with", "a", "named", "called");
    private static final int FENCED_ONE_IN = 3;

    private final RuleBasedResponder.Fence fence;

    JsonRule(RuleBasedResponder.Fence fence) {
        this.fence = fence;
    }

    @Override
    public Optional<String> answer(Prompt prompt) {
        return prompt.find(REQUEST).map(request -> {
            String json = object(prompt).toString();
            return isFenced(prompt) ? "```json\n" + json + "\n```" : json;
        });
    }

    private boolean isFenced(Prompt prompt) {
        return switch (fence) {
            case ALWAYS -> true;
            case NEVER -> false;
            case SOMETIMES -> Math.floorMod(prompt.text().hashCode(), FENCED_ONE_IN) == 0;
        };
    }

    private static ObjectNode object(Prompt prompt) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        Set<String> names = prompt.find(FIELDS).map(JsonRule::names).orElse(Set.of("answer"));
        names.forEach(name -> put(object, name, prompt));
        return object;
    }

    private static Set<String> names(MatchResult fields) {
        Set<String> names = new LinkedHashSet<>();
        Matcher name = NAME.matcher(fields.group(1));
        while (name.find()) {
            if (!FILLERS.contains(name.group().toLowerCase(Locale.ROOT))) {
                names.add(name.group());
            }
        }
        return names;
    }

    private static void put(ObjectNode object, String name, Prompt prompt) {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "sentiment" -> object.put(name, Labels.SENTIMENT.best(prompt.text()));
            case "category", "label", "class", "type" ->
                object.put(name, Labels.in(prompt).best(prompt.text()));
            case "score", "confidence" -> object.put(name, 0.9);
            case "language" -> object.put(name, "en");
            default -> object.put(name, SummaryRule.firstSentence(prompt.text()));
        }
    }
}
