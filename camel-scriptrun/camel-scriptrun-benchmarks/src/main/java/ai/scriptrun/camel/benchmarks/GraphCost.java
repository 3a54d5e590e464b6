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
package ai.scriptrun.camel.benchmarks;

import java.util.concurrent.TimeUnit;

import ai.scriptrun.camel.model.Json;
import ai.scriptrun.camel.model.Node;
import ai.scriptrun.camel.model.Workflow;
import ai.scriptrun.camel.model.WorkflowRun;
import ai.scriptrun.camel.result.Completeness;
import ai.scriptrun.camel.result.CompletenessCheck;
import ai.scriptrun.camel.result.ResultContent;
import ai.scriptrun.camel.result.WorkflowGraph;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What it takes to tell whether a result is complete, and to read its contents.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class GraphCost {

    private static final String CONTENT =
            "```json\n{\"sentiment\": \"positive\", \"topics\": [\"price\", \"service\"], \"score\": 0.93}\n```";

    /** Nodes of the workflow. */
    @Param("10")
    public int nodes;

    private Workflow workflow;
    private WorkflowGraph graph;
    private WorkflowRun run;

    /**
     * Draws a workflow of squares: an if/else, an LLM node on each of its branches, and a node at which both meet, which
     * leads to the next square. The run took the one branch and then the other.
     */
    @Setup
    public void draw() {
        ObjectNode json = Json.mapper().createObjectNode().put("id", 6);
        ObjectNode data = json.putObject("data").put("start_node", "0");
        ObjectNode result = Json.mapper().createObjectNode().put("id", "run").put("status", "succeed");
        ObjectNode results = result.putObject("data");
        ArrayNode drawn = data.putArray("nodes");
        ArrayNode edges = data.putArray("edges");
        for (int i = 0; i < nodes; i++) {
            // Nodes beyond the last complete square form a line.
            int corner = i < nodes / 4 * 4 ? i % 4 : 3;
            drawn.addObject().put("id", "" + i).put("type", corner == 0 ? Node.IF_ELSE : "basic-node");
            if (corner != 1 + i / 4 % 2) {
                ObjectNode node = results.putObject("" + i).put("id", "" + i).put("status", "succeed");
                node.putObject("result").put("content", CONTENT);
            }
            if (corner == 0) {
                edge(edges, i, i + 1, "true");
                edge(edges, i, i + 2, "false");
            } else {
                edge(edges, i, corner == 1 ? i + 2 : i + 1, null);
            }
        }
        workflow = new Workflow(json);
        graph = WorkflowGraph.of(workflow);
        run = new WorkflowRun(result);
        if (CompletenessCheck.of(run, graph) != Completeness.COMPLETE) {
            throw new IllegalStateException("the run is not complete");
        }
    }

    private void edge(ArrayNode edges, int source, int target, String handle) {
        if (target < nodes) {
            edges.addObject()
                    .put("source", "" + source)
                    .put("target", "" + target)
                    .put("sourceHandle", handle);
        }
    }

    /** Reads the workflow's graph. */
    @Benchmark
    public Object graph() {
        return WorkflowGraph.of(workflow);
    }

    /** Checks the result against it. */
    @Benchmark
    public Object check() {
        return CompletenessCheck.of(run, graph);
    }

    /** Parses what as many nodes have said. */
    @Benchmark
    public int contents() {
        int parsed = 0;
        for (int i = 0; i < nodes; i++) {
            parsed += ResultContent.parse(CONTENT).hashCode();
        }
        return parsed;
    }
}
