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

import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The expected values are those of the API's own {@code parse_content}. */
class ResultContentTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello, world!",
                "",
                "   ",
                "  text keeps its margins \n",
                "{\"key\": ",
                "{'key': 'value'}",
                "[1, 2,]",
                "1 2",
                "01",
                "+1",
                ".5",
                "1.",
                "True",
                "nan",
                "INF",
                "-INF",
                "+Infinity",
                "\uFEFF{\"key\": 1}",
                "\"a\nb\"",
                "\u00A0{}",
                "{\"a\": 1} and more",
                "// no comment\n1"
            })
    void isTextIfItIsNotJson(String content) {
        assertThat(ResultContent.parse(content)).isEqualTo(content);
    }

    static Stream<Arguments> json() {
        return Stream.of(
                arguments("{\"key\": \"value\"}", Map.of("key", "value")),
                arguments(
                        " \t\r\n{\"a\": [1, true, {\"b\": \"c\"}]}\n", Map.of("a", List.of(1, true, Map.of("b", "c")))),
                arguments("[]", List.of()),
                arguments("{}", Map.of()),
                arguments("\"text\"", "text"),
                arguments("\"\\u00e9\\ud83d\\ude00\\n\"", "é😀\n"),
                arguments("true", true),
                arguments("false", false),
                arguments("null", null),
                arguments("5", 5),
                arguments("-0", 0),
                arguments("5000000000", 5_000_000_000L),
                arguments("123456789012345678901234567890", new BigInteger("123456789012345678901234567890")),
                arguments("1.50", 1.5),
                arguments("1E3", 1000.0),
                arguments("1e999", Double.POSITIVE_INFINITY),
                arguments("NaN", Double.NaN),
                arguments("-Infinity", Double.NEGATIVE_INFINITY),
                arguments("[Infinity]", List.of(Double.POSITIVE_INFINITY)),
                arguments("{\"a\": 1, \"b\": 2, \"a\": 3}", Map.of("a", 3, "b", 2)));
    }

    @ParameterizedTest
    @MethodSource("json")
    void isTheValueOfTheJson(String content, Object value) {
        assertThat(ResultContent.parse(content)).isEqualTo(value);
    }

    @Test
    void keepsTheOrderOfMembers() {
        assertThat((Map<?, ?>) ResultContent.parse("{\"z\": 1, \"a\": null, \"m\": 3}"))
                .hasToString("{z=1, a=null, m=3}");
    }

    static Stream<Arguments> fences() {
        return Stream.of(
                arguments("```json\n{\"key\": \"value\"}\n```", "{\"key\": \"value\"}"),
                arguments("```\n{\"key\": \"value\"}\n```", "{\"key\": \"value\"}"),
                arguments("```json{}```", "{}"),
                arguments("  \n```json\r\n\r\n{}\r\n```  ", "{}"),
                arguments("\u00A0\u0085\u001C```json\u2003{}\u3000```", "{}"),
                arguments("```json\n{}\n```\nAs you asked, in JSON.", "{}"),
                arguments("```json\n1\n```\n```json\n2\n```", "1"),
                arguments("```json\n{\"code\": \"```\"}\n```", "{\"code\": \""),
                arguments("```JSON\n{}\n```", "JSON\n{}"),
                arguments("```python\nprint()\n```", "python\nprint()"),
                arguments("```jsonl\n{}\n```", "l\n{}"),
                arguments("```\n  indented\n\n```", "indented"),
                arguments("```json```", ""),
                arguments("``````", ""),
                arguments("````x````", "`x"),
                arguments("```json\n{}", "```json\n{}"),
                arguments("`````", "`````"),
                arguments("`{}`", "`{}`"),
                arguments("Here you are: ```json\n{}\n```", "Here you are: ```json\n{}\n```"),
                arguments(" no fence ", " no fence "));
    }

    @ParameterizedTest
    @MethodSource("fences")
    void losesALeadingFence(String content, String inside) {
        assertThat(ResultContent.withoutFence(content)).isEqualTo(inside);
    }

    @Test
    void isTheValueOfTheJsonInTheFence() {
        assertThat(ResultContent.parse("```json\n[1]\n```")).isEqualTo(List.of(1));
    }

    @Test
    void isTheTextInTheFenceIfThatIsNotJson() {
        assertThat(ResultContent.parse("```json\n{oops}\n```")).isEqualTo("{oops}");
    }

    @Test
    void isTextIfItsNestingIsTooDeep() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertThat(ResultContent.parse(deep)).isEqualTo(deep);
        assertThat(ResultContent.parse("[".repeat(500) + "]".repeat(500))).isInstanceOf(List.class);
    }

    @Test
    void isTextIfANumberIsTooLong() {
        String longest = "9".repeat(4_300);
        assertThat(ResultContent.parse(longest)).isEqualTo(new BigInteger(longest));
        assertThat(ResultContent.parse(longest + "9")).isEqualTo(longest + "9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", " ", "`", "``x", "\n```", "[", "\"", "a b"})
    void isReadFastAlthoughLarge(String piece) {
        String large = piece.repeat(10_000_000 / piece.length());
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            assertThat(ResultContent.parse("```json\n" + large)).isNotNull();
            assertThat(ResultContent.parse("```json\n" + large + "\n```")).isNotNull();
            assertThat(ResultContent.parse("\"" + large + "\"")).isNotNull();
        });
    }

    @Test
    void isCompleteAlthoughLarge() {
        String text = "x".repeat(10_000_000);
        assertThat(ResultContent.parse("```json\n{\"text\": \"" + text + "\"}\n```"))
                .isEqualTo(Map.of("text", text));
        Object[] numbers = new Object[1_000_000];
        Arrays.fill(numbers, 7);
        assertThat(ResultContent.parse(Arrays.toString(numbers))).isEqualTo(Arrays.asList(numbers));
    }
}
