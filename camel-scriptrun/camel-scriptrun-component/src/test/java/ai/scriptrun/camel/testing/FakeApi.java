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
package ai.scriptrun.camel.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongFunction;

import ai.scriptrun.camel.client.ApiResult;
import ai.scriptrun.camel.client.Page;
import ai.scriptrun.camel.client.RunApi;
import ai.scriptrun.camel.client.Throttle;
import ai.scriptrun.camel.exception.ErrorContext;
import ai.scriptrun.camel.exception.NotFoundException;
import ai.scriptrun.camel.exception.RunNotFoundException;
import ai.scriptrun.camel.exception.ScriptRunApiException;
import ai.scriptrun.camel.exception.ScriptRunException;
import ai.scriptrun.camel.model.RunSummary;
import ai.scriptrun.camel.model.Workflow;
import ai.scriptrun.camel.model.WorkflowRun;
import ai.scriptrun.camel.time.Timer;

/** A scripted service. Records the calls and their times. */
public final class FakeApi implements RunApi {

    public final List<Instant> polls = new ArrayList<>();
    public int workflowReads;
    public int historyPages;
    public int listPages;

    /** Responses by run id. */
    public Function<String, CompletableFuture<WorkflowRun>> result = id -> answer(Runs.inProgress());

    /** Responses by workflow id. */
    public LongFunction<CompletableFuture<Workflow>> workflow =
            id -> answer(TestWorkflow.chain("a").workflow());

    /** Responses by page. */
    public IntFunction<CompletableFuture<Page<RunSummary>>> history = page -> failure(outOfReach());

    /** The workflows of the account, by default in one page. */
    public List<Workflow> workflows = List.of();

    public int workflowsInAPage = Integer.MAX_VALUE;

    private final Timer timer;
    private final Throttle throttle;

    public FakeApi(Timer timer) {
        this.timer = timer;
        this.throttle = new Throttle(timer);
    }

    /** The responses to the polls in order; the last one is repeated. */
    public void results(WorkflowRun... answers) {
        result = id -> answer(answers[Math.min(polls.size(), answers.length) - 1]);
    }

    public int calls() {
        return polls.size() + workflowReads + historyPages;
    }

    @Override
    public CompletableFuture<ApiResult<WorkflowRun>> getResult(String operation, Long workflowId, String runId) {
        polls.add(timer.now());
        return result.apply(runId).thenApply(FakeApi::ok);
    }

    @Override
    public CompletableFuture<ApiResult<Workflow>> getWorkflow(long id) {
        workflowReads++;
        return workflow.apply(id).thenApply(FakeApi::ok);
    }

    @Override
    public CompletableFuture<ApiResult<Page<RunSummary>>> getHistory(
            long workflowId, String ordering, int page, Integer pageSize) {
        historyPages++;
        return history.apply(page).thenApply(FakeApi::ok);
    }

    @Override
    public CompletableFuture<ApiResult<Page<Workflow>>> listWorkflows(Long project, String title, int page) {
        listPages++;
        int from = (page - 1) * workflowsInAPage;
        boolean last = workflows.size() - from <= workflowsInAPage;
        List<Workflow> items = workflows.subList(from, last ? workflows.size() : from + workflowsInAPage);
        return answer(new Page<>(items, (long) workflows.size(), last ? null : page + 1))
                .thenApply(FakeApi::ok);
    }

    @Override
    public Throttle throttle() {
        return throttle;
    }

    private static <T> ApiResult<T> ok(T value) {
        return new ApiResult<>(value, 200);
    }

    public static <T> CompletableFuture<T> answer(T value) {
        return CompletableFuture.completedFuture(value);
    }

    public static <T> CompletableFuture<T> failure(Throwable failure) {
        return CompletableFuture.failedFuture(failure);
    }

    public static <T> CompletableFuture<T> silence() {
        return new CompletableFuture<>();
    }

    public static ScriptRunException outOfReach() {
        return new ScriptRunApiException("awaitResult failed: the connection was reset.", context(), null);
    }

    public static ScriptRunException workflowNotFound() {
        return new NotFoundException(
                "getWorkflow failed: HTTP 404.", context().answered(404, "No Workflow matches the given query."), null);
    }

    public static ScriptRunException runNotFound() {
        return new RunNotFoundException("awaitResult: the service knows no such run.", context(), null);
    }

    private static ErrorContext context() {
        return ErrorContext.of("awaitResult", 6L, Runs.ID);
    }
}
