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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import ai.scriptrun.camel.exception.AwaitTimeoutException;
import ai.scriptrun.camel.exception.ErrorContext;
import ai.scriptrun.camel.exception.InconsistentResultException;
import ai.scriptrun.camel.exception.RunFailedException;
import ai.scriptrun.camel.exception.ScriptRunException;
import ai.scriptrun.camel.model.RunStatus;
import ai.scriptrun.camel.model.WorkflowRun;
import ai.scriptrun.camel.result.FinishedRun;

/** Makes the exceptions of waits that ended without a result. */
public final class RunErrors {

    private static final int MOST_NODES = 5;

    private RunErrors() {}

    static Throwable of(Step.Reason reason, AwaitedRun run, Progress progress, PollResult polled) {
        return switch (reason) {
            case UNKNOWN_RUN, CALL_FAILED -> polled.failure().orElseThrow();
            case TIMED_OUT -> timedOut(run, progress, polled.failure());
            case INCONSISTENT -> inconsistent(run, progress, (PollResult.Ended) polled);
        };
    }

    static ScriptRunException timedOut(AwaitedRun run, Progress progress, Optional<Throwable> cause) {
        ErrorContext context = context(run);
        return new AwaitTimeoutException(
                context.describe() + " has no result "
                        + words(Duration.between(run.startedAt(), run.deadline()))
                        + " after its start: " + describe(progress.lastSeen(), progress.polls())
                        + ". The run itself goes on; await it again by its id (operation awaitResult), or raise "
                        + (run.isConsumed() ? "resultTimeout." : "awaitTimeout."),
                context,
                cause.orElse(null));
    }

    private static String describe(Progress.LastSeen seen, int polls) {
        return switch (seen.kind()) {
            case FAILURE ->
                (polls == 1 ? "the only poll failed: " : "the last of " + polls + " polls failed: ")
                        + withoutStop(seen.words());
            case STATUS ->
                "its status was last seen as '" + seen.words() + "'"
                        + (polls == 0 ? "" : ", after " + count(polls, "poll"));
            case NOTHING ->
                polls == 0
                        ? "no poll could be made, because calls are throttled or every worker is busy"
                        : count(polls, "poll") + " got no response";
        };
    }

    private static String withoutStop(String message) {
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static ScriptRunException inconsistent(AwaitedRun run, Progress progress, PollResult.Ended ended) {
        ErrorContext context = context(run);
        Set<String> missing = ended.missing();
        return new InconsistentResultException(
                context.describe() + " ended with '" + ended.run().getStatus() + "', but its data was still "
                        + (missing.isEmpty() ? "empty" : "without a result of " + some(missing))
                        + " after " + count(progress.state().settlings(), "further poll")
                        + ". Await it again by its id, or raise consistencyRetries or consistencyDelay.",
                context,
                null);
    }

    private static String some(Set<String> nodes) {
        String first = nodes.stream().limit(MOST_NODES).collect(Collectors.joining(", "));
        return nodes.size() > MOST_NODES ? first + " and " + (nodes.size() - MOST_NODES) + " more" : first;
    }

    static ScriptRunException stopped(AwaitedRun run) {
        ErrorContext context = context(run);
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
                .filter(node -> RunStatus.of(node.getValue().getStatus()) == RunStatus.FAILED)
                .map(node -> finished.graph().describe(node.getKey()))
                .toList();
        return new RunFailedException(
                context.describe() + " ended with 'failed'"
                        + (nodes.isEmpty() ? "" : ", in node " + String.join(", ", nodes))
                        + ". The exception holds the run; throwExceptionOnFailure=false returns it like any other run.",
                context,
                run);
    }

    private static ErrorContext context(AwaitedRun run) {
        return ErrorContext.of(run.operation(), run.workflowId(), run.runId());
    }

    private static String words(Duration duration) {
        if (!duration.minusHours(duration.toHours()).isZero() || duration.isZero()) {
            return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
        }
        return duration.toHours() + " h";
    }
}
