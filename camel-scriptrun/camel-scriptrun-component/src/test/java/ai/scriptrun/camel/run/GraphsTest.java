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

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import ai.scriptrun.camel.exception.ErrorContext;
import ai.scriptrun.camel.exception.ScriptRunException;
import ai.scriptrun.camel.model.Workflow;
import ai.scriptrun.camel.time.ManualTimer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GraphsTest {

    private final ManualTimer timer = new ManualTimer();
    private final FakeApi api = new FakeApi(timer);
    private final Graphs graphs = new Graphs(api, timer);

    private void serve() {
        api.workflow = id -> FakeApi.answer(TestWorkflow.chain("a").workflow());
    }

    @Test
    void areReadOnce() {
        serve();
        WorkflowGraph first = graphs.of(6L).join();
        timer.advance(Graphs.USUAL_AGE);

        assertThat(graphs.of(6L).join()).isSameAs(first);
        assertThat(api.workflowReads).isOne();
    }

    @Test
    void areReadAgainWhenTheyAreOld() {
        serve();
        graphs.of(6L);
        timer.advance(Graphs.USUAL_AGE.plusMillis(1));
        graphs.of(6L);

        assertThat(api.workflowReads).isEqualTo(2);
    }

    @Test
    void areReadAgainForASecondLook() {
        serve();
        graphs.of(6L);
        timer.advance(Duration.ofSeconds(3));
        graphs.of(6L, Graphs.SECOND_LOOK_AGE);

        assertThat(api.workflowReads).isEqualTo(2);
    }

    @Test
    void areReadForEachWorkflow() {
        serve();
        graphs.of(6L);
        graphs.of(7L);

        assertThat(api.workflowReads).isEqualTo(2);
    }

    @Test
    void areReadOnceByAllWhoAskMeanwhile() {
        CompletableFuture<Workflow> answer = FakeApi.silence();
        api.workflow = id -> answer;
        CompletableFuture<WorkflowGraph> one = graphs.of(6L);
        CompletableFuture<WorkflowGraph> other = graphs.of(6L);
        answer.complete(TestWorkflow.chain("a").workflow());

        assertThat(one).isCompletedWithValueMatching(graph -> graph.vertex("a") != null);
        assertThat(other).isCompleted();
        assertThat(api.workflowReads).isOne();
    }

    @Test
    void areUnknownOfARunWithoutAWorkflow() {
        assertThat(graphs.of(null)).isCompletedWithValue(null);
        assertThat(api.workflowReads).isZero();
    }

    @Test
    void areUnknownOfAWorkflowThatCannotBeRead() {
        api.workflow = id -> FakeApi.failure(FakeApi.workflowNotFound());

        assertThat(graphs.of(6L)).isCompletedWithValue(null);
        assertThat(graphs.of(6L)).isCompletedWithValue(null);
        assertThat(api.workflowReads).isOne();
    }

    @Test
    void areReadAgainAfterAFailureThatPasses() {
        api.workflow = id -> FakeApi.failure(FakeApi.outOfReach());
        assertThat(graphs.of(6L)).isCompletedExceptionally();

        serve();
        assertThat(graphs.of(6L)).isCompletedWithValueMatching(graph -> graph.vertex("a") != null);
    }

    @Test
    void areNotTakenForUnreadableBecauseTheComponentStops() {
        api.workflow = id -> FakeApi.failure(new ScriptRunException(
                "getWorkflow was given up: the component is stopping.",
                ErrorContext.of("getWorkflow", 6L, null),
                null));

        assertThat(graphs.of(6L)).isCompletedExceptionally();
    }
}
