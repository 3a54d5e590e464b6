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
package ai.scriptrun.camel.client.http;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | PT0S",
                "7 | PT7S",
                "' 7 ' | PT7S",
                "300 | PT5M",
                "301 | PT5M",
                "999999999 | PT5M",
                "Tue, 01 Jan 2030 12:00:42 GMT | PT42S",
                "Tuesday, 01-Jan-30 12:00:42 GMT | PT42S",
                "Tue, 01 Jan 2030 23:00:00 GMT | PT5M",
                "Tue, 01 Jan 2030 11:00:00 GMT | PT0S"
            })
    void readsSecondsAndDatesUpToFiveMinutes(String header, Duration expected) {
        assertThat(RetryAfter.parse(header, NOW)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "\u0667", "99999999999"})
    void ignoresOtherValues(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isEmpty();
    }
}
