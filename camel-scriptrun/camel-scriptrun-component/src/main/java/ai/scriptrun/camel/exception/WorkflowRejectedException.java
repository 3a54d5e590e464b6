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

import java.util.List;

/**
 * The service refused to start the workflow because its structure or input is invalid: an inner status of 400 or 422
 * (API, "Running a Workflow"). No run was started.
 */
public class WorkflowRejectedException extends ScriptRunException {

    private final List<String> errors;

    /**
     * @param message names the request, the response and what to do
     * @param context the call and its response
     * @param errors  the service's list of errors
     */
    public WorkflowRejectedException(String message, ErrorContext context, List<String> errors) {
        super(message, context, null);
        this.errors = List.copyOf(errors);
    }

    /** The service's list of errors, in its order; empty where it gave none. */
    public List<String> getErrors() {
        return errors;
    }
}
