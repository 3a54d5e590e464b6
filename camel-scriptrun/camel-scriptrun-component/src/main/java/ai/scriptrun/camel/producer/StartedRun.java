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
import ai.scriptrun.camel.start.StartIntent;
import ai.scriptrun.camel.store.AfterStart;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A start that was made or queued: the run, or the exception of an uncertain start. */
final class StartedRun {

    private static final int FOUND = 200;

    private final WorkflowRun run;
    private final long workflowId;
    private final Instant startedAt;
    private final int httpStatus;
    private final StartIntent intent;
    private final String queueKey;
    private final RunStartUncertainException doubt;
    private boolean stored;

    private StartedRun(
            WorkflowRun run,
            long workflowId,
            Instant startedAt,
            int httpStatus,
            StartIntent intent,
            String queueKey,
            RunStartUncertainException doubt) {
        this.run = run;
        this.workflowId = workflowId;
        this.startedAt = startedAt;
        this.httpStatus = httpStatus;
        this.intent = intent;
        this.queueKey = queueKey;
        this.doubt = doubt;
    }

    /**
     * A start that was accepted.
     *
     * @param intent the stored intent, or {@code null}
     */
    static StartedRun accepted(
            WorkflowRun run, long workflowId, Instant startedAt, int httpStatus, StartIntent intent) {
        return new StartedRun(run, workflowId, startedAt, httpStatus, intent, null, null);
    }

    /** A run that was found in the history. */
    static StartedRun found(String runId, long workflowId, Instant startedAt, StartIntent intent) {
        return new StartedRun(created(runId), workflowId, startedAt, FOUND, intent, null, null);
    }

    /** A run that was started before under the same key, at an unknown time. */
    static StartedRun known(String runId, long workflowId) {
        return new StartedRun(created(runId), workflowId, null, FOUND, null, null, null);
    }

    private static WorkflowRun created(String runId) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", runId).put("status", StatusWords.CREATED);
        return new WorkflowRun(json);
    }

    /** A start that was queued under this key. */
    static StartedRun queued(String key, long workflowId) {
        return new StartedRun(null, workflowId, null, 0, null, key, null);
    }

    /** A start of which it is unknown whether it was accepted. */
    static StartedRun uncertain(long workflowId, RunStartUncertainException doubt) {
        return new StartedRun(null, workflowId, null, 0, null, null, doubt);
    }

    /** The run of the service's response; fails for an uncertain start, because it must not be made again. */
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

    /** The stored intent whose outcome is not stored yet, or {@code null}. */
    StartIntent untold() {
        return stored ? null : intent;
    }

    /** The outcome is stored; storing it a second time would deliver the run again. */
    void setStored() {
        stored = true;
    }

    /** The stored intent, or {@code null}. */
    StartIntent intent() {
        return intent;
    }

    /** Whether its end frees a slot of its workflow's limit. */
    boolean isWatched() {
        return intent != null && intent.terms().then() == AfterStart.WATCH;
    }

    /** The key under which it was queued, or {@code null} if it was not queued. */
    String queueKey() {
        return queueKey;
    }

    long workflowId() {
        return workflowId;
    }

    /** When the run was started, or {@code null} if that is unknown. */
    Instant startedAt() {
        return startedAt;
    }

    int httpStatus() {
        return httpStatus;
    }

    @Override
    public String toString() {
        if (doubt != null) {
            return "uncertain start of workflow " + workflowId;
        }
        return (run == null ? "queued run" : "run " + run.getId()) + " of workflow " + workflowId;
    }
}
