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
package ai.scriptrun.camel;

import org.apache.camel.spi.Metadata;

/** Names of the headers and exchange properties that the ScriptRun component reads and sets. */
public final class ScriptRunConstants {

    @Metadata(
            description = "Id of the workflow. As an input it is ignored if the endpoint's URI sets workflowId.",
            javaType = "Long")
    public static final String WORKFLOW_ID = "CamelScriptRunWorkflowId";

    @Metadata(
            label = "producer",
            description = "Id of the project. Ignored if the endpoint's URI sets projectId.",
            javaType = "Long")
    public static final String PROJECT_ID = "CamelScriptRunProjectId";

    @Metadata(
            label = "producer",
            description =
                    "Title of the workflow to create, to update or to list. Ignored if the endpoint's URI sets title.",
            javaType = "String")
    public static final String TITLE = "CamelScriptRunTitle";

    @Metadata(
            label = "producer",
            description = "Number of the page to read, from 1. Ignored if the endpoint's URI sets page.",
            javaType = "Integer")
    public static final String PAGE = "CamelScriptRunPage";

    @Metadata(
            label = "producer",
            description = "Number of history entries in a page. Ignored if the endpoint's URI sets pageSize.",
            javaType = "Integer")
    public static final String PAGE_SIZE = "CamelScriptRunPageSize";

    @Metadata(
            label = "producer",
            description =
                    "Order of the history: created_at, -created_at, cost or -cost. Ignored if the endpoint's URI sets ordering.",
            javaType = "String")
    public static final String ORDERING = "CamelScriptRunOrdering";

    @Metadata(
            description = "UUID of the run. As an input it is ignored if the endpoint's URI sets runId.",
            javaType = "String")
    public static final String RUN_ID = "CamelScriptRunRunId";

    @Metadata(
            description = "Status of the run: queued while its start is pending in the run store, else as the API"
                    + " sends it: created, in queue, in progress, succeed or failed.",
            javaType = "String")
    public static final String RUN_STATUS = "CamelScriptRunRunStatus";

    @Metadata(description = "Cost of the run in USD, if the service reports it.", javaType = "Double")
    public static final String TOTAL_COST = "CamelScriptRunTotalCost";

    @Metadata(description = "Number of result polls of this run.", javaType = "Integer")
    public static final String POLLS = "CamelScriptRunPolls";

    @Metadata(
            description = "Whether the run's status is terminal and its data complete. Set by getResult too, so that a"
                    + " route can drive its own loop.",
            javaType = "Boolean")
    public static final String COMPLETE = "CamelScriptRunComplete";

    @Metadata(
            label = "producer",
            description = "With the input page: total number of entries over all pages.",
            javaType = "Long")
    public static final String TOTAL_COUNT = "CamelScriptRunTotalCount";

    @Metadata(
            label = "producer",
            description = "With the input page: number of the next page; absent on the last one.",
            javaType = "Integer")
    public static final String NEXT_PAGE = "CamelScriptRunNextPage";

    @Metadata(label = "producer", description = "HTTP status of the service's response.", javaType = "Integer")
    public static final String HTTP_RESPONSE_CODE = "CamelScriptRunHttpResponseCode";

    @Metadata(
            description =
                    "The user's own idempotency key of a start: in a run store, a key starts one run of a workflow, and"
                            + " a start with a known key gets that run. Also set on the run's result.",
            javaType = "String")
    public static final String START_KEY = "CamelScriptRunStartKey";

    @Metadata(
            label = "consumer",
            description = "Number of deliveries of this result so far, including this one.",
            javaType = "Integer")
    public static final String DELIVERY = "CamelScriptRunDelivery";

    /** Exchange property of a consumed result: the body that the run was started with. */
    public static final String INPUT_PROPERTY = "CamelScriptRunInput";

    private ScriptRunConstants() {}
}
