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
package ai.scriptrun.camel.model;

import java.util.regex.Pattern;

/** Makes texts of the service safe for messages and logs. */
public final class SafeText {

    /**
     * Characters that control the display of a text: controls (line breaks, terminal escapes),
     * formats (those that reverse the direction of writing), line and paragraph separators, halves of a surrogate pair.
     * The two joiners stay, because some scripts need them.
     */
    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}&&[^\u200c\u200d]]+");

    private SafeText() {}

    /** The text in one line, with spaces in place of control characters; {@code null} stays. */
    public static String of(String text) {
        return isSafe(text) ? text : UNSAFE.matcher(text).replaceAll(" ");
    }

    /** Whether a text is safe as it is; {@code null} is. */
    public static boolean isSafe(String text) {
        return text == null || !UNSAFE.matcher(text).find();
    }
}
