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
package ai.scriptrun.camel.observe;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import ai.scriptrun.camel.timing.Distribution;
import ai.scriptrun.camel.timing.Timings;
import ai.scriptrun.camel.timing.WorkflowTiming;

/**
 * What is known of how long the runs of a workflow take.
 *
 * @param workflowId the workflow
 * @param runs       how many runs it is known from
 * @param median     half of them take at most this long; empty until enough are known
 * @param p90        nine of ten take at most this long; empty until enough are known
 */
public record LearnedWorkflow(long workflowId, int runs, Optional<Duration> median, Optional<Duration> p90) {

    private static final double MEDIAN = 0.5;
    private static final double MOST = 0.9;

    static Stream<LearnedWorkflow> of(Timings timings) {
        return timings.all().entrySet().stream()
                .filter(workflow -> workflow.getValue().known() > 0)
                .map(workflow -> of(workflow.getKey(), workflow.getValue()));
    }

    private static LearnedWorkflow of(long workflowId, WorkflowTiming timing) {
        Optional<Distribution> known = timing.runs();
        return new LearnedWorkflow(
                workflowId,
                timing.known(),
                known.map(durations -> durations.quantile(MEDIAN)),
                known.map(durations -> durations.quantile(MOST)));
    }

    /** For people: how long runs take, in seconds. */
    public String describe() {
        return median.isEmpty()
                ? runs + " runs known, polled by the intervals until there are enough"
                : String.format(
                        Locale.ROOT,
                        "%d runs known, median %.1f s, 90 %% within %.1f s",
                        runs,
                        seconds(median.orElseThrow()),
                        seconds(p90.orElseThrow()));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
