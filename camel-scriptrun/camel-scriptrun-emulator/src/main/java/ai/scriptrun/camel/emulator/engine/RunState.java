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

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A run as the service shows it at some time.
 *
 * @param status the run's status
 * @param results the node results that are to be seen, in the order of execution; not all of them until the run is
 *     complete
 * @param finishedAt when the run ended; empty until it has
 * @param cost USD; empty until the run has ended
 * @param complete whether the run has ended and nothing will be added to it
 */
public record RunState(
        RunStatus status,
        List<NodeResult> results,
        Optional<Instant> finishedAt,
        OptionalDouble cost,
        boolean complete) {

    static RunState unfinished(RunStatus status, List<NodeResult> results) {
        return new RunState(status, results, Optional.empty(), OptionalDouble.empty(), false);
    }

    static RunState inconsistent(Outcome outcome, List<NodeResult> results, long finishedAt) {
        return ended(outcome, results, finishedAt, false);
    }

    static RunState finished(Outcome outcome, List<NodeResult> results, long finishedAt) {
        return ended(outcome, results, finishedAt, true);
    }

    private static RunState ended(Outcome outcome, List<NodeResult> results, long finishedAt, boolean complete) {
        return new RunState(
                outcome.status(),
                results,
                Optional.of(Instant.ofEpochMilli(finishedAt)),
                OptionalDouble.of(outcome.cost()),
                complete);
    }
}
