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
package ai.scriptrun.camel.emulator.engine;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** Executes workflows: from the start node along the edges, until every branch has ended or a node fails. */
final class Execution {

    private final Map<NodeType, NodeExecutor> executors;

    Execution(Map<NodeType, NodeExecutor> executors) {
        this.executors = Map.copyOf(executors);
    }

    /** Whether executing the workflow may take its time, see {@link NodeExecutor#isSlow()}. */
    boolean isSlow(WorkflowGraph graph) {
        return graph.order().stream().anyMatch(node -> executor(node).isSlow());
    }

    Outcome execute(WorkflowGraph graph, JsonNode input) {
        RunContext context = new RunContext(input);
        double cost = 0;
        for (Node node : graph.order()) {
            if (!node.id().equals(graph.startId()) && !context.leadsTo(node.id())) {
                continue;
            }
            NodeOutput output;
            try {
                output = executor(node).execute(node, context);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return failed(context, node, "The executor was stopped", cost);
            } catch (Exception e) {
                return failed(context, node, e.getMessage() == null ? e.toString() : e.getMessage(), cost);
            }
            cost = LlmCost.sum(cost, output.cost());
            context.add(NodeResult.succeed(node.id(), output));
            for (Edge edge : graph.edgesFrom(node.id())) {
                if (edge.belongsTo(output.branch())) {
                    context.lead(node.id(), edge.target());
                }
            }
        }
        return new Outcome(RunStatus.SUCCEED, context.results(), cost);
    }

    private static Outcome failed(RunContext context, Node node, String error, double cost) {
        context.add(NodeResult.failed(node.id(), error));
        return new Outcome(RunStatus.FAILED, context.results(), cost);
    }

    private NodeExecutor executor(Node node) {
        return executors.get(node.type().orElseThrow());
    }
}
