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
 * How starts are made that no exchange waits for.
 *
 * @param policy        how their runs are waited for
 * @param resultTimeout how long a run may take
 * @param callTimeout   how long a call may take
 * @param settling      after this time a run that was accepted is in the history
 * @param inputs        makes a run's input of what its exchange has left in the store
 */
public record StartSettings(
        RunPolicy policy,
        Duration resultTimeout,
        Duration callTimeout,
        Duration settling,
        Function<Payload, RunInput> inputs) {

    /** A call of a node that has died may still be on its way. */
    Duration settlingOfOthers() {
        return callTimeout.compareTo(settling) > 0 ? callTimeout : settling;
    }
}
