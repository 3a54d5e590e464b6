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
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A prompt in the form that the rules use.
 *
 * @param instruction what to do: the system message
 * @param text what to do it with: the user message
 */
record Prompt(String instruction, String text) {

    static Prompt of(LlmRequest request) {
        return new Prompt(request.text("system"), request.text("user"));
    }

    /** Finds what is requested, in the instruction or otherwise in the text. */
    Optional<MatchResult> find(Pattern request) {
        Matcher inInstruction = request.matcher(instruction);
        if (inInstruction.find()) {
            return Optional.of(inInstruction.toMatchResult());
        }
        Matcher inText = request.matcher(text);
        return inText.find() ? Optional.of(inText.toMatchResult()) : Optional.empty();
    }
}
