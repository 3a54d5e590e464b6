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

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** "Summarize the text" gives its first sentence. */
final class SummaryRule implements Rule {

    private static final Pattern REQUEST = Pattern.compile("(?i)\\bsummar(?:y|i[sz]e)\\b");
    private static final Pattern SENTENCE = Pattern.compile("^.*?[.!?](?=\\s|$)", Pattern.DOTALL);

    @Override
    public Optional<String> answer(Prompt prompt) {
        return prompt.find(REQUEST).map(request -> firstSentence(prompt.text()));
    }

    static String firstSentence(String text) {
        Matcher sentence = SENTENCE.matcher(text.strip());
        return sentence.find() ? sentence.group() : text.strip();
    }
}
