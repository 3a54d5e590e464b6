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

/** What to do after a response. */
sealed interface Step {

    /** Poll again. */
    record PollAgain(RunState state, Duration delay) implements Step {}

    /** Deliver the run: its status is terminal and its data is complete. */
    record Deliver(RunState state) implements Step {}

    /** End the wait without a result. */
    record GiveUp(RunState state, Reason reason) implements Step {}

    enum Reason {
        TIMED_OUT,
        UNKNOWN_RUN,
        INCONSISTENT,
        CALL_FAILED
    }
}
