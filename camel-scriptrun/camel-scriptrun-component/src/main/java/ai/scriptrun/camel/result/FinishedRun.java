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
package ai.scriptrun.camel.result;

import ai.scriptrun.camel.model.RunStatus;
import ai.scriptrun.camel.model.WorkflowRun;

/**
 * A run as a poll has found it, with what is needed to deliver it.
 *
 * @param run        the run as the service sent it
 * @param graph      its workflow's graph, {@link WorkflowGraph#UNKNOWN} where that isn't known
 * @param complete   whether it is terminal and consistent
 * @param polls      how many polls were made for it
 */
public record FinishedRun(WorkflowRun run, WorkflowGraph graph, boolean complete, int polls) {

    /** Its status. */
    public RunStatus status() {
        return RunStatus.of(run.getStatus());
    }

    /** Whether it ended with an error. */
    public boolean failed() {
        return switch (status()) {
            case FAILED -> true;
            case SUCCEEDED, RUNNING, UNKNOWN -> false;
        };
    }

    /** The workflow that it is of, or {@code null} where that isn't known. */
    public Long workflowId() {
        return graph.workflowId();
    }

    /** The same after so many polls of earlier waits. */
    public FinishedRun polledBefore(int earlier) {
        return earlier == 0 ? this : new FinishedRun(run, graph, complete, polls + earlier);
    }

    /** The content of its output, parsed; of several outputs a map by name, and {@code null} where none ran. */
    public Object output() {
        return Outputs.of(run, graph, ResultContent::parse);
    }

    /** The content of its output as text without a code fence; of several outputs a map by name. */
    public Object text() {
        return Outputs.of(run, graph, ResultContent::withoutFence);
    }
}
