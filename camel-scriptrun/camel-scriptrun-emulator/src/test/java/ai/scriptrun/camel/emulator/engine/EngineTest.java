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
package ai.scriptrun.camel.emulator.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;

import ai.scriptrun.camel.emulator.EmulatorClock;
import ai.scriptrun.camel.emulator.llm.LlmReply;
import ai.scriptrun.camel.emulator.llm.LlmRequest;
import ai.scriptrun.camel.emulator.llm.LlmResponder;
import org.junit.jupiter.api.Test;

import static ai.scriptrun.camel.emulator.engine.TestWorkflows.json;
import static ai.scriptrun.camel.emulator.engine.TestWorkflows.workflow;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

class EngineTest {

    private final EmulatorClock clock = EmulatorClock.standingAt(Instant.parse("2026-01-01T00:00:00Z"));

    @Test
    void aRunPassesQueueProgressAndConsistencyWindow() {
        Run run = start(TestWorkflows.chain(), "{'text': 'hello'}");

        assertThat(state(run).status()).isEqualTo(RunStatus.IN_QUEUE);
        advance(50);
        assertThat(state(run).status()).isEqualTo(RunStatus.IN_PROGRESS);
        assertThat(state(run).finishedAt()).isEmpty();
        assertThat(state(run).cost()).isEmpty();
        advance(199);
        assertThat(state(run).status()).isEqualTo(RunStatus.IN_PROGRESS);
        advance(1);
        assertThat(state(run).status()).isEqualTo(RunStatus.SUCCEED);
        assertThat(state(run).results()).isEmpty();
        assertThat(state(run).finishedAt()).contains(Instant.parse("2026-01-01T00:00:00.250Z"));
        advance(75);
        assertThat(state(run).results()).extracting(NodeResult::id).containsExactly("t");
        assertThat(state(run).complete()).isFalse();
        advance(75);
        assertThat(state(run).results()).extracting(NodeResult::id).containsExactly("t", "l", "o");
        assertThat(state(run).complete()).isTrue();
    }

    @Test
    void nodesEndOneAfterTheOtherWhileTheRunIsInProgress() {
        Run run = start(TestWorkflows.chain(), "{'text': 'hello'}");

        advance(50 + 70);

        assertThat(state(run).results())
                .extracting(NodeResult::id, result -> result.status().word())
                .containsExactly(tuple("t", "succeed"), tuple("l", "in progress"));
    }

    @Test
    void anOutputNodeHasTheContentOfTheNodeBeforeIt() {
        assertThat(contents(TestWorkflows.chain(), "{'text': 'hello'}")).containsEntry("o", "echo hello");
    }

    @Test
    void anOutputNodeWithATemplateRendersIt() {
        Workflow workflow = workflow("""
                {'start_node': 't', 'nodes': [
                  {'id': 't', 'type': 'trigger-node', 'data': {}},
                  {'id': 'o', 'type': 'output-node', 'data': {'content': 'Dear {{ input.name }}'}}],
                 'edges': [{'source': 't', 'target': 'o'}]}""");

        assertThat(contents(workflow, "{'name': 'Ada'}")).containsEntry("o", "Dear Ada");
    }

    @Test
    void onlyTheSelectedBranchIsExecuted() {
        Workflow workflow = workflow("""
                {'start_node': 'i', 'nodes': [
                  {'id': 'i', 'type': 'if-else-node', 'data': {
                    'condition': {'left': '{{ input.n }}', 'operator': '>', 'right': 9}}},
                  {'id': 'yes', 'type': 'output-node', 'data': {'content': 'big'}},
                  {'id': 'no', 'type': 'output-node', 'data': {'content': 'small'}}],
                 'edges': [{'source': 'i', 'target': 'yes', 'sourceHandle': 'condition-true'},
                           {'source': 'i', 'target': 'no', 'sourceHandle': 'condition-false'}]}""");

        assertThat(contents(workflow, "{'n': 10}")).containsOnlyKeys("i", "yes");
        assertThat(contents(workflow, "{'n': 9}")).containsOnlyKeys("i", "no");
    }

    @Test
    void followsTheNextNodesOfANodeIfThereAreNoEdges() {
        Workflow workflow = workflow("""
                {'start_node': 'i', 'nodes': [
                  {'id': 'i', 'type': 'if-else-node', 'data': {'true_node': 'yes', 'false_node': 'no',
                    'condition': {'left': '{{ input.n }}', 'operator': '==', 'right': '1'}}},
                  {'id': 'yes', 'type': 'output-node', 'data': {'content': 'one', 'next_nodes': ['end']}},
                  {'id': 'no', 'type': 'output-node', 'data': {'content': 'other'}},
                  {'id': 'end', 'type': 'output-node', 'data': {}}]}""");

        assertThat(contents(workflow, "{'n': 1}"))
                .containsOnlyKeys("i", "yes", "end")
                .containsEntry("end", "one");
    }

    @Test
    void ignoresTheNextNodesOfANodeIfThereAreEdges() {
        Workflow workflow = workflow("""
                {'start_node': 'a', 'nodes': [
                  {'id': 'a', 'type': 'output-node', 'data': {'content': 'one', 'next_nodes': ['b']}},
                  {'id': 'b', 'type': 'output-node', 'data': {'content': 'two', 'next_nodes': ['stale']}},
                  {'id': 'stale', 'type': 'output-node', 'data': {}}],
                 'edges': [{'source': 'a', 'target': 'b'}]}""");

        assertThat(contents(workflow, "{}")).containsOnlyKeys("a", "b");
    }

    @Test
    void aNodeThatJoinsBranchesIsExecutedOnceAfterAllOfThem() {
        Workflow workflow = workflow("""
                {'start_node': 't', 'nodes': [
                  {'id': 'end', 'type': 'output-node', 'data': {'content': '{{ a.result.content }}{{ b.result.content }}'}},
                  {'id': 't', 'type': 'trigger-node', 'data': {}},
                  {'id': 'a', 'type': 'output-node', 'data': {'content': 'A'}},
                  {'id': 'b', 'type': 'output-node', 'data': {'content': 'B'}}],
                 'edges': [{'source': 't', 'target': 'a'}, {'source': 't', 'target': 'b'},
                           {'source': 'a', 'target': 'end'}, {'source': 'b', 'target': 'end'}]}""");

        assertThat(contents(workflow, "{}")).hasSize(4).containsEntry("end", "AB");
    }

    @Test
    void aFailedNodeEndsTheRun() {
        Engine engine = engine(request -> {
            throw new IllegalStateException("No model today");
        });

        Run run = ((StartAnswer.Accepted) engine.start(TestWorkflows.chain(), json("{}"))).run();

        await().until(() -> run.course() instanceof EndedCourse);
        advance(1000);
        assertThat(state(run).status()).isEqualTo(RunStatus.FAILED);
        assertThat(state(run).results()).extracting(NodeResult::id).containsExactly("t", "l");
        assertThat(state(run).results().get(1).error()).isEqualTo("No model today");
    }

    @Test
    void aSlowResponderDelaysTheRunButNotTheStart() {
        CountDownLatch thinking = new CountDownLatch(1);
        Engine engine = engine(request -> {
            thinking.await();
            return LlmReply.of("thought");
        });

        Run run = ((StartAnswer.Accepted) engine.start(TestWorkflows.chain(), json("{}"))).run();
        advance(10_000);
        assertThat(state(run).status()).isEqualTo(RunStatus.IN_PROGRESS);
        thinking.countDown();

        await().until(() -> state(run).status() == RunStatus.SUCCEED);
        assertThat(state(run).finishedAt()).contains(clock.instant());
    }

    @Test
    void anInvalidWorkflowIsNotStarted() {
        StartAnswer answer = engine(new Echo()).start(workflow("{}"), json("{}"));

        assertThat(answer)
                .asInstanceOf(type(StartAnswer.Rejected.class))
                .isEqualTo(new StartAnswer.Rejected(400, List.of("Workflow is missing required field start_node")));
    }

    @Test
    void inputFieldsAreCheckedAndFilledIn() {
        Workflow workflow = workflow("""
                {'start_node': 't', 'nodes': [{'id': 't', 'type': 'trigger-node', 'data': {'input_fields': [
                  {'id': 'name', 'input_requirements': true, 'default_value': ''},
                  {'id': 'language', 'input_requirements': true, 'default_value': 'en'}]}}]}""");
        Engine engine = engine(new Echo());

        assertThat(engine.start(workflow, json("{'name': ''}")))
                .isEqualTo(new StartAnswer.Rejected(422, List.of("Input field name is required")));
        assertThat(engine.start(workflow, json("{'name': 'Ada'}")))
                .asInstanceOf(type(StartAnswer.Accepted.class))
                .satisfies(accepted ->
                        assertThat(json(accepted.run().input())).isEqualTo(json("{'name': 'Ada', 'language': 'en'}")));
    }

    @Test
    void randomTimesStayInBoundsAndAreRepeatable() {
        Span span = new Span(Duration.ofMillis(10), Duration.ofMillis(1000));
        Timing timing = new Timing(span, span, span, 7);

        List<RunTimes> first = LongStream.range(0, 100).mapToObj(timing::of).toList();
        List<RunTimes> again = LongStream.range(0, 100).mapToObj(timing::of).toList();

        assertThat(again).isEqualTo(first);
        assertThat(first).allSatisfy(times -> assertThat(times.queue()).isBetween(10L, 1000L));
        assertThat(first)
                .extracting(RunTimes::work)
                .doesNotContainSequence(first.get(0).work(), first.get(0).work());
    }

    private Engine engine(LlmResponder responder) {
        return new Engine(clock, Timing.DEFAULT, responder, AllowedHosts.loopbackAnd(), Journal.NONE);
    }

    private Run start(Workflow workflow, String input) {
        return ((StartAnswer.Accepted) engine(new Echo()).start(workflow, json(input))).run();
    }

    private Map<String, String> contents(Workflow workflow, String input) {
        Run run = start(workflow, input);
        return run.at(clock.instant().plusSeconds(60)).results().stream()
                .collect(toMap(NodeResult::id, NodeResult::content));
    }

    private RunState state(Run run) {
        return run.at(clock.instant());
    }

    private void advance(long millis) {
        clock.advance(Duration.ofMillis(millis));
    }

    private static final class Echo implements LlmResponder {

        @Override
        public LlmReply respond(LlmRequest request) {
            return LlmReply.of("echo " + request.text("user"));
        }

        @Override
        public boolean isImmediate() {
            return true;
        }
    }
}
