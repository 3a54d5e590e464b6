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

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import ai.scriptrun.camel.exception.ErrorContext;
import ai.scriptrun.camel.exception.InvalidInputException;
import ai.scriptrun.camel.exception.RunNotFoundException;
import ai.scriptrun.camel.model.InputField;
import ai.scriptrun.camel.model.Json;
import ai.scriptrun.camel.model.RunId;
import ai.scriptrun.camel.model.RunSummary;
import ai.scriptrun.camel.model.Workflow;
import ai.scriptrun.camel.model.WorkflowRun;
import ai.scriptrun.camel.time.Timer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;

/**
 * The ScriptRun API, one method per call. A call is sent on the calling thread; where it has to wait for a retry or a
 * throttle it continues on another thread, and the future completes later. Futures fail with a
 * {@link ai.scriptrun.camel.exception.ScriptRunException}. Thread-safe.
 */
public final class ScriptRunClient extends ServiceSupport implements RunApi {

    private final Transport transport;
    private final boolean jwt;
    private final CallExecutor executor;
    private final Throttle throttle;

    /**
     * @param transport    sends the calls; started and stopped with the client
     * @param baseUrl      the root of the service, for the log
     * @param credentials  who is calling
     * @param maxRetries   how often a call is sent again at most
     * @param throttle     shared by all clients of a component to the same base URL
     * @param timer        clock and scheduler
     * @param listener     is told of calls, retries and throttling
     */
    public ScriptRunClient(
            Transport transport,
            String baseUrl,
            Credentials credentials,
            int maxRetries,
            Throttle throttle,
            Timer timer,
            CallListener listener) {
        this.transport = transport;
        this.jwt = credentials.isJwt();
        this.throttle = throttle;
        this.executor = new CallExecutor(
                transport,
                credentials,
                new RetryRule(maxRetries),
                throttle,
                timer,
                listener,
                new Reachability(baseUrl, timer));
    }

    @Override
    protected void doStart() {
        ServiceHelper.startService(transport);
    }

    @Override
    protected void doStop() {
        executor.close();
        ServiceHelper.stopService(transport);
    }

    /** Delays calls for as long as the service asks for. */
    @Override
    public Throttle throttle() {
        return throttle;
    }

    /** {@code POST /workflows/}. */
    public CompletableFuture<ApiResult<Workflow>> createWorkflow(ObjectNode workflow) {
        return executor.execute(
                ApiCall.post(ErrorContext.of("createWorkflow", null, null), "", bytes(workflow)),
                response -> new Workflow(response.object()));
    }

    /** One page of {@code GET /workflows/}, filtered where project or title is not {@code null}; pages count from 1. */
    @Override
    public CompletableFuture<ApiResult<Page<Workflow>>> listWorkflows(Long project, String title, int page) {
        String query = query("project", project) + query("title", title) + query("page", page == 1 ? null : page);
        return executor.execute(
                ApiCall.get(ErrorContext.of("listWorkflows", null, null), asQuery(query)),
                response -> response.page(page, Workflow::new));
    }

    /** {@code GET /workflows/{id}/}. */
    @Override
    public CompletableFuture<ApiResult<Workflow>> getWorkflow(long id) {
        return executor.execute(
                ApiCall.get(ErrorContext.of("getWorkflow", id, null), id + "/"),
                response -> new Workflow(response.object()));
    }

    /** {@code PATCH /workflows/{id}/}. */
    public CompletableFuture<ApiResult<Workflow>> updateWorkflow(long id, ObjectNode changes) {
        return executor.execute(
                ApiCall.patch(ErrorContext.of("updateWorkflow", id, null), id + "/", bytes(changes)),
                response -> new Workflow(response.object()));
    }

    /** {@code DELETE /workflows/{id}/}. */
    public CompletableFuture<ApiResult<Void>> deleteWorkflow(long id) {
        return executor.execute(
                ApiCall.delete(ErrorContext.of("deleteWorkflow", id, null), id + "/"), response -> null);
    }

    /** {@code GET /workflows/{id}/input-fields/}. */
    public CompletableFuture<ApiResult<List<InputField>>> getInputFields(long id) {
        return executor.execute(
                ApiCall.get(ErrorContext.of("getInputFields", id, null), id + "/input-fields/"),
                response -> response.list(InputField::new));
    }

    /** {@code GET /workflows/{id}/check_workflow/}. */
    public CompletableFuture<ApiResult<JsonNode>> checkWorkflow(long id) {
        return executor.execute(
                ApiCall.get(ErrorContext.of("checkWorkflow", id, null), id + "/check_workflow/"),
                ResponseReader::value);
    }

    /** {@code GET /workflows/get_nodes/}. */
    public CompletableFuture<ApiResult<JsonNode>> getNodes() {
        return executor.execute(
                ApiCall.get(ErrorContext.of("getNodes", null, null), "get_nodes/"), ResponseReader::value);
    }

    /** {@code POST /workflows/{id}/run/}; retried only where no run can have been started. */
    public CompletableFuture<ApiResult<WorkflowRun>> startRun(long workflowId, RunInput input) {
        return startRun(workflowId, input, () -> {});
    }

    /**
     * As {@link #startRun(long, RunInput)}, with a check before each attempt: throttling and retries may send it much
     * later.
     *
     * @param check throws a {@link ai.scriptrun.camel.exception.ScriptRunException} if it may no longer be sent
     */
    public CompletableFuture<ApiResult<WorkflowRun>> startRun(long workflowId, RunInput input, Runnable check) {
        ErrorContext context = ErrorContext.of("runWorkflow", workflowId, null);
        return executor.execute(
                input.toCall(context, workflowId + "/run/", jwt),
                ResponseReader::startedRun,
                ResponseReader::notStarted,
                check);
    }

    /**
     * {@code GET /workflows/workflow_result/?id=}; fails with {@link RunNotFoundException} where the service knows no
     * such run.
     *
     * @param operation  the operation that asks, for messages
     * @param workflowId the run's workflow, for messages, or {@code null}
     */
    @Override
    public CompletableFuture<ApiResult<WorkflowRun>> getResult(String operation, Long workflowId, String runId) {
        ErrorContext context = ErrorContext.of(operation, workflowId, runId);
        if (!RunId.isValid(runId)) {
            // Even an id from the service's own history must not get into a URL unchecked.
            return CompletableFuture.failedFuture(new InvalidInputException(
                    context.describe() + " was not sent: the id of a run has to be a UUID.", context, null));
        }
        ApiCall call = ApiCall.get(context, "workflow_result/?id=" + encoded(runId));
        return executor.execute(call, ResponseReader::run, ResponseReader::noRun);
    }

    /** One page of {@code GET /workflows/{id}/history/}; pages count from 1, {@code null} leaves the rest to the service. */
    @Override
    public CompletableFuture<ApiResult<Page<RunSummary>>> getHistory(
            long workflowId, String ordering, int page, Integer pageSize) {
        String query =
                query("ordering", ordering) + query("page", page == 1 ? null : page) + query("page_size", pageSize);
        return executor.execute(
                ApiCall.get(ErrorContext.of("getHistory", workflowId, null), workflowId + "/history/" + asQuery(query)),
                response -> response.page(page, RunSummary::new));
    }

    /** The failure that a {@link CompletionException} wraps. */
    public static Throwable unwrap(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static byte[] bytes(JsonNode json) {
        return Json.write(json).getBytes(StandardCharsets.UTF_8);
    }

    private static String query(String name, Object value) {
        return value == null ? "" : "&" + name + "=" + encoded(value.toString());
    }

    private static String encoded(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '-' && (c >= 128 || !Character.isLetterOrDigit(c))) {
                return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
            }
        }
        // An id or a number, which is what nearly every call has, goes as it is.
        return text;
    }

    private static String asQuery(String parameters) {
        return parameters.isEmpty() ? "" : "?" + parameters.substring(1);
    }
}
