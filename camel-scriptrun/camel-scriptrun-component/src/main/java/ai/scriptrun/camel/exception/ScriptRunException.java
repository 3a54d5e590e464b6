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

import ai.scriptrun.camel.model.SafeText;
import org.apache.camel.RuntimeCamelException;

/**
 * The root of all that this component raises. Says which operation, workflow and run it was about, the HTTP status and
 * the service's own words where there were any; never a credential.
 */
public class ScriptRunException extends RuntimeCamelException {

    private final transient ErrorContext context;

    /**
     * @param message names the request, the response and what to do
     * @param context the request
     * @param cause   the reason, or {@code null}
     */
    public ScriptRunException(String message, ErrorContext context, Throwable cause) {
        super(SafeText.of(message), cause);
        this.context = context;
    }

    /** The call and its response; {@code null} only after Java serialization. */
    public ErrorContext getContext() {
        return context;
    }

    /** The operation of the {@code scriptrun:} URI that failed. */
    public String getOperation() {
        return context == null ? null : context.operation();
    }

    /** The workflow of the call, or {@code null}. */
    public Long getWorkflowId() {
        return context == null ? null : context.workflowId();
    }

    /** The UUID of the run of the call, or {@code null}. */
    public String getRunId() {
        return context == null ? null : context.runId();
    }

    /** The HTTP status of the response, or {@code null} without one. */
    public Integer getHttpStatus() {
        return context == null ? null : context.httpStatus();
    }

    /** The service's own words about the error, shortened, or {@code null} where there were none. */
    public String getServiceMessage() {
        return context == null ? null : context.serviceMessage();
    }
}
