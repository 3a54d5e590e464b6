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

import ai.scriptrun.camel.model.RunStatus;
import ai.scriptrun.camel.model.RunSummary;

/**
 * The state of the wait for a run: exactly one turn is current at a time, and each method but for the accessors is an
 * event. An event that a turn doesn't expect is ignored. Others lead to a move of {@link PollLoop}, which is made only
 * while the turn is still current, so that a timer or response that belongs to an earlier turn does nothing. Immutable.
 */
sealed interface Turn {

    /** When the run is polled next, or, where a poll is in flight, when that was started. */
    Instant at();

    Progress progress();

    /** The time of the turn has come. */
    default void due(PollLoop loop) {}

    /** The history was read and has an entry of the run. */
    default void found(PollLoop loop, RunSummary entry) {}

    /** The run was looked up in the history without success. */
    default void notFound(PollLoop loop) {}

    /** The poll in flight has brought its result. */
    default void polled(PollLoop loop, PollResult result) {}

    /** The deadline of the run has come, or the end of the time that was granted beyond it. */
    default void deadline(PollLoop loop) {}

    /** The wait has ended. */
    default Turn end() {
        return new Ended(at(), progress());
    }

    /** Whether the run is worth a poll. What the service's words don't tell, the poll does. */
    private static boolean hasEnded(RunSummary entry) {
        return switch (RunStatus.of(entry.getStatus())) {
            case SUCCEEDED, FAILED, UNKNOWN -> true;
            case RUNNING -> false;
        };
    }

    /** The time of the next poll is set. */
    sealed interface Timed extends Turn {

        /** The same at a later time. */
        Timed postponed(Instant moment);

        @Override
        default void found(PollLoop loop, RunSummary entry) {
            if (hasEnded(entry) && progress().mayBeHastened()) {
                loop.fetch(this, progress().hasten());
            }
        }

        @Override
        default void deadline(PollLoop loop) {
            loop.expire(this, loop.now());
        }
    }

    /** When its time comes, the run is looked up in the history where that pays, and polled otherwise. */
    record Scheduled(Instant at, Progress progress) implements Timed {

        @Override
        public Timed postponed(Instant moment) {
            return new Scheduled(moment, progress);
        }

        @Override
        public void due(PollLoop loop) {
            loop.lookUp(this);
        }
    }

    /** When its time comes, the run is polled. */
    record PollScheduled(Instant at, Progress progress) implements Timed {

        @Override
        public Timed postponed(Instant moment) {
            return new PollScheduled(moment, progress);
        }

        @Override
        public void due(PollLoop loop) {
            loop.poll(this);
        }
    }

    /** The history is being read; the run is polled at its time if the history doesn't show its end. */
    record LookedUp(Instant at, Progress progress) implements Turn {

        @Override
        public void found(PollLoop loop, RunSummary entry) {
            if (hasEnded(entry)) {
                loop.fetch(this, progress);
            } else {
                loop.proceed(this, new PollResult.Running(entry.getStatus()));
            }
        }

        @Override
        public void notFound(PollLoop loop) {
            loop.pollAt(at, this, progress);
        }

        /** The history is slow, and it is time for the last poll. */
        @Override
        public void deadline(PollLoop loop) {
            loop.pollAt(loop.now(), this, progress);
            loop.expire(this, loop.now());
        }
    }

    /** A poll is in flight. */
    record Polling(Instant at, Progress progress) implements Turn {

        @Override
        public void polled(PollLoop loop, PollResult result) {
            loop.proceed(this, result);
        }

        @Override
        public void deadline(PollLoop loop) {
            loop.expire(this, at);
        }
    }

    /** The run has its result, or is not waited for any more. */
    record Ended(Instant at, Progress progress) implements Turn {

        @Override
        public Turn end() {
            return this;
        }
    }
}
