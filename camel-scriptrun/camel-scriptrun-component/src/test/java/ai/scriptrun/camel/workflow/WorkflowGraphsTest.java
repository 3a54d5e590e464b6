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

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import ai.scriptrun.camel.exception.ErrorContext;
import ai.scriptrun.camel.exception.ScriptRunException;
import ai.scriptrun.camel.model.Workflow;
import ai.scriptrun.camel.result.Completeness;
import ai.scriptrun.camel.result.PossibleGraphs;
import ai.scriptrun.camel.testing.FakeApi;
import ai.scriptrun.camel.testing.Runs;
import ai.scriptrun.camel.testing.TestWorkflow;
import ai.scriptrun.camel.time.ManualTimer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WorkflowGraphsTest {

    private final ManualTimer timer = new ManualTimer();
    private final FakeApi api = new FakeApi(timer);
    private final WorkflowGraphs graphs = new WorkflowGraphs(api, timer);

    private void serve(String... nodes) {
        Workflow workflow = TestWorkflow.chain(nodes).workflow();
        api.workflow = id -> FakeApi.answer(workflow);
    }

    private CompletableFuture<PossibleGraphs> first(long workflowId, Instant startedAt) {
        return graphs.of(Runs.succeeded("a"), workflowId, startedAt, false);
    }

    private CompletableFuture<PossibleGraphs> again(long workflowId, Instant startedAt) {
        return graphs.of(Runs.succeeded("a"), workflowId, startedAt, true);
    }

    @Test
    void areReadOnceForAllRunsThatStartedBefore() {
        serve("a");
        Instant started = timer.now();
        first(6, started);
        timer.advance(Duration.ofHours(1));
        first(6, started);
        first(6, started.minusSeconds(1_000));

        assertThat(api.workflowReads).isOne();
    }

    @Test
    void areReadAgainForARunThatStartedLater() {
        serve("a");
        first(6, timer.now());
        timer.advance(WorkflowGraphs.LEEWAY);
        first(6, timer.now());
        assertThat(api.workflowReads).isOne();

        timer.advance(Duration.ofMillis(1));
        first(6, timer.now());
        assertThat(api.workflowReads).isEqualTo(2);
    }

    @Test
    void areReadAgainByAgeIfTheStartIsNotKnown() {
        serve("a");
        first(6, Instant.MIN);
        timer.advance(WorkflowGraphs.USUAL_AGE);
        first(6, Instant.MIN);
        assertThat(api.workflowReads).isOne();

        timer.advance(Duration.ofMillis(1));
        first(6, Instant.MIN);
        assertThat(api.workflowReads).isEqualTo(2);
    }

    @Test
    void areReadAgainForASecondCheck() {
        serve("a");
        Instant started = timer.now();
        first(6, started);
        timer.advance(Duration.ofSeconds(3));
        again(6, started);

        assertThat(api.workflowReads).isEqualTo(2);
    }

    @Test
    void areReadForEachWorkflow() {
        serve("a");
        first(6, timer.now());
        first(7, timer.now());

        assertThat(api.workflowReads).isEqualTo(2);
    }

    @Test
    void areReadOnceForConcurrentRequests() {
        CompletableFuture<Workflow> answer = FakeApi.silence();
        api.workflow = id -> answer;
        CompletableFuture<PossibleGraphs> one = first(6, timer.now());
        CompletableFuture<PossibleGraphs> other = first(6, timer.now());
        answer.complete(TestWorkflow.chain("a").workflow());

        assertThat(one)
                .isCompletedWithValueMatching(graphs -> graphs.graphs().get(0).knows("a"));
        assertThat(other).isCompleted();
        assertThat(api.workflowReads).isOne();
    }

    @Test
    void thatWereReadInAdvanceAreAvailableAtTheEnd() {
        serve("a");
        Instant started = timer.now();
        graphs.expect(6L, started);
        timer.advance(Duration.ofMinutes(10));
        serve("b");

        assertThat(first(6, started).join().completeness(Runs.succeeded("a"))).isEqualTo(Completeness.COMPLETE);
        assertThat(api.workflowReads).isOne();
    }

    @Test
    void thatWereReadBeforeTheFirstStartAreNotReadAtTheEnd() {
        serve("a");
        graphs.expectFirst(6L);
        Instant started = timer.now().plusMillis(100);
        serve("a", "b");
        timer.advance(Duration.ofMinutes(5));

        assertThat(first(6, started).join().completeness(Runs.succeeded("a"))).isEqualTo(Completeness.COMPLETE);
        graphs.expectFirst(6L);
        assertThat(api.workflowReads).isOne();
    }

    @Test
    void ofAWorkflowThatWasEditedAfterTheStartAreThoseOfBeforeAndAfter() {
        serve("a");
        Instant started = timer.now();
        first(6, started);
        timer.advance(Duration.ofSeconds(3));
        serve("a", "b");
        PossibleGraphs possible = again(6, started).join();

        assertThat(possible.graphs()).hasSize(2);
        assertThat(possible.completeness(Runs.succeeded("a"))).isEqualTo(Completeness.DOUBTFUL);
        assertThat(possible.completeness(Runs.succeeded("a", "b"))).isEqualTo(Completeness.COMPLETE);
    }

    @Test
    void ofAWorkflowThatWasEditedLongBeforeTheStartAreThoseOfAfterOnly() {
        serve("a");
        first(6, timer.now());
        timer.advance(Duration.ofSeconds(10));
        serve("a", "b");
        first(6, timer.now());
        timer.advance(Duration.ofSeconds(10));

        assertThat(first(6, timer.now()).join().graphs()).hasSize(1);
        assertThat(first(6, timer.now()).join().completeness(Runs.succeeded("a")))
                .isEqualTo(Completeness.INCOMPLETE);
    }

    @Test
    void ofAWorkflowThatIsDeletedDuringARunAreTheEarlierOnesAndNotCertain() {
        serve("a");
        Instant started = timer.now();
        first(6, started);
        timer.advance(Duration.ofSeconds(3));
        api.workflow = id -> FakeApi.failure(FakeApi.workflowNotFound());
        PossibleGraphs possible = again(6, started).join();

        assertThat(possible.best(Runs.succeeded("a"))).isNotNull();
        assertThat(possible.sure()).isFalse();
    }

    @Test
    void areUnknownForAnUnreadableWorkflowWhichIsNotReadAgainForAWhile() {
        api.workflow = id -> FakeApi.failure(FakeApi.workflowNotFound());

        assertThat(first(6, timer.now())).isCompletedWithValue(PossibleGraphs.UNKNOWN);
        timer.advance(Duration.ofSeconds(30));
        assertThat(again(6, timer.now())).isCompletedWithValue(PossibleGraphs.UNKNOWN);
        assertThat(api.workflowReads).isOne();
    }

    @Test
    void areReadAgainAfterATransientFailure() {
        api.workflow = id -> FakeApi.failure(FakeApi.outOfReach());
        assertThat(first(6, timer.now())).isCompletedExceptionally();

        serve("a");
        assertThat(first(6, timer.now())).isCompletedWithValueMatching(PossibleGraphs::sure);
    }

    @Test
    void areNotMarkedUnreadableIfTheComponentStops() {
        api.workflow = id -> FakeApi.failure(new ScriptRunException(
                "getWorkflow was given up: the component is stopping.",
                ErrorContext.of("getWorkflow", 6L, null),
                null));

        assertThat(first(6, timer.now())).isCompletedExceptionally();
    }

    @Test
    void ofARunWithoutAWorkflowIdAreThoseOfAllWorkflowsWithItsNodes() {
        Workflow original = TestWorkflow.chain("a", "b").workflow();
        Workflow copy = TestWorkflow.chain("a", "b", "c").workflow();
        original.setId(6L);
        copy.setId(7L);
        api.workflows = List.of(original, copy);
        api.workflow = id -> FakeApi.answer(id == 6 ? original : copy);
        PossibleGraphs possible =
                graphs.of(Runs.succeeded("a", "b"), null, Instant.MIN, false).join();

        assertThat(possible.completeness(Runs.succeeded("a"))).isEqualTo(Completeness.INCOMPLETE);
        assertThat(possible.completeness(Runs.succeeded("a", "b"))).isEqualTo(Completeness.DOUBTFUL);
        assertThat(possible.completeness(Runs.succeeded("a", "b", "c"))).isEqualTo(Completeness.COMPLETE);
        assertThat(possible.best(Runs.succeeded("a", "b")).workflowId()).isNull();
    }
}
