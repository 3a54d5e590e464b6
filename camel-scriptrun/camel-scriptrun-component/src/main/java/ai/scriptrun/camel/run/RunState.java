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
 * The state of a run, as far as responses have shown it.
 *
 * @param phase     waiting for the end of the run, or for its data after that
 * @param responses how many responses came, of any kind
 * @param settlings further polls since the status became terminal
 * @param seen      whether an earlier response knew the run
 * @param unknowns  how many responses since then did not know it
 */
record RunState(Phase phase, int responses, int settlings, boolean seen, int unknowns) {

    /** Before the first response. */
    static final RunState NEW = new RunState(Phase.WAITING, 0, 0, false, 0);

    /** One of so many responses comes from a poll of the run itself. */
    static final int OWN_POLL = 10;

    enum Phase {
        WAITING,
        SETTLING
    }

    /**
     * The history may lag behind a run's end, so the run itself is polled from time to time; once it has ended, always, for
     * the history doesn't have its data.
     */
    boolean mayBeLookedUp() {
        return phase == Phase.WAITING && responses % OWN_POLL != OWN_POLL - 1;
    }

    RunState waiting() {
        return new RunState(Phase.WAITING, responses, 0, true, 0);
    }

    RunState settling() {
        return new RunState(Phase.SETTLING, responses, settlings + 1, true, 0);
    }

    RunState unknown() {
        return new RunState(phase, responses, settlings, seen, unknowns + 1);
    }

    RunState responded() {
        return new RunState(phase, responses + 1, settlings, seen, unknowns);
    }
}
