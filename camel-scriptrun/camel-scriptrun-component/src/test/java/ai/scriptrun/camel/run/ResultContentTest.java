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
package ai.scriptrun.camel.run;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

/** The API's own parser of {@code result.content}, in Java. */
class ResultContentTest {

    @Test
    void jsonBecomesItsValue() {
        assertThat(ResultContent.parse("{\"key\": [1, \"two\", null, true]}"))
                .isEqualTo(Map.of("key", Arrays.asList(1, "two", null, true)));
        assertThat(ResultContent.parse(" [1.5] ")).isEqualTo(List.of(1.5));
        assertThat(ResultContent.parse("42")).isEqualTo(42);
        assertThat(ResultContent.parse("\"text\"")).isEqualTo("text");
        assertThat(ResultContent.parse("true")).isEqualTo(true);
        assertThat(ResultContent.parse("null")).isNull();
        assertThat(ResultContent.parse("123456789012345678901234567890"))
                .isEqualTo(new BigInteger("123456789012345678901234567890"));
    }

    @Test
    void aFenceIsTakenOff() {
        assertThat(ResultContent.parse("```json\n{\"key\": \"value\"}\n```")).isEqualTo(Map.of("key", "value"));
        assertThat(ResultContent.parse("  ```\n[1]\n```  ")).isEqualTo(List.of(1));
        assertThat(ResultContent.parse("```json{\"a\":1}```")).isEqualTo(Map.of("a", 1));
        assertThat(ResultContent.parse("```json\r\n{\"a\":1}\r\n```\nHope this helps!"))
                .isEqualTo(Map.of("a", 1));
        assertThat(ResultContent.parse("```\nplain text\n```")).isEqualTo("plain text");
    }

    @Test
    void aFenceCountsOnlyAtTheBeginning() {
        String text = "Here you are:\n```json\n{}\n```";
        assertThat(ResultContent.parse(text)).isEqualTo(text);
        assertThat(ResultContent.withoutFence(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "Hello, world!",
                "{\"key\": ",
                "{} and more",
                "{'key': 1}",
                "\uFEFF{}",
                "NaN",
                "```json",
                "```json\n{}",
                "```",
                "[1,]",
                "01"
            })
    void anythingElseStaysText(String content) {
        assertThat(ResultContent.parse(content)).isEqualTo(content);
    }

    @Test
    void jsonThatIsTooDeepStaysText() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertThat(ResultContent.parse(deep)).isEqualTo(deep);
    }

    @Test
    void aLargeContentTakesNoStackAndNoTime() {
        String text = "a \n".repeat(4_000_000);
        assertTimeout(Duration.ofSeconds(30), () -> assertThat(ResultContent.withoutFence("```\n" + text + "\n```"))
                .isEqualTo(text.strip()));
        String unclosed = "```json\n" + "x ".repeat(4_000_000);
        assertTimeout(Duration.ofSeconds(30), () -> assertThat(ResultContent.parse(unclosed))
                .isEqualTo(unclosed));
    }
}
