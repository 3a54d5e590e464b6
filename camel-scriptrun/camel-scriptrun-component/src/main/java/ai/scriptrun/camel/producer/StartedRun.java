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
package ai.scriptrun.camel.producer;

import java.time.Instant;

import ai.scriptrun.camel.exception.RunStartUncertainException;
import ai.scriptrun.camel.model.StatusWords;
import ai.scriptrun.camel.model.WorkflowRun;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A start that was made: the run, or the doubt whether there is one. */
final class StartedRun {

    private final WorkflowRun run;
    private final long workflowId;
    private final Instant startedAt;
    private final int httpStatus;
    private final RunStartUncertainException doubt;
    private StartIntents.Intent intent;
    private boolean stored;

    private StartedRun(
            WorkflowRun run, long workflowId, Instant startedAt, int httpStatus, RunStartUncertainException doubt) {
        this.run = run;
        this.workflowId = workflowId;
        this.startedAt = startedAt;
        this.httpStatus = httpStatus;
        this.doubt = doubt;
    }

    /** A start that was accepted. */
    static StartedRun accepted(WorkflowRun run, long workflowId, Instant startedAt, int httpStatus) {
        return new StartedRun(run, workflowId, startedAt, httpStatus, null);
    }

    /** A run that was started before under the same key. */
    static StartedRun known(String runId, long workflowId, Instant now) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", runId).put("status", StatusWords.CREATED);
        StartedRun known = new StartedRun(new WorkflowRun(json), workflowId, now, 200, null);
        known.setStored();
        return known;
    }

    /** A start of which nobody knows whether it was accepted. */
    static StartedRun uncertain(long workflowId, RunStartUncertainException doubt) {
        return new StartedRun(null, workflowId, null, 0, doubt);
    }

    /** The run as the service answered; fails where the start was uncertain, because it must not be made again. */
    WorkflowRun run() {
        if (doubt != null) {
            throw new RunStartUncertainException(
                    "Not started again on redelivery: " + doubt.getMessage(), doubt.getContext(), doubt);
        }
        return run;
    }

    /** UUID of the run; fails as {@link #run()}. */
    String runId() {
        return run().getId();
    }

    /** Whether the store knows of it; a second time would deliver it again. */
    boolean isStored() {
        return stored;
    }

    void setStored() {
        stored = true;
    }

    /** What was written into the store before the start, or {@code null}. */
    StartIntents.Intent intent() {
        return intent;
    }

    void setIntent(StartIntents.Intent written) {
        intent = written;
    }

    long workflowId() {
        return workflowId;
    }

    Instant startedAt() {
        return startedAt;
    }

    int httpStatus() {
        return httpStatus;
    }

    @Override
    public String toString() {
        return doubt == null ? "run " + run.getId() + " of workflow " + workflowId : "uncertain start of " + workflowId;
    }
}
