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

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Decides which run of the history is that of an uncertain start. An output with a start key decides; without one, a
 * run is taken only if it is the only candidate and no other start may have started it.
 */
final class StartClues {

    private final String key;
    private final Map<String, String> outputs;
    private final List<String> rivals;

    /**
     * @param key     the start's key, or {@code null}
     * @param outputs output of each run without a known start, by its id; {@code null} if unknown
     * @param rivals  the keys of other starts that may have started one of these runs; {@code null} for one without
     */
    StartClues(String key, Map<String, String> outputs, List<String> rivals) {
        this.key = ExchangeKey.given(key);
        this.outputs = outputs;
        this.rivals = rivals.stream().map(ExchangeKey::given).toList();
    }

    /** Whether it can be decided without the runs' outputs. */
    static StartSearch.Finding withoutOutputs(Collection<String> runIds, Collection<?> rivals) {
        if (runIds.isEmpty()) {
            return new StartSearch.None();
        }
        return runIds.size() == 1 && rivals.isEmpty()
                ? new StartSearch.Found(runIds.iterator().next())
                : new StartSearch.Unclear();
    }

    StartSearch.Finding decide() {
        List<String> own = key == null ? List.of() : runsThatTell(key);
        if (!own.isEmpty()) {
            return own.size() == 1 ? new StartSearch.Found(own.get(0)) : new StartSearch.Unclear();
        }
        List<String> told = rivals.stream()
                .filter(Objects::nonNull)
                .filter(rival -> !runsThatTell(rival).isEmpty())
                .toList();
        List<String> left = outputs.keySet().stream()
                .filter(run -> told.stream().noneMatch(rival -> tells(rival).test(outputs.get(run))))
                .toList();
        boolean keysAreTold = !told.isEmpty() && key != null;
        boolean allOutputsKnown = left.stream().allMatch(run -> outputs.get(run) != null);
        if (left.isEmpty() || (keysAreTold && allOutputsKnown)) {
            return new StartSearch.None();
        }
        return left.size() == 1 && told.size() == rivals.size()
                ? new StartSearch.Found(left.get(0))
                : new StartSearch.Unclear();
    }

    private List<String> runsThatTell(String name) {
        return outputs.entrySet().stream()
                .filter(run -> tells(name).test(run.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** As a whole word: order-12 does not contain the key order-1. */
    private static Predicate<String> tells(String name) {
        Predicate<String> word = Pattern.compile("(?<![\\w-])" + Pattern.quote(name) + "(?![\\w-])")
                .asPredicate();
        return output -> output != null && word.test(output);
    }
}
