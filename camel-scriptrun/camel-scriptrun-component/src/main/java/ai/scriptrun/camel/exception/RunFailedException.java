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
package ai.scriptrun.camel.exception;

import ai.scriptrun.camel.model.WorkflowRun;

/** The run ended with status {@code failed}. Holds the run with what its nodes left. */
public class RunFailedException extends ScriptRunException {

    private final transient WorkflowRun run;

    /**
     * @param message names the request, the response and what to do
     * @param context the request
     * @param run     the finished run
     */
    public RunFailedException(String message, ErrorContext context, WorkflowRun run) {
        super(message, context, null);
        this.run = run;
    }

    /** The run as the service gave it; {@code null} only after Java serialization. */
    public WorkflowRun getRun() {
        return run;
    }
}
