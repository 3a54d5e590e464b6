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

import java.time.Duration;
import java.util.function.Function;

import ai.scriptrun.camel.client.RunInput;
import ai.scriptrun.camel.run.RunPolicy;
import ai.scriptrun.camel.store.Payload;

/**
 * Settings of the starts that no exchange waits for.
 *
 * @param policy        how their runs are polled
 * @param resultTimeout timeout of a run
 * @param callTimeout   timeout of a call
 * @param settling      after this time a run that was accepted is in the history
 * @param inputs        creates a run's input from the stored payload
 */
public record StartSettings(
        RunPolicy policy,
        Duration resultTimeout,
        Duration callTimeout,
        Duration settling,
        Function<Payload, RunInput> inputs) {

    /** A call of a node that has died may still be in flight. */
    Duration settlingOfOthers() {
        return callTimeout.compareTo(settling) > 0 ? callTimeout : settling;
    }

    /** How long a search takes while the service answers, unless it has to wait for the end of runs. */
    Duration searchTime() {
        return settlingOfOthers().plus(callTimeout);
    }
}
