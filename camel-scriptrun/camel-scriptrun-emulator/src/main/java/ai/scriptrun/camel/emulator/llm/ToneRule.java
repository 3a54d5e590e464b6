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

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** "Write a short encouraging response" gives one. */
final class ToneRule implements Rule {

    private static final Map<String, String> TONES = Map.of(
            "encourag", "That is wonderful to hear! Thank you, and keep it up.",
            "empath", "I am sorry to hear that. Thank you for telling us; we will do our best to put it right.");
    private static final Pattern REQUEST = Pattern.compile("(?i)\\b(encourag|empath)");
    private static final Pattern WELCOME = Pattern.compile(
            "(?i)\\b(?:welcome message|greeting|greet|welcome)\\b(?: for)?\\s+([^,.\\n]+?)(?: with\\b|[,.\\n]|$)");

    @Override
    public Optional<String> answer(Prompt prompt) {
        return prompt.find(REQUEST)
                .map(request -> TONES.get(request.group(1).toLowerCase(Locale.ROOT)))
                .or(() -> prompt.find(WELCOME)
                        .map(request -> "Welcome, " + request.group(1) + "! Nice to have you here."));
    }
}
