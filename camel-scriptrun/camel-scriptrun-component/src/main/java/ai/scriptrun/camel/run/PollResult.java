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

import java.util.Optional;
import java.util.Set;

import ai.scriptrun.camel.model.WorkflowRun;
import ai.scriptrun.camel.result.FinishedRun;
import ai.scriptrun.camel.result.PossibleGraphs;
import ai.scriptrun.camel.run.Progress.LastSeen;

/** What one poll has brought. */
sealed interface PollResult {

    /** The event for the state machine. */
    Response response();

    /** The text for messages. */
    LastSeen seen();

    /** The failure of the poll. */
    default Optional<Throwable> failure() {
        return Optional.empty();
    }

    /** The run has not ended. */
    record Running(String status) implements PollResult {

        @Override
        public Response response() {
            return new Response.Running();
        }

        @Override
        public LastSeen seen() {
            return LastSeen.status(status);
        }
    }

    /** The run has ended. */
    record Ended(WorkflowRun run, PossibleGraphs graphs) implements PollResult {

        @Override
        public Response response() {
            return new Response.Ended(graphs.completeness(run));
        }

        @Override
        public LastSeen seen() {
            return LastSeen.status(run.getStatus());
        }

        FinishedRun finished(int polls) {
            return new FinishedRun(run, graphs.best(run), true, polls);
        }

        /** The nodes that have no result yet; empty where the run has no data at all. */
        Set<String> missing() {
            return graphs.missing(run);
        }
    }

    /** The run could not be read. */
    record NotRead(Response response, Throwable cause) implements PollResult {

        @Override
        public LastSeen seen() {
            return LastSeen.failure(cause);
        }

        @Override
        public Optional<Throwable> failure() {
            return Optional.of(cause);
        }
    }
}
