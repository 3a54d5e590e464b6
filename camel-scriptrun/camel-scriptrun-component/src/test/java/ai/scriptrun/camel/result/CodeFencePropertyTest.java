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
package ai.scriptrun.camel.result;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import static org.assertj.core.api.Assertions.assertThat;

/** The fence against the regular expression of the API's text, with Python's white space written out. */
class CodeFencePropertyTest {

    private static final String SPACE =
            "[\\x09-\\x0d\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]*";
    private static final Pattern STRIPPED = Pattern.compile(SPACE + "([\\s\\S]*?)" + SPACE);
    private static final Pattern FENCE = Pattern.compile("```(?:json)?" + SPACE + "([\\s\\S]*?)" + SPACE + "```");

    @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
    void matchesTheRegularExpression(@ForAll("contents") String content) {
        Matcher stripped = STRIPPED.matcher(content);
        assertThat(stripped.matches()).isTrue();
        Matcher fence = FENCE.matcher(stripped.group(1));
        String expected = fence.lookingAt() ? fence.group(1) : content;

        assertThat(ResultContent.withoutFence(content)).isEqualTo(expected);
    }

    @Provide
    Arbitrary<String> contents() {
        Arbitrary<String> pieces = Arbitraries.frequency(
                Tuple.of(6, "```"),
                Tuple.of(3, "json"),
                Tuple.of(2, "`"),
                Tuple.of(3, "\n"),
                Tuple.of(2, " "),
                Tuple.of(1, "\u00A0"),
                Tuple.of(1, "\u001F"),
                Tuple.of(1, "\u200B"),
                Tuple.of(2, "{}"),
                Tuple.of(2, "x"));
        return pieces.list().ofMaxSize(12).map(list -> String.join("", list));
    }
}
