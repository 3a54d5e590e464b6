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
package ai.scriptrun.camel.producer;

import java.util.concurrent.CompletableFuture;

import ai.scriptrun.camel.exception.InvalidInputException;
import ai.scriptrun.camel.workflow.WorkflowGraphs;
import org.apache.camel.Exchange;

/**
 * Reads a workflow before its first run is started, rather than at that run's end: once the run is in flight, the
 * workflow may be edited, and the API doesn't tell what it was. Nothing waits for it, and a failure is ignored.
 */
final class WorkflowReadFirst implements Operation {

    private final WorkflowGraphs graphs;
    private final Inputs inputs;
    private final Operation start;

    WorkflowReadFirst(WorkflowGraphs graphs, Inputs inputs, Operation start) {
        this.graphs = graphs;
        this.inputs = inputs;
        this.start = start;
    }

    @Override
    public CompletableFuture<?> execute(Exchange exchange) throws Exception {
        try {
            graphs.expectFirst(inputs.workflowIdIfAny(exchange));
        } catch (InvalidInputException e) {
            // The start reports it itself, unless it was made before.
        }
        return start.execute(exchange);
    }
}
