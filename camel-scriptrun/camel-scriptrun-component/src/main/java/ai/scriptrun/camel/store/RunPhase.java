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
package ai.scriptrun.camel.store;

/** What people are told about a run: its {@link RunState}, and what makes a difference to them beside it. */
public enum RunPhase {

    /** It is to be started as soon as the limits of its workflow allow. */
    QUEUED,

    /** It is being started, or the service works on it. */
    IN_FLIGHT,

    /** It has ended and waits for its first delivery. */
    WAITING,

    /** A route has its result. */
    DELIVERING,

    /** A route has failed with its result and gets it again, or its start was refused. */
    FAILED,

    /** It is unknown whether its start was accepted. */
    UNCERTAIN,

    /** A route has taken its result. */
    DELIVERED;

    /** The phase of a run in a state. */
    static RunPhase of(RunState state, String runId, int deliveries, StartFailure failure) {
        return switch (state) {
            case QUEUED -> QUEUED;
            case STARTING, RUNNING -> IN_FLIGHT;
            case DELIVERING -> DELIVERING;
            case DELIVERED -> DELIVERED;
            case ENDED -> {
                if (runId == null && failure == null) {
                    yield UNCERTAIN;
                }
                yield failure != null || deliveries > 0 ? FAILED : WAITING;
            }
        };
    }
}
