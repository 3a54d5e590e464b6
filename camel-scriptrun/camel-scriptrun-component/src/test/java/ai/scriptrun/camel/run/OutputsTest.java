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

import java.util.List;
import java.util.Map;

import ai.scriptrun.camel.model.Json;
import ai.scriptrun.camel.model.Node;
import ai.scriptrun.camel.model.RunStatus;
import ai.scriptrun.camel.model.WorkflowRun;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a finished run becomes as a body. */
class OutputsTest {

    private final WorkflowGraph graph = new TestWorkflow()
            .llm("ask")
            .node("out-1", Node.OUTPUT, "Answer")
            .node("out-2", Node.OUTPUT, "Reason")
            .start("ask")
            .edge("ask", "out-1")
            .edge("ask", "out-2")
            .graph();

    private static Object as(ResultFormat format, WorkflowRun run, WorkflowGraph graph) {
        return new FinishedRun(run, graph, true, 1).as(format);
    }

    private static WorkflowRun run(String... nodesAndContents) {
        WorkflowRun run = Runs.succeeded();
        for (int i = 0; i < nodesAndContents.length; i += 2) {
            Runs.addNode(run, nodesAndContents[i], RunStatus.SUCCEED, nodesAndContents[i + 1]);
        }
        return run;
    }

    @Test
    void theRunItselfOrItsJson() {
        WorkflowRun run = run("ask", "a");
        assertThat(as(ResultFormat.RUN, run, graph)).isSameAs(run);
        assertThat(as(ResultFormat.JSON, run, graph)).isEqualTo(Json.write(run.toJson()));
    }

    @Test
    void theContentOfTheOneOutputThatRan() {
        WorkflowRun run = run("ask", "unused", "out-2", "```json\n{\"a\": 1}\n```");
        assertThat(as(ResultFormat.OUTPUT, run, graph)).isEqualTo(Map.of("a", 1));
        assertThat(as(ResultFormat.TEXT, run, graph)).isEqualTo("{\"a\": 1}");
    }

    @Test
    void severalOutputsByName() {
        WorkflowRun run = run("out-2", "because", "ask", "unused", "out-1", "[42]");
        assertThat(as(ResultFormat.OUTPUT, run, graph)).isEqualTo(Map.of("Answer", List.of(42), "Reason", "because"));
        assertThat(as(ResultFormat.TEXT, run, graph)).isEqualTo(Map.of("Answer", "[42]", "Reason", "because"));
    }

    @Test
    void outputsWithTheSameNameById() {
        WorkflowGraph twins = new TestWorkflow()
                .node("o1", Node.OUTPUT, "Out")
                .node("o2", Node.OUTPUT, "Out")
                .start("o1")
                .edge("o1", "o2")
                .graph();
        assertThat(as(ResultFormat.TEXT, run("o1", "a", "o2", "b"), twins)).isEqualTo(Map.of("o1", "a", "o2", "b"));
    }

    @Test
    void withoutOutputNodesTheLastOnes() {
        WorkflowGraph chain = TestWorkflow.chain("first", "last").graph();
        assertThat(as(ResultFormat.TEXT, run("last", "the end", "first", "no"), chain))
                .isEqualTo("the end");
    }

    @Test
    void whereTheWorkflowCantBeReadAllNodes() {
        assertThat(as(ResultFormat.TEXT, run("a", "1"), null)).isEqualTo("1");
        assertThat(as(ResultFormat.TEXT, run("b", "2", "a", "1"), null)).isEqualTo(Map.of("a", "1", "b", "2"));
    }

    @Test
    void nothingWhereNoOutputRan() {
        assertThat(as(ResultFormat.OUTPUT, run("ask", "a"), graph)).isNull();
    }
}
