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

import java.util.List;

/**
 * The time in which a run has a terminal status while its data lags behind: nothing in the first half, the first nodes
 * in the second, everything after. The last node, which is what most clients wait for, is never in the partial data.
 */
final class ConsistencyWindow {

    private ConsistencyWindow() {}

    static RunState state(Outcome outcome, long finishedAt, long window, long now) {
        long elapsed = now - finishedAt;
        if (elapsed >= window) {
            return RunState.finished(outcome, outcome.results(), finishedAt);
        }
        List<NodeResult> partial = elapsed < window / 2
                ? List.of()
                : outcome.results().subList(0, outcome.results().size() / 2);
        return RunState.inconsistent(outcome, partial, finishedAt);
    }
}
