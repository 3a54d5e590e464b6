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
package ai.scriptrun.camel.start;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.scriptrun.camel.start.StartSearch.Found;
import ai.scriptrun.camel.start.StartSearch.None;
import ai.scriptrun.camel.start.StartSearch.Unclear;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Which run of a history is that of a start in doubt. */
class StartCluesTest {

    private static StartSearch.Finding decide(String key, Map<String, String> outputs, String... rivals) {
        return new StartClues(key, outputs, Arrays.asList(rivals)).decide();
    }

    private static Map<String, String> outputs(String... pairs) {
        Map<String, String> outputs = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            outputs.put(pairs[i], pairs[i + 1]);
        }
        return outputs;
    }

    @Test
    void aStartWithoutCandidatesWasNotAccepted() {
        assertThat(StartClues.withoutOutputs(List.of(), List.of())).isEqualTo(new None());
        assertThat(StartClues.withoutOutputs(List.of(), List.of("a rival"))).isEqualTo(new None());
    }

    @Test
    void theOnlyCandidateBelongsToTheOnlyStart() {
        assertThat(StartClues.withoutOutputs(List.of("run-1"), List.of())).isEqualTo(new Found("run-1"));
        assertThat(StartClues.withoutOutputs(List.of("run-1"), List.of("a rival")))
                .isEqualTo(new Unclear());
        assertThat(StartClues.withoutOutputs(List.of("run-1", "run-2"), List.of()))
                .isEqualTo(new Unclear());
    }

    @Test
    void aKeyInTheOutputDecides() {
        Map<String, String> runs = outputs("run-1", "n=order-1", "run-2", "n=order-2", "run-3", null);
        assertThat(decide("order-1", runs, "order-2", "order-3")).isEqualTo(new Found("run-1"));
        assertThat(decide("order-2", runs, "order-1", null)).isEqualTo(new Found("run-2"));
    }

    @Test
    void aKeyMustBeASeparateWordOfTheOutput() {
        assertThat(decide("order-1", outputs("run-1", "n=order-12", "run-2", "n=my-order-1"), "x"))
                .isEqualTo(new Unclear());
        assertThat(decide("order-1", outputs("run-1", "n=order-12", "run-2", "{\"key\":\"order-1\"}"), "x"))
                .isEqualTo(new Found("run-2"));
    }

    @Test
    void aKeyInTwoOutputsIsUnclear() {
        assertThat(decide("order-1", outputs("run-1", "order-1", "run-2", "order-1"), "order-2"))
                .isEqualTo(new Unclear());
    }

    @Test
    void aStartWasNotAcceptedIfAllCandidatesHaveKeysOfOthers() {
        assertThat(decide("order-1", outputs("run-2", "order-2"), "order-2")).isEqualTo(new None());
        assertThat(decide(null, outputs("run-2", "order-2"), "order-2")).isEqualTo(new None());
    }

    @Test
    void aCandidateWithoutAKeyBelongsToSomebodyElseIfOthersHaveKeys() {
        assertThat(decide("order-1", outputs("run-2", "order-2", "run-9", "another"), "order-2"))
                .isEqualTo(new None());
        // Unless it has failed, which gives no information.
        assertThat(decide("order-1", outputs("run-2", "order-2", "run-9", null), "order-2"))
                .isEqualTo(new Found("run-9"));
    }

    /** It is not in the input of its run. */
    @Test
    void noOutputTellsTheKeyOfAStartThatWasGivenNone() {
        Map<String, String> runs = outputs("run-2", "order-2", "run-9", "another");
        assertThat(decide(ExchangeKey.create(), runs, "order-2")).isEqualTo(new Found("run-9"));
        assertThat(decide(ExchangeKey.create(), runs, "order-2", ExchangeKey.create()))
                .isEqualTo(new Unclear());
        assertThat(decide(ExchangeKey.create(), outputs("run-2", "order-2"), "order-2"))
                .isEqualTo(new None());
    }

    @Test
    void aCandidateOfTwoPossibleStartsIsUnclear() {
        assertThat(decide(null, outputs("run-1", "x"), (String) null)).isEqualTo(new Unclear());
        assertThat(decide("order-1", outputs("run-1", "x"), "order-2")).isEqualTo(new Unclear());
        assertThat(decide("order-1", outputs("run-1", "x", "run-2", "y"), "order-2"))
                .isEqualTo(new Unclear());
    }
}
