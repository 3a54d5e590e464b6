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
            description =
                    "Id of the workflow. In: where the endpoint's URI has no workflowId. Out: of the run or the workflow.",
            javaType = "Long")
    public static final String WORKFLOW_ID = "CamelScriptRunWorkflowId";

    @Metadata(
            label = "producer",
            description = "Id of the project, where the endpoint's URI has no projectId.",
            javaType = "Long")
    public static final String PROJECT_ID = "CamelScriptRunProjectId";

    @Metadata(
            label = "producer",
            description =
                    "Title of the workflow to create, to change or to look for, where the endpoint's URI has no title.",
            javaType = "String")
    public static final String TITLE = "CamelScriptRunTitle";

    @Metadata(
            label = "producer",
            description = "The one page to read, counted from 1, where the endpoint's URI has no page.",
            javaType = "Integer")
    public static final String PAGE = "CamelScriptRunPage";

    @Metadata(
            label = "producer",
            description = "Number of history entries in a page, where the endpoint's URI has no pageSize.",
            javaType = "Integer")
    public static final String PAGE_SIZE = "CamelScriptRunPageSize";

    @Metadata(
            label = "producer",
            description =
                    "Order of the history: created_at, -created_at, cost or -cost, where the endpoint's URI has no ordering.",
            javaType = "String")
    public static final String ORDERING = "CamelScriptRunOrdering";

    @Metadata(
            description = "UUID of the run. In: where the endpoint's URI has no runId. Out: of the run.",
            javaType = "String")
    public static final String RUN_ID = "CamelScriptRunRunId";

    @Metadata(
            description = "Status of the run in the API's word: created, in queue, in progress, succeed or failed.",
            javaType = "String")
    public static final String RUN_STATUS = "CamelScriptRunRunStatus";

    @Metadata(description = "What the run cost in USD, where the service says so.", javaType = "Double")
    public static final String TOTAL_COST = "CamelScriptRunTotalCost";

    @Metadata(description = "How often the result of this run was asked for.", javaType = "Integer")
    public static final String POLLS = "CamelScriptRunPolls";

    @Metadata(
            description = "Whether the run's status is terminal and its data complete. Set by getResult too, so that a"
                    + " route can drive its own loop.",
            javaType = "Boolean")
    public static final String COMPLETE = "CamelScriptRunComplete";

    @Metadata(
            label = "producer",
            description = "Number of entries of all pages together, of a page that was asked for.",
            javaType = "Long")
    public static final String TOTAL_COUNT = "CamelScriptRunTotalCount";

    @Metadata(
            label = "producer",
            description = "Number of the page that follows the one that was asked for; absent on the last one.",
            javaType = "Integer")
    public static final String NEXT_PAGE = "CamelScriptRunNextPage";

    @Metadata(label = "producer", description = "HTTP status of the service's answer.", javaType = "Integer")
    public static final String HTTP_RESPONSE_CODE = "CamelScriptRunHttpResponseCode";

    @Metadata(
            description = "The user's own name for a start. In: a key starts one run of a workflow in a run store, and"
                    + " whoever comes with a key that is known gets that run. Out: of the run.",
            javaType = "String")
    public static final String START_KEY = "CamelScriptRunStartKey";

    @Metadata(
            label = "consumer",
            description = "How often this result has been emitted, this time included.",
            javaType = "Integer")
    public static final String DELIVERY = "CamelScriptRunDelivery";

    /** Exchange property of a consumed result: the body that the run was started with. */
    public static final String INPUT_PROPERTY = "CamelScriptRunInput";

    private ScriptRunConstants() {}
}
