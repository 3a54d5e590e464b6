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
import java.util.Map;

import ai.scriptrun.camel.result.FinishedRun;

/**
 * Writes a span for each run. A span's context travels as headers of messages, so that it is stored with the run and
 * another node can continue the trace. Thread-safe.
 */
public interface RunTraces {

    /** Nothing is traced. */
    RunTraces NONE = new RunTraces() {};

    /**
     * The headers that carry the context of what starts a run now: those of its message, else those of the span of this
     * thread; none where there is no span.
     *
     * @param headers of the message that starts it
     */
    default Map<String, Object> context(Map<String, Object> headers) {
        return Map.of();
    }

    /**
     * Writes the span of a run, once on this node.
     *
     * @param starter headers that carry the context of what started it
     * @return headers for what continues with the result, which is the child of the run's span; none where nothing is
     * traced
     */
    default Map<String, Object> ended(Ended run, Map<String, Object> starter) {
        return Map.of();
    }

    /**
     * The end of a run.
     *
     * @param run      which it is; its id is {@code null} if it was never started for sure
     * @param finished its result, or {@code null}
     * @param failure  why it has no result, or {@code null}
     * @param at       when that was known
     */
    record Ended(AwaitedRun run, FinishedRun finished, Throwable failure, Instant at) {}
}
