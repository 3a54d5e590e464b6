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
package ai.scriptrun.camel.model;

/** Values of the status of a run or of a node (API, "Allowed status Values"). */
public final class StatusWords {

    /** Its start is pending in the run store; a value of this component, not of the API. */
    public static final String QUEUED = "queued";

    /** Accepted; the response to a start. */
    public static final String CREATED = "created";

    /** Queued; execution has not started. */
    public static final String IN_QUEUE = "in queue";

    /** Execution is active. */
    public static final String IN_PROGRESS = "in progress";

    /** Completed successfully. */
    public static final String SUCCEED = "succeed";

    /** Completed with an error. */
    public static final String FAILED = "failed";

    /** The service has no such run. */
    public static final String NOT_FOUND = "not found";

    private StatusWords() {}
}
