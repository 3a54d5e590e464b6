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
package ai.scriptrun.camel.run;

import ai.scriptrun.camel.result.Completeness;

/** What a poll, or the history, shows about a run. */
sealed interface Response {

    /** Whether the run has ended, and its data is not complete. */
    default boolean isPartial() {
        return this instanceof Ended ended && ended.completeness() != Completeness.COMPLETE;
    }

    /** The run has not ended. */
    record Running() implements Response {}

    /** The run has ended. */
    record Ended(Completeness completeness) implements Response {}

    /** The service has no such run. */
    record Unknown() implements Response {}

    /**
     * The poll itself failed, after all retries.
     *
     * @param isTransient whether a later poll may succeed
     */
    record Failed(boolean isTransient) implements Response {}
}
