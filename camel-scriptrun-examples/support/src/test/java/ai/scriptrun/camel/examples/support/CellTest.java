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
package ai.scriptrun.camel.examples.support;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CellTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            short,      "short   "
            just fits,  "just fi…"
            just fit,   "just fit"
            お客様の声, "お客様… "
            客户,       "客户    "
            😀👍🏽,         "😀👍🏽  "
            """)
    void isAsWideAsAsked(String text, String cell) {
        assertThat(Cell.left(text, 8)).isEqualTo(cell);
    }

    @ParameterizedTest
    @CsvSource({"e\u0301te\u0301", "été"})
    void countsNoAccentForItself(String text) {
        assertThat(Cell.left(text, 4)).isEqualTo(text + " ");
    }
}
