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

import java.time.Instant;

/**
 * What is known of a run that is waited for. Immutable.
 *
 * @param state    the state of the state machine
 * @param polls    how many polls were made
 * @param hastened whether a poll was made early because the history said that the run had ended
 * @param lastSeen what the last response showed, for the message of a timeout
 * @param times    when which state was seen, for what is learned from it
 */
record Progress(RunState state, int polls, boolean hastened, LastSeen lastSeen, Sightings times) {

    static final Progress NONE = new Progress(RunState.NEW, 0, false, LastSeen.NOTHING, Sightings.NONE);

    /** What the last response showed: the run's status, or a failure. Failures themselves are too heavy to be kept. */
    record LastSeen(Kind kind, String words) {

        static final LastSeen NOTHING = new LastSeen(Kind.NOTHING, "");

        enum Kind {
            NOTHING,
            STATUS,
            FAILURE
        }

        static LastSeen status(String status) {
            return new LastSeen(Kind.STATUS, status);
        }

        static LastSeen failure(Throwable failure) {
            return new LastSeen(Kind.FAILURE, String.valueOf(failure.getMessage()));
        }
    }

    /** One more poll was made. */
    Progress polled() {
        return new Progress(state, polls + 1, hastened, lastSeen, times);
    }

    /** A response came. */
    Progress seen(PollResult result, Instant now) {
        return new Progress(state, polls, hastened, result.seen(), times.seen(result.response(), now));
    }

    /** The state machine has moved on. */
    Progress in(RunState next) {
        return new Progress(next, polls, hastened, lastSeen, times);
    }

    /** The next poll is made early. */
    Progress hasten() {
        return new Progress(state, polls, true, lastSeen, times);
    }

    /** The same, with other times. */
    Progress at(Sightings other) {
        return new Progress(state, polls, hastened, lastSeen, other);
    }

    /** Whether it may still be polled early: once only, since the history may be ahead of the result. */
    boolean mayBeHastened() {
        return !hastened && state.phase() == RunState.Phase.WAITING;
    }
}
