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
package ai.scriptrun.camel.consumer;

import ai.scriptrun.camel.exception.ErrorContext;
import ai.scriptrun.camel.exception.InvalidInputException;
import ai.scriptrun.camel.exception.NotFoundException;
import ai.scriptrun.camel.exception.ScriptRunApiException;
import ai.scriptrun.camel.exception.ScriptRunException;
import ai.scriptrun.camel.exception.WorkflowRejectedException;
import ai.scriptrun.camel.store.StartFailure;
import ai.scriptrun.camel.store.StoredRun;

/** Creates the exception of a queued start that the service refused, as its exchange would have got it. */
final class RefusedStart {

    private RefusedStart() {}

    static ScriptRunException of(StoredRun run, StartFailure failure) {
        ErrorContext context = new ErrorContext("runWorkflow", run.workflowId(), null, failure.httpStatus(), null);
        String message = failure.message() + " It was queued (record " + run.id() + " of the run store).";
        return switch (failure.kind()) {
            case "WorkflowRejectedException" -> new WorkflowRejectedException(message, context, failure.details());
            case "NotFoundException" -> new NotFoundException(message, context, null);
            case "InvalidInputException" -> new InvalidInputException(message, context, null);
            default ->
                failure.httpStatus() == null
                        ? new ScriptRunException(message, context, null)
                        : new ScriptRunApiException(message, context, null);
        };
    }
}
