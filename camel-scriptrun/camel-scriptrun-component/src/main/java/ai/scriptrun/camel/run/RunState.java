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

/**
 * Where a run stands, as far as looks at it have told.
 *
 * @param phase     waiting for the end, or for the data behind it
 * @param looks     answers so far, of whatever kind
 * @param settlings further polls asked for since the status became terminal
 * @param seen      whether the service has known the run at an earlier look
 * @param unknowns  how often it hasn't known it since
 */
record RunState(Phase phase, int looks, int settlings, boolean seen, int unknowns) {

    /** Before the first look. */
    static final RunState NEW = new RunState(Phase.WAITING, 0, 0, false, 0);

    /** Every so many looks, one is at the run itself. */
    static final int OWN_POLL = 10;

    enum Phase {
        WAITING,
        SETTLING
    }

    /**
     * The history may lag behind a run's end, so that now and then the run itself is polled; once it has ended, always,
     * for the history doesn't hold its data.
     */
    boolean mayBeLookedUp() {
        return phase == Phase.WAITING && looks % OWN_POLL != OWN_POLL - 1;
    }

    RunState waiting() {
        return new RunState(Phase.WAITING, looks, 0, true, 0);
    }

    RunState settling() {
        return new RunState(Phase.SETTLING, looks, settlings + 1, true, 0);
    }

    RunState unknown() {
        return new RunState(phase, looks, settlings, seen, unknowns + 1);
    }

    RunState looked() {
        return new RunState(phase, looks + 1, settlings, seen, unknowns);
    }
}
