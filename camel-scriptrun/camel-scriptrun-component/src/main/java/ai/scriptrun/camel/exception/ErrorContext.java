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

/**
 * What was being asked of the service when something went wrong. Immutable; never holds a credential.
 *
 * @param operation      the operation of the {@code scriptrun:} URI, such as {@code runWorkflow}
 * @param workflowId     the workflow, or {@code null} where there is none
 * @param runId          the run's UUID, or {@code null} where there is none
 * @param httpStatus     the HTTP status of the answer, or {@code null} where no answer came
 * @param serviceMessage the service's own words, shortened, or {@code null} where there were none
 */
public record ErrorContext(String operation, Long workflowId, String runId, Integer httpStatus, String serviceMessage) {

    private static final int MAX_SERVICE_WORDS = 500;

    /** Cuts the service's words to a length that is still pleasant in a log, and takes out what is not for a line of it. */
    public ErrorContext {
        serviceMessage = Printable.of(serviceMessage);
        if (serviceMessage != null && serviceMessage.length() > MAX_SERVICE_WORDS) {
            serviceMessage = serviceMessage.substring(0, MAX_SERVICE_WORDS) + "…";
        }
    }

    /** A context before any answer has come. */
    public static ErrorContext of(String operation, Long workflowId, String runId) {
        return new ErrorContext(operation, workflowId, runId, null, null);
    }

    /** The same question with the answer it got. */
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

    /** {@code : HTTP 400: "Missing id"}: the answer in a few words, for the end of a message; empty without one. */
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
