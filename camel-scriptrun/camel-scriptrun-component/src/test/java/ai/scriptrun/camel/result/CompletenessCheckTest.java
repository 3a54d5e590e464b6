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

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import ai.scriptrun.camel.model.StatusWords;
import ai.scriptrun.camel.model.WorkflowRun;
import ai.scriptrun.camel.testing.Runs;
import ai.scriptrun.camel.testing.TestWorkflow;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static ai.scriptrun.camel.result.Completeness.COMPLETE;
import static ai.scriptrun.camel.result.Completeness.DOUBTFUL;
import static ai.scriptrun.camel.result.Completeness.INCOMPLETE;
import static ai.scriptrun.camel.testing.TestWorkflow.FALSE;
import static ai.scriptrun.camel.testing.TestWorkflow.TRUE;
import static org.assertj.core.api.Assertions.assertThat;

class CompletenessCheckTest {

    private static Completeness of(TestWorkflow workflow, String... results) {
        return CompletenessCheck.of(Runs.succeeded(results), workflow.graph());
    }

    @Nested
    class AnyRun {

        private final WorkflowGraph graph = TestWorkflow.chain("a").graph();

        @Test
        void withoutDataIsIncomplete() {
            assertThat(CompletenessCheck.of(Runs.succeeded(), graph)).isEqualTo(INCOMPLETE);
            assertThat(CompletenessCheck.of(Runs.succeeded(), WorkflowGraph.UNKNOWN))
                    .isEqualTo(INCOMPLETE);
        }

        @Test
        void ofAnUnreadableWorkflowIsDoubtful() {
            assertThat(CompletenessCheck.of(Runs.succeeded("a"), WorkflowGraph.UNKNOWN))
                    .isEqualTo(DOUBTFUL);
        }

        @Test
        void withANodeThatIsStillRunningIsIncomplete() {
            WorkflowRun run = Runs.addNode(Runs.succeeded("a"), "b", StatusWords.IN_PROGRESS, null);
            assertThat(CompletenessCheck.of(run, graph)).isEqualTo(INCOMPLETE);
            assertThat(CompletenessCheck.of(run, WorkflowGraph.UNKNOWN)).isEqualTo(INCOMPLETE);
        }

        @Test
        void withANodeThatSucceededWithoutResultIsIncomplete() {
            WorkflowRun run = Runs.addNode(Runs.succeeded(), "a", StatusWords.SUCCEED, null);
            assertThat(CompletenessCheck.of(run, graph)).isEqualTo(INCOMPLETE);
        }

        @Test
        void isCompleteWithAFailedNode() {
            WorkflowRun run = Runs.addNode(Runs.succeeded(), "a", StatusWords.FAILED, null);
            assertThat(CompletenessCheck.of(run, graph)).isEqualTo(COMPLETE);
        }

        @Test
        void isCompleteWithANodeThatTheWorkflowNoLongerHas() {
            assertThat(CompletenessCheck.of(Runs.succeeded("a", "deleted"), graph))
                    .isEqualTo(COMPLETE);
        }
    }

    @Nested
    class FailedRun {

        private final WorkflowGraph graph = TestWorkflow.chain("a", "b").graph();

        @Test
        void isCompleteWithTheNodesThatRan() {
            WorkflowRun run = Runs.addNode(Runs.failed(), "a", StatusWords.FAILED, null);
            assertThat(CompletenessCheck.of(run, graph)).isEqualTo(COMPLETE);
        }

        @Test
        void withoutDataIsDoubtful() {
            assertThat(CompletenessCheck.of(Runs.failed(), graph)).isEqualTo(DOUBTFUL);
        }

        @Test
        void withANodeThatIsStillRunningIsIncomplete() {
            WorkflowRun run = Runs.addNode(Runs.failed(), "a", StatusWords.IN_PROGRESS, null);
            assertThat(CompletenessCheck.of(run, graph)).isEqualTo(INCOMPLETE);
        }
    }

    /** The workflow of the API's own example. */
    @Nested
    class TriggerThenIfElseThenTwoBranches {

        private final TestWorkflow workflow = new TestWorkflow()
                .trigger("trigger")
                .ifElse("if")
                .llm("positive", "negative")
                .edge("trigger", "if")
                .edge("if", TRUE, "positive")
                .edge("if", FALSE, "negative")
                .start("trigger");

        @Test
        void isCompleteWithEitherBranch() {
            assertThat(of(workflow, "positive")).isEqualTo(COMPLETE);
            assertThat(of(workflow, "negative")).isEqualTo(COMPLETE);
        }

        @Test
        void isCompleteWithTriggerAndIfElseToo() {
            assertThat(of(workflow, "trigger", "if", "negative")).isEqualTo(COMPLETE);
        }

        @Test
        void isIncompleteWithoutABranch() {
            assertThat(of(workflow, "trigger")).isEqualTo(INCOMPLETE);
            assertThat(of(workflow, "trigger", "if")).isEqualTo(INCOMPLETE);
        }

        @Test
        void isDoubtfulWithBothBranches() {
            assertThat(of(workflow, "positive", "negative")).isEqualTo(DOUBTFUL);
        }
    }

    @Nested
    class Chain {

        @Test
        void needsEveryNode() {
            TestWorkflow workflow = TestWorkflow.chain("a", "b", "c");
            assertThat(of(workflow, "a", "b", "c")).isEqualTo(COMPLETE);
            assertThat(of(workflow, "a", "b")).isEqualTo(INCOMPLETE);
            assertThat(of(workflow, "a", "c")).isEqualTo(INCOMPLETE);
            assertThat(of(workflow, "b", "c")).isEqualTo(INCOMPLETE);
        }

        @Test
        void isCompleteInAnyOrder() {
            List<String> results = Arrays.asList("a", "b", "c", "d");
            TestWorkflow workflow = TestWorkflow.chain("a", "b", "c", "d");
            for (int i = 0; i < results.size(); i++) {
                Collections.rotate(results, 1);
                assertThat(of(workflow, results.toArray(String[]::new))).isEqualTo(COMPLETE);
            }
        }

        @Test
        void ofTenThousandNodesIsChecked() {
            String[] ids = IntStream.range(0, 10_000).mapToObj(i -> "n" + i).toArray(String[]::new);
            TestWorkflow workflow = TestWorkflow.chain(ids);
            assertThat(of(workflow, ids)).isEqualTo(COMPLETE);
            ids[9_999] = "n0";
            assertThat(of(workflow, ids)).isEqualTo(INCOMPLETE);
        }

        @Test
        void withACycleIsTraversedOnce() {
            TestWorkflow workflow = TestWorkflow.chain("a", "b", "c").edge("c", "a");
            assertThat(of(workflow, "a", "b", "c")).isEqualTo(COMPLETE);
            assertThat(of(workflow, "a", "c")).isEqualTo(INCOMPLETE);
        }
    }

    @Nested
    class Outputs {

        private final TestWorkflow workflow = new TestWorkflow()
                .llm("a")
                .output("one", "two")
                .edge("a", "one")
                .edge("a", "two")
                .start("a");

        @Test
        void areAllRequired() {
            assertThat(of(workflow, "a", "one", "two")).isEqualTo(COMPLETE);
            assertThat(of(workflow, "a", "two")).isEqualTo(INCOMPLETE);
            assertThat(of(workflow, "a", "one")).isEqualTo(INCOMPLETE);
        }
    }

    @Nested
    class StartOfItsOwn {

        private final TestWorkflow workflow =
                new TestWorkflow().llm("a", "b", "c").edge("b", "c").start("a");

        @Test
        void isAcceptedForNodesThatCannotBeReached() {
            assertThat(of(workflow, "a", "b", "c")).isEqualTo(COMPLETE);
            assertThat(of(workflow, "a")).isEqualTo(COMPLETE);
        }

        @Test
        void doesNotReplaceTheNodesThatMustFollow() {
            assertThat(of(workflow, "a", "b")).isEqualTo(INCOMPLETE);
        }
    }

    @Nested
    class IfElse {

        @Test
        void canBeNestedInABranchOfAnother() {
            TestWorkflow workflow = new TestWorkflow()
                    .ifElse("outer", "inner")
                    .llm("a", "b", "c")
                    .edge("outer", TRUE, "inner")
                    .edge("outer", FALSE, "c")
                    .edge("inner", TRUE, "a")
                    .edge("inner", FALSE, "b")
                    .start("outer");
            assertThat(of(workflow, "a")).isEqualTo(COMPLETE);
            assertThat(of(workflow, "b")).isEqualTo(COMPLETE);
            assertThat(of(workflow, "c")).isEqualTo(COMPLETE);
            assertThat(of(workflow, "outer")).isEqualTo(INCOMPLETE);
        }

        @Test
        void whoseBranchesJoinNeedsOneBranchAndTheEnd() {
            TestWorkflow workflow = new TestWorkflow()
                    .ifElse("if")
                    .llm("a", "b", "end")
                    .edge("if", TRUE, "a")
                    .edge("if", FALSE, "b")
                    .edge("a", "end")
                    .edge("b", "end")
                    .start("if");
            assertThat(of(workflow, "a", "end")).isEqualTo(COMPLETE);
            assertThat(of(workflow, "b", "end")).isEqualTo(COMPLETE);
            assertThat(of(workflow, "a")).isEqualTo(INCOMPLETE);
            assertThat(of(workflow, "end")).isEqualTo(INCOMPLETE);
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void mayHaveABranchDirectlyToTheEnd(boolean drawnFirst) {
            TestWorkflow workflow = new TestWorkflow().ifElse("if").llm("detour", "end");
            workflow.edge("if", TRUE, drawnFirst ? "end" : "detour")
                    .edge("if", FALSE, drawnFirst ? "detour" : "end")
                    .edge("detour", "end")
                    .start("if");
            assertThat(of(workflow, "end")).isEqualTo(COMPLETE);
            assertThat(of(workflow, "detour", "end")).isEqualTo(COMPLETE);
            assertThat(of(workflow, "detour")).isEqualTo(INCOMPLETE);
        }

        @Test
        void needsEveryNodeBeforeANodeThatIsPresent() {
            TestWorkflow workflow = new TestWorkflow()
                    .ifElse("if", "nowhere")
                    .llm("a", "b")
                    .edge("if", TRUE, "a")
                    .edge("a", "b")
                    .edge("if", FALSE, "nowhere")
                    .start("if");
            assertThat(of(workflow, "b")).isEqualTo(INCOMPLETE);
            assertThat(CompletenessCheck.missing(Runs.succeeded("b"), workflow.graph()))
                    .containsExactly("a");
        }

        @Test
        void withOneConnectedBranchMayHaveTakenTheOther() {
            TestWorkflow workflow = new TestWorkflow()
                    .llm("a", "b")
                    .ifElse("if")
                    .edge("a", "if")
                    .edge("if", TRUE, "b")
                    .start("a");
            assertThat(of(workflow, "a")).isEqualTo(DOUBTFUL);
            assertThat(of(workflow, "a", "b")).isEqualTo(COMPLETE);
            assertThat(of(workflow, "b")).isEqualTo(INCOMPLETE);
        }

        @Test
        void withoutBranchesIsAnEnd() {
            TestWorkflow workflow =
                    new TestWorkflow().llm("a").ifElse("if").edge("a", "if").start("a");
            assertThat(of(workflow, "a")).isEqualTo(COMPLETE);
        }

        @Test
        void besideAnotherTakesOneBranchAlthoughTheyShareANode() {
            TestWorkflow workflow = new TestWorkflow()
                    .trigger("trigger")
                    .ifElse("left", "right", "nowhere")
                    .llm("a", "b", "shared")
                    .edge("trigger", "left")
                    .edge("trigger", "right")
                    .edge("left", TRUE, "a")
                    .edge("a", "shared")
                    .edge("left", FALSE, "nowhere")
                    .edge("right", TRUE, "b")
                    .edge("right", FALSE, "shared")
                    .start("trigger");
            assertThat(of(workflow, "a", "shared", "b")).isEqualTo(COMPLETE);
            assertThat(of(workflow, "b")).isEqualTo(COMPLETE);
            assertThat(of(workflow, "shared")).isEqualTo(COMPLETE);
            assertThat(of(workflow, "shared", "b")).isEqualTo(DOUBTFUL);
        }

        @Test
        void withACycleDoesNotHideMissingNodes() {
            TestWorkflow workflow = new TestWorkflow()
                    .ifElse("if")
                    .llm("a", "b", "missing")
                    .edge("if", TRUE, "a")
                    .edge("if", FALSE, "b")
                    .edge("a", "missing")
                    .edge("missing", "a")
                    .start("if");
            assertThat(of(workflow, "a", "b")).isEqualTo(INCOMPLETE);
        }
    }

    @Nested
    class Missing {

        @Test
        void namesNodesWithIdsIfNamesAreEqual() {
            TestWorkflow workflow = new TestWorkflow()
                    .node("1", "basic-node", "LLM OpenAI")
                    .node("2", "basic-node", "LLM OpenAI")
                    .node("3", "basic-node", "LLM OpenAI")
                    .edge("1", "2")
                    .edge("2", "3")
                    .start("1");
            assertThat(CompletenessCheck.missing(Runs.succeeded("1"), workflow.graph()))
                    .containsExactly("LLM OpenAI [2]");
        }

        @Test
        void namesUnfinishedNodes() {
            WorkflowRun run = Runs.addNode(Runs.succeeded("a"), "b", StatusWords.IN_QUEUE, null);
            assertThat(CompletenessCheck.missing(
                            run, TestWorkflow.chain("a", "b").graph()))
                    .containsExactly("b");
            assertThat(CompletenessCheck.missing(run, WorkflowGraph.UNKNOWN)).containsExactly("b");
        }

        @Test
        void isEmptyIfAllNodesArePresent() {
            assertThat(CompletenessCheck.missing(
                            Runs.succeeded("a", "b"),
                            TestWorkflow.chain("a", "b").graph()))
                    .isEmpty();
        }
    }
}
