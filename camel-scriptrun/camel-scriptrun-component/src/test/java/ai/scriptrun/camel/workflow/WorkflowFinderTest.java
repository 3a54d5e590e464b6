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
package ai.scriptrun.camel.workflow;

import java.util.ArrayList;
import java.util.List;

import ai.scriptrun.camel.model.Workflow;
import ai.scriptrun.camel.model.WorkflowRun;
import ai.scriptrun.camel.testing.FakeApi;
import ai.scriptrun.camel.testing.Runs;
import ai.scriptrun.camel.testing.TestWorkflow;
import ai.scriptrun.camel.time.ManualTimer;
import ai.scriptrun.camel.workflow.WorkflowFinder.Found;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WorkflowFinderTest {

    private final ManualTimer timer = new ManualTimer();
    private final FakeApi api = new FakeApi(timer);
    private final WorkflowFinder finder = new WorkflowFinder(api, timer);

    private static Workflow workflow(long id, String... nodes) {
        Workflow workflow = TestWorkflow.chain(nodes).workflow();
        workflow.setId(id);
        return workflow;
    }

    private void assertFound(WorkflowRun run, Long... workflowIds) {
        assertThat(finder.find(run)).isCompletedWithValue(new Found(List.of(workflowIds), true));
    }

    private void assertNotFound(WorkflowRun run) {
        assertThat(finder.find(run)).isCompletedWithValue(Found.NOTHING);
    }

    @Test
    void theNodesInTheDataIdentifyTheWorkflow() {
        api.workflows = List.of(workflow(5, "x", "y"), workflow(7, "a", "b"));

        assertFound(Runs.succeeded("b"), 7L);
        assertFound(Runs.succeeded("x"), 5L);
        assertThat(api.listPages).isEqualTo(1);
    }

    @Test
    void aRunOfThisComponentNeedsNoSearch() {
        finder.remember(Runs.ID, 9);

        assertFound(Runs.succeeded("a"), 9L);
        assertThat(api.listPages).isZero();
    }

    @Test
    void withoutDataNoWorkflowIsFound() {
        assertNotFound(Runs.succeeded());
        assertThat(api.listPages).isZero();
    }

    @Test
    void aListWithoutTheWorkflowIsNotReadAgainForAWhile() {
        assertNotFound(Runs.succeeded("a"));
        assertNotFound(Runs.succeeded("a"));
        assertThat(api.listPages).isEqualTo(1);

        api.workflows = List.of(workflow(7, "a"));
        timer.advance(WorkflowFinder.LIST_AGE);

        assertFound(Runs.succeeded("a"), 7L);
    }

    @Test
    void aListWithTheWorkflowIsReadAgainOnceItIsTooOld() {
        api.workflows = List.of(workflow(7, "a"));
        assertFound(Runs.succeeded("a"), 7L);
        api.workflows = List.of(workflow(7, "a"), workflow(8, "a"));
        timer.advance(WorkflowFinder.TRUSTED.minusMillis(1));
        assertFound(Runs.succeeded("a"), 7L);
        timer.advance(WorkflowFinder.TRUSTED);

        assertFound(Runs.succeeded("a"), 7L, 8L);
    }

    @Test
    void aCopyWithAdditionalNodesIsIdentifiedByThem() {
        api.workflows = List.of(workflow(5, "a", "b"), workflow(7, "a", "b", "c"));

        assertFound(Runs.succeeded("a", "b"), 5L, 7L);
        assertFound(Runs.succeeded("a", "c"), 7L);
    }

    @Test
    void aWorkflowWithSomeNodesRemovedIsFoundByTheOthers() {
        api.workflows = List.of(workflow(5, "x"), workflow(7, "a", "b"));

        assertFound(Runs.succeeded("a", "b", "deleted"), 7L);
    }

    @Test
    void aWorkflowWithoutStructureInTheListIsReadSeparately() {
        Workflow bare = workflow(7, "a");
        bare.toJson().remove("data");
        Workflow empty = workflow(8, "x");
        empty.toJson().putObject("data");
        api.workflows = List.of(bare, empty);
        api.workflow = id -> FakeApi.answer(id == 7 ? workflow(7, "a") : workflow(8, "b"));

        assertFound(Runs.succeeded("a"), 7L);
        assertFound(Runs.succeeded("b"), 8L);
        assertThat(api.workflowReads).isEqualTo(2);
    }

    @Test
    void aWorkflowOnALaterPageIsFound() {
        List<Workflow> many = new ArrayList<>();
        for (int id = 1; id <= WorkflowListing.MOST_PAGES; id++) {
            many.add(workflow(id, "node of " + id));
        }
        api.workflows = many;
        api.workflowsInAPage = 1;

        assertFound(Runs.succeeded("node of 87"), 87L);
    }

    @Test
    void aWorkflowFromAnIncompletelyReadListIsNotCertain() {
        List<Workflow> many = new ArrayList<>();
        for (int id = 1; id <= WorkflowListing.MOST_PAGES + 1; id++) {
            many.add(workflow(id, "node of " + id));
        }
        api.workflows = many;
        api.workflowsInAPage = 1;

        assertThat(finder.find(Runs.succeeded("node of 7"))).isCompletedWithValue(new Found(List.of(7L), false));
    }

    @Test
    void aWorkflowIsNotCertainIfAnotherCannotBeRead() {
        Workflow bare = workflow(8, "x");
        bare.toJson().remove("data");
        api.workflows = List.of(workflow(7, "a"), bare);
        api.workflow = id -> FakeApi.failure(FakeApi.workflowNotFound());

        assertThat(finder.find(Runs.succeeded("a"))).isCompletedWithValue(new Found(List.of(7L), false));
    }

    @Test
    void noMoreWorkflowsThanTheLimitAreReadSeparately() {
        List<Workflow> many = new ArrayList<>();
        for (int id = 1; id <= 10_000; id++) {
            Workflow bare = workflow(id, "x");
            bare.toJson().remove("data");
            many.add(bare);
        }
        api.workflows = many;
        api.workflow = id -> FakeApi.answer(workflow(id, "node of " + id));
        finder.find(Runs.succeeded("a"));

        assertThat(api.workflowReads).isEqualTo(WorkflowListing.MOST_SINGLE_READS);
    }

    @Test
    void nodesAndWorkflowsWithoutAnIdAreIgnored() {
        Workflow odd = workflow(5, "x");
        odd.toJson().remove("id");
        Workflow other = workflow(7, "a");
        other.getData().getNodes().get(0).toJson().remove("id");
        api.workflows = List.of(odd, other, workflow(8, "b"));

        assertThat(finder.find(Runs.succeeded("b"))).isCompletedWithValue(new Found(List.of(8L), false));
    }
}
