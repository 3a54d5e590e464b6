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

/** State of a stored run. */
public enum RunState {

    /** It is to be started as soon as the limits of its workflow allow. */
    QUEUED,

    /**
     * Its intent is stored and the start is being made. Without a living owner it is unknown whether it was accepted.
     */
    STARTING,

    /** The service has accepted it; whether it has ended is unknown. */
    RUNNING,

    /** It is known to have ended, or to have never begun. */
    ENDED,

    /** A consumer has begun to deliver it, and the outcome is not stored yet. */
    DELIVERING,

    /** Its result was delivered, or is not emitted. It is not claimed any more; it is remembered for a while. */
    DELIVERED
}
