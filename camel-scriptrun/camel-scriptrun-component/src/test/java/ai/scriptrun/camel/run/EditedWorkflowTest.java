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

import ai.scriptrun.camel.exception.InconsistentResultException;
import ai.scriptrun.camel.model.Workflow;
import ai.scriptrun.camel.testing.FakeApi;
import ai.scriptrun.camel.testing.Runs;
import ai.scriptrun.camel.testing.TestWorkflow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The run is of "t", "p" and "o"; the workflow is another when its data is judged. */
class EditedWorkflowTest extends DriverTest {

    @BeforeEach
    void run() {
        api.results(Runs.succeeded("p", "o"));
    }

    private void serve(String... nodes) {
        TestWorkflow workflow = new TestWorkflow().trigger(nodes[0]).start(nodes[0]);
        for (int i = 1; i < nodes.length; i++) {
            if (i == nodes.length - 1) {
                workflow.output(nodes[i]);
            } else {
                workflow.llm(nodes[i]);
            }
            workflow.edge(nodes[i - 1], nodes[i]);
        }
        serve(workflow.workflow());
    }

    private void serve(Workflow workflow) {
        api.workflow = id -> FakeApi.answer(workflow);
    }

    private void assertDeliveredAfter(int polls) {
        RunWait wait = await();
        advance(20);
        assertThat(wait.result()).isCompletedWithValueMatching(run -> run.complete() && run.polls() == polls);
    }

    private void assertInconsistent() {
        RunWait wait = await();
        advance(20);
        assertThat(failureOf(wait)).isInstanceOf(InconsistentResultException.class);
    }

    @Test
    void isDeliveredOnceItsDataIsSettledIfAStepWasAdded() {
        serve("t", "p", "new", "o");
        assertDeliveredAfter(4);
    }

    @Test
    void isDeliveredOnceItsDataIsSettledIfTheFirstStepWasAdded() {
        serve("t", "new", "p", "o");
        assertDeliveredAfter(4);
    }

    @Test
    void isDeliveredOnceItsDataIsSettledIfAStepWasReplaced() {
        serve("t", "new", "o");
        assertDeliveredAfter(4);
    }

    @Test
    void isDeliveredOnceItsDataIsSettledIfEveryNodeIsNew() {
        serve("t2", "p2", "o2");
        assertDeliveredAfter(4);
    }

    @Test
    void isDeliveredOnceItsDataIsSettledIfAStepWasRemoved() {
        serve("t", "o");
        assertDeliveredAfter(4);
    }

    @Test
    void isDeliveredOnceItsDataIsSettledIfAStepWasAddedAtTheEndAfterTheFirstPoll() {
        serve("t", "p", "o");
        api.results(Runs.inProgress(), Runs.succeeded("p"), Runs.succeeded("p", "o"));
        RunWait wait = await();
        advance(4);
        serve("t", "p", "o", "x");
        advance(20);

        assertThat(wait.result())
                .isCompletedWithValueMatching(run -> run.run().getData().size() == 2);
    }

    @Test
    void isNotDeliveredWithAPartOfItsData() {
        serve("t2", "p2", "o2");
        api.results(Runs.succeeded("p"), Runs.succeeded("p"), Runs.succeeded("p", "o"));
        RunWait wait = await();
        advance(20);

        assertThat(wait.result())
                .isCompletedWithValueMatching(run -> run.run().getData().size() == 2);
    }

    @Test
    void hasItsOwnOutputIfTheOutputNodeWasReplaced() {
        serve("t", "p", "other");
        RunWait wait = await();
        advance(20);

        assertThat(wait.result()).isCompletedWithValueMatching(run -> "content of o".equals(run.output()));
    }

    @Test
    void isInconsistentIfTheWorkflowIsTheSameAndItsEndIsMissing() {
        serve("t", "p", "o");
        api.results(Runs.inProgress(), Runs.succeeded("p"));
        assertInconsistent();
    }

    @Test
    void isInconsistentIfOneOfTwoOutputsIsMissing() {
        serve(new TestWorkflow()
                .trigger("t")
                .llm("p")
                .output("o", "other")
                .edge("t", "p")
                .edge("p", "o")
                .edge("p", "other")
                .start("t")
                .workflow());
        assertInconsistent();
    }
}
