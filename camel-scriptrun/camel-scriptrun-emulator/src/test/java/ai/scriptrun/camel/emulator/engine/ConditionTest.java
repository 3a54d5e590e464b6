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
package ai.scriptrun.camel.emulator.engine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ConditionTest {

    @ParameterizedTest
    @CsvSource({
        "positive, ==, positive, true",
        "positive, ==, Positive, false",
        "positive, !=, negative, true",
        "10, >, 9, true",
        "9, >, 10, false",
        "10, <, 9, false",
        "1.0, ==, 1, true",
        "' 7 ', ==, 7, true",
        "7, >=, 7.0, true",
        "7, <=, 6.99, false",
        "apple, <, banana, true",
        "apple, >=, banana, false",
        "10, <, 9 lives, true",
        "'', ==, '', true"
    })
    void comparesNumbersAsNumbersAndTextAsText(String left, String operator, String right, boolean expected) {
        assertThat(Condition.of(operator).orElseThrow().test(left, right)).isEqualTo(expected);
    }

    @Test
    void rejectsUnknownOperators() {
        assertThat(Condition.of("=")).isEmpty();
    }
}
