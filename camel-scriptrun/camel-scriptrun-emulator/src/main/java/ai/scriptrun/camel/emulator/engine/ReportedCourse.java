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

/**
 * A run whose state was reported from outside, through {@code execution-update}.
 *
 * @param outcome the reported status, which need not be terminal here, and results
 * @param reportedAt milliseconds since the epoch
 * @param window milliseconds from a terminal report until the data is complete
 */
record ReportedCourse(Outcome outcome, long reportedAt, long window) implements Course {

    @Override
    public RunState at(long now) {
        return outcome.status().isTerminal()
                ? ConsistencyWindow.state(outcome, reportedAt, window, now)
                : RunState.unfinished(outcome.status(), outcome.results());
    }

    @Override
    public double cost() {
        return outcome.cost();
    }
}
