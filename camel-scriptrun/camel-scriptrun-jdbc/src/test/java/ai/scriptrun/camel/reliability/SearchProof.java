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

import ai.scriptrun.camel.reliability.CutStarts.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code mvn test -Pproof -Dtest=SearchProof}: at least a thousand starts are cut between the intent and the stored answer, by
 * exits of their JVM at random moments. System property: {@code seed}.
 */
class SearchProof {

    private static final int CUTS = Integer.getInteger("search.cuts", 1_000);

    @Test
    void uncertainStartsAreFoundOrRepeatedOrReported() throws Exception {
        try (CutStarts starts = new CutStarts("search")) {
            while (starts.cut() < CUTS) {
                starts.live(Kind.ECHO, Kind.ECHO, Kind.ALONE, Kind.PAIRS);
            }
            starts.settle(Duration.ofMinutes(10));
            SearchTest.judge(starts.judge());
            assertThat(starts.cut()).isGreaterThanOrEqualTo(CUTS);
        }
    }
}
