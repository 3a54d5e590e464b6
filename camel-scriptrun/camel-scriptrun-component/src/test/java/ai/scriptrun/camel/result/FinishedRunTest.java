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
import java.util.Map;

import ai.scriptrun.camel.message.ResultBody;
import ai.scriptrun.camel.model.StatusWords;
import ai.scriptrun.camel.model.WorkflowRun;
import ai.scriptrun.camel.testing.Runs;
import ai.scriptrun.camel.testing.TestWorkflow;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static ai.scriptrun.camel.ResultFormat.JSON;
import static ai.scriptrun.camel.ResultFormat.RUN;
import static ai.scriptrun.camel.ResultFormat.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

class FinishedRunTest {

    private static Object output(WorkflowRun run, WorkflowGraph graph) {
        return new FinishedRun(run, graph, true, 1).output();
    }

    @Nested
    class Formats {

        private final WorkflowRun run =
                Runs.addNode(Runs.succeeded(), "out", StatusWords.SUCCEED, "```json\n{\"a\": 1}\n```");
        private final FinishedRun finished = new FinishedRun(
                run, new TestWorkflow().output("out").start("out").graph(), true, 1);

        @Test
        void formatRunIsTheRunItself() {
            assertThat(ResultBody.of(finished, RUN)).isSameAs(run);
        }

        @Test
        void formatJsonIsTheJsonOfTheService() {
            assertThat(ResultBody.of(finished, JSON))
                    .isEqualTo("{\"id\":\"" + Runs.ID + "\",\"status\":\"succeed\",\"data\":{\"out\":{\"id\":\"out\","
                            + "\"status\":\"succeed\",\"result\":{\"content\":\"```json\\n{\\\"a\\\": 1}\\n```\"}}}}");
        }

        @Test
        void formatOutputIsTheValueOfTheContent() {
            assertThat(finished.output()).isEqualTo(Map.of("a", 1));
        }

        @Test
        void formatTextIsTheContentWithoutItsFence() {
            assertThat(ResultBody.of(finished, TEXT)).isEqualTo("{\"a\": 1}");
        }
    }

    @Nested
    class SeveralOutputs {

        private final TestWorkflow workflow = new TestWorkflow()
                .llm("a")
                .node("1", "output-node", "Summary")
                .node("2", "output-node", "Translation")
                .edge("a", "1")
                .edge("a", "2")
                .start("a");

        @Test
        void areAMapByNameInWorkflowOrder() {
            assertThat(output(Runs.succeeded("2", "a", "1"), workflow.graph()))
                    .hasToString("{Summary=content of 1, Translation=content of 2}");
        }

        @Test
        void areASingleValueIfOnlyOneRan() {
            assertThat(output(Runs.succeeded("a", "2"), workflow.graph())).isEqualTo("content of 2");
        }

        @Test
        void areMappedByIdIfNamesAreEqual() {
            workflow.node("3", "output-node", "Summary");
            assertThat(output(Runs.succeeded("1", "2", "3"), workflow.graph()))
                    .isEqualTo(Map.of("1", "content of 1", "Translation", "content of 2", "3", "content of 3"));
        }

        @Test
        void areParsedSeparately() {
            WorkflowRun run = Runs.addNode(Runs.succeeded("2"), "1", StatusWords.SUCCEED, "[1]");
            assertThat(output(run, workflow.graph()))
                    .isEqualTo(Map.of("Summary", List.of(1), "Translation", "content of 2"));
        }
    }

    @Nested
    class NoOutput {

        @Test
        void thatWasExecutedGivesNull() {
            TestWorkflow workflow =
                    new TestWorkflow().llm("a").output("out").edge("a", "out").start("a");
            assertThat(output(Runs.succeeded("a"), workflow.graph())).isNull();
        }

        @Test
        void thatSucceededGivesNull() {
            WorkflowRun run = Runs.addNode(Runs.failed(), "out", StatusWords.FAILED, null);
            assertThat(output(run, new TestWorkflow().output("out").start("out").graph()))
                    .isNull();
        }

        @Test
        void nodeInTheWorkflowMakesTheLastExecutedNodeTheOutput() {
            TestWorkflow workflow = new TestWorkflow()
                    .trigger("trigger")
                    .llm("a", "b")
                    .ifElse("if")
                    .edge("trigger", "a")
                    .edge("a", "if")
                    .edge("if", TestWorkflow.TRUE, "b")
                    .start("trigger");
            assertThat(output(Runs.succeeded("trigger", "a", "if", "b"), workflow.graph()))
                    .isEqualTo("content of b");
            assertThat(output(Runs.succeeded("trigger", "a", "if"), workflow.graph()))
                    .isEqualTo("content of a");
        }

        @Test
        void nodeInTheWorkflowDoesNotMakeTheTriggerTheOutput() {
            TestWorkflow workflow = new TestWorkflow().trigger("trigger").start("trigger");
            assertThat(output(Runs.succeeded("trigger"), workflow.graph())).isNull();
        }
    }

    @Test
    void ofAnUnreadableWorkflowHasAllNodesAsOutputs() {
        assertThat(output(Runs.succeeded("b", "a"), WorkflowGraph.UNKNOWN))
                .hasToString("{a=content of a, b=content of b}");
        assertThat(output(Runs.succeeded("a"), WorkflowGraph.UNKNOWN)).isEqualTo("content of a");
    }

    @Test
    void hasNoOutputWithoutContent() {
        WorkflowRun run = Runs.addNode(Runs.succeeded(), "a", StatusWords.SUCCEED, null);
        run.getData().get("a").toJson().putObject("result");
        assertThat(output(run, WorkflowGraph.UNKNOWN)).isNull();
    }

    @Test
    void failsByItsStatus() {
        assertThat(new FinishedRun(Runs.failed("a"), WorkflowGraph.UNKNOWN, true, 1).failed())
                .isTrue();
        assertThat(new FinishedRun(Runs.succeeded("a"), WorkflowGraph.UNKNOWN, true, 1).failed())
                .isFalse();
    }
}
