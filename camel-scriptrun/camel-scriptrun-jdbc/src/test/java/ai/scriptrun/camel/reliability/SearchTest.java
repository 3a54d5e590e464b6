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
package ai.scriptrun.camel.reliability;

import java.time.Duration;
import java.util.List;

import ai.scriptrun.camel.reliability.CutStarts.Kind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Starts that a killed application leaves are found or repeated; {@code SearchProof} uses many more. */
@Tag("reliability")
class SearchTest {

    @Test
    void uncertainStartsAreFoundOrRepeatedOrReported() throws Exception {
        try (CutStarts starts = new CutStarts("search-small")) {
            starts.live(Kind.ECHO, Kind.ALONE, Kind.PAIRS);
            starts.settle(Duration.ofMinutes(2));
            judge(starts.judge());
        }
    }

    static void judge(List<CutStarts.Outcome> outcomes) {
        for (CutStarts.Outcome outcome : outcomes) {
            assertThat(outcome.twice()).as("made twice, %s", outcome).isZero();
            assertThat(outcome.lost()).as("lost, %s", outcome).isZero();
            assertThat(outcome.delivered() + outcome.uncertain())
                    .as("%s", outcome)
                    .isEqualTo(outcome.written());
            if (outcome.kind() != Kind.PAIRS) {
                assertThat(outcome.uncertain()).as("uncertain, %s", outcome).isZero();
            }
            assertThat(outcome.uncertain()).as("%s", outcome).isLessThanOrEqualTo(outcome.cut());
        }
    }
}
