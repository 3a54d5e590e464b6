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

/** "Fail with: The model is overloaded" fails. In the system message only, so that no user's words do that. */
final class FailRule implements Rule {

    private static final Pattern REQUEST = Pattern.compile("(?i)\\bfail with\\b[:\\s]+(.+)");

    @Override
    public Optional<String> answer(Prompt prompt) {
        Matcher request = REQUEST.matcher(prompt.instruction());
        if (request.find()) {
            throw new IllegalStateException(request.group(1));
        }
        return Optional.empty();
    }
}
