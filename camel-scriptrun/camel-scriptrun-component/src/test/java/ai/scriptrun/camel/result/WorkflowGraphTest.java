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
package ai.scriptrun.camel.result;

import java.util.List;

import ai.scriptrun.camel.model.Workflow;
import ai.scriptrun.camel.testing.Runs;
import ai.scriptrun.camel.testing.TestWorkflow;
import org.junit.jupiter.api.Test;

import static ai.scriptrun.camel.testing.TestWorkflow.FALSE;
import static ai.scriptrun.camel.testing.TestWorkflow.TRUE;
import static org.assertj.core.api.Assertions.assertThat;

class WorkflowGraphTest {

    @Test
    void followsAllEdgesOfABranch() {
        WorkflowGraph graph = new TestWorkflow()
                .ifElse("if")
                .llm("a", "b", "c")
                .edge("if", TRUE, "a")
                .edge("if", TRUE, "b")
                .edge("if", FALSE, "c")
                .graph();
        assertThat(graph.vertex("if").ways()).containsExactly(List.of("a", "b"), List.of("c"));
    }

    @Test
    void treatsAnIfElseEdgeWithoutHandleAsASeparateBranch() {
        WorkflowGraph graph = new TestWorkflow()
                .ifElse("if")
                .llm("a", "b")
                .edge("if", "a")
                .edge("if", "b")
                .graph();
        assertThat(graph.vertex("if").ways()).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void followsAllEdgesOfOtherNodesWithAnyHandle() {
        WorkflowGraph graph = new TestWorkflow()
                .llm("a", "b", "c")
                .edge("a", "left", "b")
                .edge("a", "right", "c")
                .graph();
        assertThat(graph.vertex("a").ways()).containsExactly(List.of("b", "c"));
    }

    @Test
    void ignoresEdgesToAndFromMissingNodes() {
        WorkflowGraph graph =
                new TestWorkflow().llm("a").edge("a", "gone").edge("gone", "a").graph();
        assertThat(graph.vertex("a").targets()).isEmpty();
        assertThat(graph.vertex("gone")).isNull();
    }

    @Test
    void readsNextNodesIfThereAreNoEdges() {
        WorkflowGraph graph = new TestWorkflow()
                .llm("a", "b", "c")
                .next("a", "next_nodes", List.of("b", "c", "gone"))
                .graph();
        assertThat(graph.vertex("a").ways()).containsExactly(List.of("b", "c"));
    }

    @Test
    void ignoresNextNodesIfThereAreEdges() {
        WorkflowGraph graph = new TestWorkflow()
                .ifElse("if")
                .llm("a", "b", "stale")
                .edge("a", "b")
                .next("b", "next_nodes", List.of("stale"))
                .next("if", "true_node", "stale")
                .graph();
        assertThat(graph.vertex("b").targets()).isEmpty();
        assertThat(graph.vertex("if").targets()).isEmpty();
    }

    @Test
    void readsIfElseBranchesFromTheNodeIfThereAreNoEdges() {
        WorkflowGraph graph = new TestWorkflow()
                .ifElse("if")
                .llm("a", "b")
                .next("if", "true_node", "a")
                .next("if", "false_node", "b")
                .next("if", "next_nodes", List.of("b"))
                .graph();
        assertThat(graph.vertex("if").ways()).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void readsIfElseBranchesFromNextNodesAsALastResort() {
        WorkflowGraph graph = new TestWorkflow()
                .ifElse("if")
                .llm("a", "b")
                .next("if", "next_nodes", List.of("a", "b"))
                .graph();
        assertThat(graph.vertex("if").ways()).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void prefersEdgesToFieldsOfTheNode() {
        WorkflowGraph graph = new TestWorkflow()
                .llm("a", "b", "c")
                .next("a", "next_nodes", List.of("c"))
                .edge("a", "b")
                .graph();
        assertThat(graph.vertex("a").targets()).containsExactly("b");
    }

    @Test
    void startsAtTheStartNode() {
        WorkflowGraph graph = TestWorkflow.chain("a", "b").start("b").graph();
        assertThat(graph.start().orElseThrow().id()).isEqualTo("b");
    }

    @Test
    void startsAtATriggerIfNoStartNodeIsNamed() {
        WorkflowGraph graph = new TestWorkflow()
                .llm("note", "a")
                .trigger("trigger")
                .edge("trigger", "a")
                .graph();
        assertThat(graph.start().orElseThrow().id()).isEqualTo("trigger");
    }

    @Test
    void startsAtTheFirstNodeWithoutIncomingEdgesIfThereIsNoTrigger() {
        WorkflowGraph graph =
                new TestWorkflow().llm("b", "a").edge("a", "b").start("gone").graph();
        assertThat(graph.start().orElseThrow().id()).isEqualTo("a");
    }

    @Test
    void hasNoStartIfEveryNodeHasIncomingEdges() {
        WorkflowGraph graph =
                new TestWorkflow().llm("a", "b").edge("a", "b").edge("b", "a").graph();
        assertThat(graph.start()).isEmpty();
        assertThat(CompletenessCheck.of(Runs.succeeded("a"), graph)).isEqualTo(Completeness.COMPLETE);
    }

    @Test
    void ofAWorkflowWithoutDataIsEmpty() {
        WorkflowGraph graph = WorkflowGraph.of(new Workflow());
        assertThat(graph.start()).isEmpty();
        assertThat(graph.vertices()).isEmpty();
    }
}
