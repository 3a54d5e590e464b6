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
package ai.scriptrun.camel.client;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import ai.scriptrun.camel.model.RunSummary;
import ai.scriptrun.camel.model.Workflow;
import ai.scriptrun.camel.model.WorkflowRun;

/** The calls of the API that are needed to follow a run to its end. Thread-safe. */
public interface RunApi {

    /** The orders in which a history can be asked for. */
    List<String> ORDERINGS = List.of("created_at", "-created_at", "cost", "-cost");

    /**
     * The run as it is now; fails with {@link ai.scriptrun.camel.exception.RunNotFoundException} where the service knows
     * no such run.
     *
     * @param operation  the operation that asks, for messages
     * @param workflowId the run's workflow, for messages, or {@code null}
     */
    CompletableFuture<ApiResult<WorkflowRun>> getResult(String operation, Long workflowId, String runId);

    /** A workflow. */
    CompletableFuture<ApiResult<Workflow>> getWorkflow(long id);

    /** One page of the workflows, filtered where project or title is not {@code null}; pages count from 1. */
    CompletableFuture<ApiResult<Page<Workflow>>> listWorkflows(Long project, String title, int page);

    /** One page of a workflow's runs; pages count from 1, {@code null} leaves the rest to the service. */
    CompletableFuture<ApiResult<Page<RunSummary>>> getHistory(
            long workflowId, String ordering, int page, Integer pageSize);

    /** Delays calls for as long as the service asks for. */
    Throttle throttle();
}
