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

import java.time.Duration;
import java.time.Instant;

import ai.scriptrun.camel.result.FinishedRun;

/**
 * Is told of the events of runs. Called from many threads; must be quick. The workflow is {@code null} where it isn't
 * known.
 */
public interface RunListener {

    /** Nobody listens. */
    RunListener NONE = new RunListener() {};

    /** A start was accepted. */
    default void started(long workflowId) {}

    /** It is unknown whether a start was accepted, and it stays so. */
    default void uncertain(long workflowId) {}

    /** A run was polled. */
    default void polled(Long workflowId) {}

    /** A run has reached its result; a result that is fetched once more is not told again. */
    default void finished(AwaitedRun run, FinishedRun finished, Instant now) {}

    /** The wait for a run ended without a result. */
    default void givenUp(Long workflowId) {}

    /**
     * A consumer's route has accepted a run for good.
     *
     * @param lag time from the moment its end was known to this, redeliveries included
     */
    default void delivered(Long workflowId, Duration lag) {}

    /** A delivery has failed, and is repeated. */
    default void deliveryFailed(Long workflowId) {}
}
