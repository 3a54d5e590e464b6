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
package ai.scriptrun.camel.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.scriptrun.camel.exception.AwaitTimeoutException;
import ai.scriptrun.camel.exception.ErrorContext;
import ai.scriptrun.camel.exception.InconsistentResultException;
import ai.scriptrun.camel.exception.RunFailedException;
import ai.scriptrun.camel.exception.ScriptRunException;
import ai.scriptrun.camel.model.NodeResult;
import ai.scriptrun.camel.model.RunStatus;
import ai.scriptrun.camel.model.WorkflowRun;

/** Words every wait that ended without a result. */
public final class RunErrors {

    private RunErrors() {}

    static Throwable of(Step.Reason reason, RunWait wait, WorkflowRun run, WorkflowGraph graph) {
        return switch (reason) {
            case UNKNOWN_RUN, CALL_FAILED -> wait.lastFailure;
            case TIMED_OUT -> timedOut(wait);
            case INCONSISTENT -> inconsistent(wait, run, graph);
        };
    }

    private static ScriptRunException timedOut(RunWait wait) {
        AwaitedRun awaited = wait.run;
        ErrorContext context = context(awaited);
        return new AwaitTimeoutException(
                context.describe() + " has no result "
                        + seconds(Duration.between(awaited.startedAt(), awaited.deadline()))
                        + " after its start: " + lastSeen(wait)
                        + ". The run itself goes on; await it again by its id (operation awaitResult), or raise"
                        + " awaitTimeout (consumer: resultTimeout).",
                context,
                wait.lastFailure);
    }

    private static String lastSeen(RunWait wait) {
        String polls = wait.polls() == 1 ? "1 poll" : wait.polls() + " polls";
        if (wait.lastTrouble != null) {
            return "the last of " + polls + " failed: " + wait.lastTrouble;
        }
        return wait.lastStatus == null
                ? polls + " brought no answer"
                : "after " + polls + " its status is '" + wait.lastStatus + "'";
    }

    private static ScriptRunException inconsistent(RunWait wait, WorkflowRun run, WorkflowGraph graph) {
        ErrorContext context = context(wait.run);
        Set<String> missing = ResultCheck.missing(run, graph);
        return new InconsistentResultException(
                context.describe() + " ended with '" + run.getStatus() + "', but its data was still "
                        + (missing.isEmpty() ? "empty" : "without a result of " + String.join(", ", missing))
                        + " after " + wait.state.settlings()
                        + " further polls. Await it again by its id, or raise consistencyRetries or consistencyDelay.",
                context,
                null);
    }

    static ScriptRunException stopped(RunWait wait) {
        ErrorContext context = context(wait.run);
        return new ScriptRunException(
                context.describe() + " is no longer waited for, because the component is stopping. The run itself goes"
                        + " on; await it again by its id.",
                context,
                null);
    }

    /** A run that ended with an error, as the exception that producers raise. */
    public static RunFailedException failed(String operation, Long workflowId, FinishedRun finished) {
        WorkflowRun run = finished.run();
        ErrorContext context = ErrorContext.of(operation, workflowId, run.getId());
        List<String> nodes = run.getData().entrySet().stream()
                .filter(node -> RunStatus.FAILED.equals(node.getValue().getStatus()))
                .map(node -> name(node, finished.graph()))
                .toList();
        return new RunFailedException(
                context.describe() + " ended with 'failed'"
                        + (nodes.isEmpty() ? "" : ", in node " + String.join(", ", nodes))
                        + ". The exception holds the run; throwExceptionOnFailure=false takes it as an answer.",
                context,
                run);
    }

    private static String name(Map.Entry<String, NodeResult> node, WorkflowGraph graph) {
        WorkflowGraph.Vertex vertex = graph == null ? null : graph.vertex(node.getKey());
        return vertex == null ? node.getKey() : vertex.name();
    }

    private static ErrorContext context(AwaitedRun run) {
        return ErrorContext.of(run.operation(), run.workflowId(), run.runId());
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
