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

import ai.scriptrun.camel.model.RunStatus;
import ai.scriptrun.camel.model.WorkflowRun;
import org.junit.jupiter.api.Test;

import static ai.scriptrun.camel.run.Completeness.COMPLETE;
import static ai.scriptrun.camel.run.Completeness.DOUBTFUL;
import static ai.scriptrun.camel.run.Completeness.INCOMPLETE;
import static ai.scriptrun.camel.run.TestWorkflow.FALSE;
import static ai.scriptrun.camel.run.TestWorkflow.TRUE;
import static org.assertj.core.api.Assertions.assertThat;

/** Whether the data of a run that has ended is all there, by the graph. */
class ResultCheckTest {

    /** The API's own example: trigger, if/else, an LLM node in each branch. */
    private final WorkflowGraph classification = new TestWorkflow()
            .trigger("trigger")
            .ifElse("if")
            .llm("positive", "negative")
            .start("trigger")
            .edge("trigger", "if")
            .edge("if", TRUE, "positive")
            .edge("if", FALSE, "negative")
            .graph();

    private static Completeness check(WorkflowRun run, WorkflowGraph graph) {
        return ResultCheck.of(run, graph);
    }

    @Test
    void oneBranchSuffices() {
        assertThat(check(Runs.succeeded("trigger", "if", "negative"), classification))
                .isEqualTo(COMPLETE);
        assertThat(check(Runs.succeeded("positive", "if", "trigger"), classification))
                .isEqualTo(COMPLETE);
    }

    @Test
    void triggerAndIfElseMayBeSilent() {
        assertThat(check(Runs.succeeded("positive"), classification)).isEqualTo(COMPLETE);
    }

    @Test
    void aBranchMustBeThere() {
        assertThat(check(Runs.succeeded("trigger", "if"), classification)).isEqualTo(INCOMPLETE);
        assertThat(ResultCheck.missing(Runs.succeeded("trigger", "if"), classification))
                .contains("positive", "negative");
    }

    @Test
    void noDataIsNeverComplete() {
        assertThat(check(Runs.succeeded(), classification)).isEqualTo(INCOMPLETE);
        assertThat(check(Runs.succeeded(), null)).isEqualTo(INCOMPLETE);
    }

    @Test
    void aFailedRunMayHaveNoData() {
        assertThat(check(Runs.failed(), classification)).isEqualTo(DOUBTFUL);
        assertThat(check(Runs.failed("trigger"), classification)).isEqualTo(COMPLETE);
    }

    @Test
    void whereTheWorkflowCantBeReadAnyDataIsEnough() {
        assertThat(check(Runs.succeeded("anything"), null)).isEqualTo(COMPLETE);
    }

    @Test
    void aNodeThatIsThereMustHaveEnded() {
        WorkflowRun run = Runs.addNode(Runs.succeeded("trigger", "positive"), "other", RunStatus.IN_PROGRESS, "so far");
        assertThat(check(run, classification)).isEqualTo(INCOMPLETE);
        assertThat(check(run, null)).isEqualTo(INCOMPLETE);
        assertThat(ResultCheck.missing(run, classification)).containsExactly("other");
    }

    @Test
    void aNodeThatSucceededMustHaveAResultAndOneThatFailedNeedNot() {
        assertThat(check(Runs.addNode(Runs.succeeded("trigger"), "positive", RunStatus.SUCCEED, null), classification))
                .isEqualTo(INCOMPLETE);
        assertThat(check(Runs.addNode(Runs.succeeded("trigger"), "positive", RunStatus.FAILED, null), classification))
                .isEqualTo(COMPLETE);
    }

    @Test
    void whatRanMustBeFollowedByWhatComesAfterIt() {
        WorkflowGraph joining = new TestWorkflow()
                .trigger("trigger")
                .ifElse("if")
                .llm("yes", "no")
                .output("end")
                .start("trigger")
                .edge("trigger", "if")
                .edge("if", TRUE, "yes")
                .edge("if", FALSE, "no")
                .edge("yes", "end")
                .edge("no", "end")
                .graph();
        assertThat(check(Runs.succeeded("yes"), joining)).isEqualTo(INCOMPLETE);
        assertThat(check(Runs.succeeded("end"), joining)).isEqualTo(INCOMPLETE);
        assertThat(check(Runs.succeeded("end", "no"), joining)).isEqualTo(COMPLETE);
    }

    @Test
    void aBranchInsideABranchIsHeldToTheSame() {
        WorkflowGraph nested = new TestWorkflow()
                .trigger("trigger")
                .ifElse("outer", "inner")
                .llm("a", "b", "c")
                .start("trigger")
                .edge("trigger", "outer")
                .edge("outer", TRUE, "a")
                .edge("outer", FALSE, "inner")
                .edge("inner", TRUE, "b")
                .edge("inner", FALSE, "c")
                .graph();
        assertThat(check(Runs.succeeded("c"), nested)).isEqualTo(COMPLETE);
        assertThat(check(Runs.succeeded("inner"), nested)).isEqualTo(INCOMPLETE);
    }

    @Test
    void aBranchThatLeadsNowhereLeavesADoubt() {
        WorkflowGraph open = new TestWorkflow()
                .trigger("trigger")
                .ifElse("if")
                .llm("yes")
                .start("trigger")
                .edge("trigger", "if")
                .edge("if", TRUE, "yes")
                .graph();
        assertThat(check(Runs.succeeded("trigger", "if"), open)).isEqualTo(DOUBTFUL);
        assertThat(check(Runs.succeeded("trigger", "if", "yes"), open)).isEqualTo(COMPLETE);
    }

    @Test
    void allOutputsMustBeThere() {
        WorkflowGraph fork = new TestWorkflow()
                .llm("a")
                .output("x", "y")
                .start("a")
                .edge("a", "x")
                .edge("a", "y")
                .graph();
        assertThat(check(Runs.succeeded("a", "y"), fork)).isEqualTo(INCOMPLETE);
        assertThat(check(Runs.succeeded("y", "x", "a"), fork)).isEqualTo(COMPLETE);
    }

    @Test
    void edgesToNodesThatAreNotThereAskForNothing() {
        WorkflowGraph dangling =
                new TestWorkflow().llm("a").start("a").edge("a", "gone").graph();
        assertThat(check(Runs.succeeded("a"), dangling)).isEqualTo(COMPLETE);
    }

    @Test
    void withoutAStartNodeTheFirstThatNothingLeadsToIsIt() {
        WorkflowGraph chain = new TestWorkflow().llm("b", "a").edge("a", "b").graph();
        assertThat(check(Runs.succeeded("b"), chain)).isEqualTo(INCOMPLETE);
        assertThat(check(Runs.succeeded("a"), chain)).isEqualTo(INCOMPLETE);
        assertThat(check(Runs.succeeded("a", "b"), chain)).isEqualTo(COMPLETE);
    }

    @Test
    void withoutEdgesTheNodesSayWhatComesNext() {
        WorkflowGraph chain = new TestWorkflow()
                .llm("a", "b")
                .start("a")
                .next("a", "next_nodes", new String[] {"b"})
                .graph();
        assertThat(check(Runs.succeeded("a"), chain)).isEqualTo(INCOMPLETE);
        assertThat(check(Runs.succeeded("a", "b"), chain)).isEqualTo(COMPLETE);
    }

    @Test
    void aCycleEnds() {
        WorkflowGraph cycle = new TestWorkflow()
                .llm("a", "b")
                .start("a")
                .edge("a", "b")
                .edge("b", "a")
                .graph();
        assertThat(check(Runs.succeeded("a"), cycle)).isEqualTo(INCOMPLETE);
        assertThat(check(Runs.succeeded("a", "b"), cycle)).isEqualTo(COMPLETE);
    }

    @Test
    void aLongChainNeedsNoDeepStack() {
        String[] ids = new String[20_000];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = "n" + i;
        }
        WorkflowGraph chain = TestWorkflow.chain(ids).graph();
        WorkflowRun all = Runs.succeeded(ids);
        assertThat(check(all, chain)).isEqualTo(COMPLETE);
        all.toJson().withObject("data").remove("n19999");
        assertThat(check(all, chain)).isEqualTo(INCOMPLETE);
    }
}
