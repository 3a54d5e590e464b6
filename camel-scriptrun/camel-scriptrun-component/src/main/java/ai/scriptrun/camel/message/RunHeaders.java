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
package ai.scriptrun.camel.message;

import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.model.StatusWords;
import ai.scriptrun.camel.model.WorkflowRun;
import ai.scriptrun.camel.result.FinishedRun;
import org.apache.camel.Message;

/**
 * The out headers of a run. Each method writes all of them, so that none of an earlier run is left:
 *
 * <table>
 * <caption>Headers by the state of the run; those without a value are removed</caption>
 * <tr><th></th><th>created</th><th>queued</th><th>finished</th><th>unfinished</th></tr>
 * <tr><td>WorkflowId</td><td>yes</td><td>yes</td><td>if known</td><td>if known</td></tr>
 * <tr><td>RunId</td><td>yes</td><td>if its key has started one</td><td>yes</td><td>if known</td></tr>
 * <tr><td>RunStatus</td><td>yes</td><td>{@code queued}, {@code created}</td><td>yes</td><td></td></tr>
 * <tr><td>TotalCost</td><td></td><td></td><td>if reported</td><td></td></tr>
 * <tr><td>Polls</td><td></td><td></td><td>yes</td><td></td></tr>
 * <tr><td>Complete</td><td>{@code false}</td><td>{@code false}</td><td>yes</td><td>{@code false}</td></tr>
 * <tr><td>HttpResponseCode</td><td>yes</td><td></td><td>producers</td><td></td></tr>
 * </table>
 */
public final class RunHeaders {

    private RunHeaders() {}

    /** Of a run that was started. */
    public static void setCreated(Message message, long workflowId, WorkflowRun run, int httpStatus) {
        set(message, workflowId, run.getId(), run.getStatus(), null, null, false, httpStatus);
    }

    /** Of a start that was queued; with a run id, of the run that its key has started before. */
    public static void setQueued(Message message, long workflowId, String runId) {
        set(message, workflowId, runId, queuedStatus(runId), null, null, false, null);
    }

    /** The status of a start that was queued. */
    public static String queuedStatus(String runId) {
        return runId == null ? StatusWords.QUEUED : StatusWords.CREATED;
    }

    /** Of a run that was read; {@code httpStatus} is {@code null} for a consumer. */
    public static void setFinished(Message message, Long workflowId, FinishedRun finished, Integer httpStatus) {
        WorkflowRun run = finished.run();
        set(
                message,
                workflowId == null ? finished.workflowId() : workflowId,
                run.getId(),
                run.getStatus(),
                run.getTotalCost(),
                finished.polls(),
                finished.complete(),
                httpStatus);
    }

    /** Of a run that has no result, or none yet. */
    public static void setUnfinished(Message message, Long workflowId, String runId) {
        set(message, workflowId, runId, null, null, null, false, null);
    }

    private static void set(
            Message message,
            Long workflowId,
            String runId,
            String status,
            Double cost,
            Integer polls,
            boolean complete,
            Integer httpStatus) {
        OutHeader.set(message, ScriptRunConstants.WORKFLOW_ID, workflowId);
        OutHeader.set(message, ScriptRunConstants.RUN_ID, runId);
        OutHeader.set(message, ScriptRunConstants.RUN_STATUS, status);
        OutHeader.set(message, ScriptRunConstants.TOTAL_COST, cost);
        OutHeader.set(message, ScriptRunConstants.POLLS, polls);
        OutHeader.set(message, ScriptRunConstants.COMPLETE, complete);
        OutHeader.set(message, ScriptRunConstants.HTTP_RESPONSE_CODE, httpStatus);
    }
}
