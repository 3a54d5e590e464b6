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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SafeTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r",
                "\n",
                "\r\n",
                "\t",
                "\0",
                "\u0007",
                "\u001b",
                "\u007f",
                "\u0085",
                "\u009b",
                "\u00ad",
                "\u061c",
                "\u200b",
                "\u200e",
                "\u200f",
                "\u2028",
                "\u2029",
                "\u202a",
                "\u202e",
                "\u2066",
                "\u2069",
                "\ufeff",
                "\ufff9",
                "\ud800",
                "\udfff",
                "\udb40\udc41"
            })
    void aControlCharacterBecomesASpace(String unsafe) {
        assertThat(SafeText.of("a" + unsafe + unsafe + "b")).isEqualTo("a b");
        assertThat(SafeText.isSafe(unsafe)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "\u00fcml\u00e4ut",
                "\u05e2\u05d1\u05e8\u05d9\u05ea",
                "\ud83d\udc69\u200d\ud83d\ude80"
            })
    void anyOtherTextIsUnchanged(String text) {
        assertThat(SafeText.of(text)).isSameAs(text);
    }

    @Test
    void nullStaysNull() {
        assertThat(SafeText.of(null)).isNull();
        assertThat(SafeText.isSafe(null)).isTrue();
    }
}
