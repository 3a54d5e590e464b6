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

import ai.scriptrun.camel.result.FinishedRun;

/** Is told of the events of runs, for the figures. Called from many threads; must be quick. */
public interface RunListener {

    /** Nobody listens. */
    RunListener NONE = new RunListener() {};

    /** A start was accepted. */
    default void started() {}

    /** A run was polled. */
    default void polled() {}

    /** A run has reached its result. */
    default void finished(FinishedRun run) {}

    /** The wait for a run ended without a result. */
    default void givenUp() {}
}
