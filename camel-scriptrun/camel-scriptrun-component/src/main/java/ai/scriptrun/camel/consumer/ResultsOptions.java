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
package ai.scriptrun.camel.consumer;

import java.time.Duration;
import java.util.Set;

import ai.scriptrun.camel.ResultFormat;
import ai.scriptrun.camel.StartFrom;
import ai.scriptrun.camel.run.RunPolicy;

/**
 * A consumer's validated options.
 *
 * @param workflowId    the workflow whose runs are emitted, or {@code null}
 * @param runId         the only run that is emitted, or {@code null}
 * @param statuses      the terminal statuses whose runs are emitted
 * @param startFrom     where a workflow's history begins
 * @param pageSize      entries in a page of the history, or {@code null} for the default
 * @param resultFormat  the body of a result
 * @param transacted    whether the route's work and the run's removal commit together
 * @param policy        how runs are polled
 * @param resultTimeout timeout of a run, from its start
 * @param keepDelivered retention time of delivered runs
 */
public record ResultsOptions(
        Long workflowId,
        String runId,
        Set<String> statuses,
        StartFrom startFrom,
        Integer pageSize,
        ResultFormat resultFormat,
        boolean transacted,
        RunPolicy policy,
        Duration resultTimeout,
        Duration keepDelivered) {}
