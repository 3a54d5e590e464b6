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

import java.time.Instant;

/**
 * A run to wait for.
 *
 * @param operation    the operation that waits, for messages
 * @param workflowId   the run's workflow, or {@code null} if unknown: then no graph tells whether its data is complete
 * @param runId        UUID of the run
 * @param startedAt    when the run was started; if that is unknown, when the wait began
 * @param isStartKnown whether {@code startedAt} is the time of the run's start
 * @param deadline     when the wait times out
 */
public record AwaitedRun(
        String operation, Long workflowId, String runId, Instant startedAt, boolean isStartKnown, Instant deadline) {

    /** A run whose start time is known. */
    public AwaitedRun(String operation, Long workflowId, String runId, Instant startedAt, Instant deadline) {
        this(operation, workflowId, runId, startedAt, true, deadline);
    }

    /** A run whose start time is unknown: it may have been started at any time before the wait began. */
    public static AwaitedRun withUnknownStart(
            String operation, Long workflowId, String runId, Instant waitBegan, Instant deadline) {
        return new AwaitedRun(operation, workflowId, runId, waitBegan, false, deadline);
    }

    /** The earliest time at which the run may have been started; {@link Instant#MIN} if that is unknown. */
    Instant earliestStart() {
        return isStartKnown ? startedAt : Instant.MIN;
    }

    /**
     * Whether a consumer waits for it. A consumer can report a revoked credential to nobody, so it waits for a new one.
     */
    boolean isConsumed() {
        return "results".equals(operation);
    }
}
