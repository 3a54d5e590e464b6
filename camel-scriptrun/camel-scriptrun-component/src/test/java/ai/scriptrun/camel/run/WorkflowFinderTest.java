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

import ai.scriptrun.camel.model.Workflow;
import ai.scriptrun.camel.time.ManualTimer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A result doesn't say which workflow it is of. */
class WorkflowFinderTest {

    private final ManualTimer timer = new ManualTimer();
    private final FakeApi api = new FakeApi(timer);
    private final WorkflowFinder finder = new WorkflowFinder(api, timer);

    private static Workflow workflow(long id, String... nodes) {
        Workflow workflow = TestWorkflow.chain(nodes).workflow();
        workflow.setId(id);
        return workflow;
    }

    @Test
    void theNodesOfTheDataTell() {
        api.workflows = List.of(workflow(5, "x", "y"), workflow(7, "a", "b"));

        assertThat(finder.find(Runs.succeeded("b"))).isCompletedWithValue(7L);
        assertThat(finder.find(Runs.succeeded("x"))).isCompletedWithValue(5L);
        assertThat(api.listPages).isEqualTo(1);
    }

    @Test
    void aRunThatWasStartedHereNeedsNoLookUp() {
        finder.remember(Runs.ID, 9);

        assertThat(finder.find(Runs.succeeded("a"))).isCompletedWithValue(9L);
        assertThat(api.listPages).isZero();
    }

    @Test
    void withoutDataThereIsNothingToGoBy() {
        assertThat(finder.find(Runs.succeeded())).isCompletedWithValue(null);
        assertThat(api.listPages).isZero();
    }

    @Test
    void aListThatDidNotHelpIsNotReadAgainForAWhile() {
        assertThat(finder.find(Runs.succeeded("a"))).isCompletedWithValue(null);
        assertThat(finder.find(Runs.succeeded("a"))).isCompletedWithValue(null);
        assertThat(api.listPages).isEqualTo(1);

        api.workflows = List.of(workflow(7, "a"));
        timer.advance(WorkflowFinder.LIST_AGE);

        assertThat(finder.find(Runs.succeeded("a"))).isCompletedWithValue(7L);
    }
}
