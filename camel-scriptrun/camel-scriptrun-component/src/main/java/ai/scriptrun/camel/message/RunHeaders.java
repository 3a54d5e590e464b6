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
import ai.scriptrun.camel.result.FinishedRun;
import org.apache.camel.Message;

/** Tells what is known of a run in the headers of a message. */
public final class RunHeaders {

    private RunHeaders() {}

    /** Sets what is known, and removes what an earlier run may have left. */
    public static void set(Message message, Long workflowId, FinishedRun finished) {
        set(message, ScriptRunConstants.WORKFLOW_ID, workflowId == null ? finished.workflowId() : workflowId);
        set(message, ScriptRunConstants.RUN_ID, finished.run().getId());
        set(message, ScriptRunConstants.RUN_STATUS, finished.run().getStatus());
        set(message, ScriptRunConstants.TOTAL_COST, finished.run().getTotalCost());
        set(message, ScriptRunConstants.POLLS, finished.polls());
        set(message, ScriptRunConstants.COMPLETE, finished.complete());
    }

    /** Tells which run it is whose result can't be had, and removes what an earlier run may have left. */
    public static void setUnfinished(Message message, Long workflowId, String runId) {
        set(message, ScriptRunConstants.WORKFLOW_ID, workflowId);
        set(message, ScriptRunConstants.RUN_ID, runId);
        set(message, ScriptRunConstants.RUN_STATUS, null);
        set(message, ScriptRunConstants.TOTAL_COST, null);
        set(message, ScriptRunConstants.POLLS, null);
        set(message, ScriptRunConstants.COMPLETE, false);
    }

    private static void set(Message message, String header, Object value) {
        if (value == null) {
            message.removeHeader(header);
        } else {
            message.setHeader(header, value);
        }
    }
}
