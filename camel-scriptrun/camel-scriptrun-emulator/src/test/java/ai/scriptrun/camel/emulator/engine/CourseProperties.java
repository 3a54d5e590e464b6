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

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;

/** Properties of every run, for all durations and outcomes. */
class CourseProperties {

    private static final long START = 1_000_000;

    @Property
    void aStatusNeverMovesBackwardsAndTheDataIsCompleteAtTheEnd(
            @ForAll("times") RunTimes times,
            @ForAll("outcomes") Outcome outcome,
            @ForAll @IntRange(max = 300) int workDoneAfter) {
        Course course = new PendingCourse(START, times).end(outcome, START + workDoneAfter);

        int rank = -1;
        int shown = 0;
        for (long now = START; now <= START + 1000; now++) {
            RunState state = course.at(now);
            int newRank = rank(state);
            assertThat(newRank).isGreaterThanOrEqualTo(rank);
            if (newRank == rank) {
                assertThat(state.results()).hasSizeGreaterThanOrEqualTo(shown);
            }
            assertThat(state.finishedAt().isPresent()).isEqualTo(state.status().isTerminal());
            rank = newRank;
            shown = state.results().size();
        }

        assertThat(course.at(START + 1000).results()).isEqualTo(outcome.results());
        assertThat(course.at(START + 1000).complete()).isTrue();
    }

    @Property
    void theLastNodeIsMissingUntilTheDataIsComplete(
            @ForAll("times") RunTimes times, @ForAll("outcomes") Outcome outcome) {
        EndedCourse course = new PendingCourse(START, times).end(outcome, START);

        for (long now = course.finishedAt(); now < course.finishedAt() + times.window(); now++) {
            RunState state = course.at(now);
            assertThat(state.status()).isEqualTo(outcome.status());
            assertThat(state.complete()).isFalse();
            if (!outcome.results().isEmpty()) {
                assertThat(state.results()).hasSizeLessThan(outcome.results().size());
            }
        }
        assertThat(course.at(course.finishedAt() + times.window()).complete()).isTrue();
    }

    @Property
    void aTemplateRendersAnyText(@ForAll String text, @ForAll String expression) {
        RunContext context = new RunContext(TestWorkflows.json("{'a': [1]}"));

        assertThat(context.render(text)).isNotNull();
        assertThat(context.render("{{ input" + expression + " }}")).isNotNull();
    }

    private static int rank(RunState state) {
        return state.complete() ? 3 : state.status().isTerminal() ? 2 : state.status() == RunStatus.IN_PROGRESS ? 1 : 0;
    }

    @Provide
    static Arbitrary<RunTimes> times() {
        Arbitrary<Integer> millis = Arbitraries.integers().between(0, 200);
        return Combinators.combine(millis, millis, millis)
                .as((queue, work, window) -> new RunTimes(queue, work, window));
    }

    @Provide
    static Arbitrary<Outcome> outcomes() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 5), Arbitraries.of(RunStatus.SUCCEED, RunStatus.FAILED))
                .as((nodes, status) -> new Outcome(status, results(nodes), 0));
    }

    private static List<NodeResult> results(int nodes) {
        return new ArrayList<>(IntStream.range(0, nodes)
                .mapToObj(i -> NodeResult.succeed("node" + i, NodeOutput.of("content")))
                .toList());
    }
}
