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

/**
 * The request during which an error occurred. Immutable; never holds a credential.
 *
 * @param operation      the operation of the {@code scriptrun:} URI, such as {@code runWorkflow}
 * @param workflowId     the workflow, or {@code null} where there is none
 * @param runId          the run's UUID, or {@code null} where there is none
 * @param httpStatus     the HTTP status of the response, or {@code null} without one
 * @param serviceMessage the service's own words, shortened, or {@code null} where there were none
 */
public record ErrorContext(String operation, Long workflowId, String runId, Integer httpStatus, String serviceMessage) {

    private static final int MAX_SERVICE_WORDS = 500;

    /** Makes what others wrote fit for a log: in one line, without control characters, and not too long. */
    public ErrorContext {
        runId = SafeText.of(runId);
        serviceMessage = SafeText.of(serviceMessage);
        if (serviceMessage != null && serviceMessage.length() > MAX_SERVICE_WORDS) {
            // The half of a pair that the cut may leave is no character.
            serviceMessage = SafeText.of(serviceMessage.substring(0, MAX_SERVICE_WORDS)) + "…";
        }
    }

    /** A context without a response. */
    public static ErrorContext of(String operation, Long workflowId, String runId) {
        return new ErrorContext(operation, workflowId, runId, null, null);
    }

    /** The same call with its response. */
    public ErrorContext answered(int status, String words) {
        return new ErrorContext(operation, workflowId, runId, status, words);
    }

    /** {@code runWorkflow (workflow 6, run 0781b175-…)}: the question in a few words, for the start of a message. */
    public String describe() {
        StringBuilder text = new StringBuilder(operation);
        if (workflowId != null && runId != null) {
            text.append(" (workflow ")
                    .append(workflowId)
                    .append(", run ")
                    .append(runId)
                    .append(')');
        } else if (workflowId != null) {
            text.append(" (workflow ").append(workflowId).append(')');
        } else if (runId != null) {
            text.append(" (run ").append(runId).append(')');
        }
        return text.toString();
    }

    /** {@code : HTTP 400: "Missing id"}: a short form of the response, for the end of a message; empty without one. */
    public String describeAnswer() {
        StringBuilder text = new StringBuilder();
        if (httpStatus != null) {
            text.append("HTTP ").append(httpStatus);
        }
        if (serviceMessage != null && !serviceMessage.isBlank()) {
            text.append(text.isEmpty() ? "" : ", ").append("the service said: ").append(serviceMessage.strip());
        }
        return text.toString();
    }
}
