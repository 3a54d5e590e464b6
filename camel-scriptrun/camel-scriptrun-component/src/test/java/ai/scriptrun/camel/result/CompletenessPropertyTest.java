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

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ai.scriptrun.camel.testing.Runs;
import ai.scriptrun.camel.testing.TestWorkflow;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

import static org.assertj.core.api.Assertions.assertThat;

/** The check against a model that tries every combination of branches. */
class CompletenessPropertyTest {

    private enum Kind {
        TRIGGER,
        IF_ELSE,
        LLM,
        OUTPUT;

        boolean isSilent() {
            return this == TRIGGER || this == IF_ELSE;
        }
    }

    /** Of an if/else, an edge belongs to a branch. */
    private record Line(int from, boolean branch, int to) {}

    /** A drawing that starts at node 0, how one run went through it, and which silent nodes left a result. */
    private record Sample(List<Kind> kinds, List<Line> lines, int choices, int heard) {

        WorkflowGraph graph() {
            TestWorkflow workflow = new TestWorkflow();
            for (int i = 0; i < kinds.size(); i++) {
                switch (kinds.get(i)) {
                    case TRIGGER -> workflow.trigger(id(i));
                    case IF_ELSE -> workflow.ifElse(id(i));
                    case LLM -> workflow.llm(id(i));
                    case OUTPUT -> workflow.output(id(i));
                }
            }
            lines.forEach(line ->
                    workflow.edge(id(line.from), line.branch ? TestWorkflow.TRUE : TestWorkflow.FALSE, id(line.to)));
            return workflow.start(id(0)).graph();
        }

        /** The nodes that run if each if/else takes the branch of its bit. */
        Set<Integer> walk(int choice) {
            Set<Integer> ran = new LinkedHashSet<>();
            List<Integer> open = new ArrayList<>(List.of(0));
            while (!open.isEmpty()) {
                int node = open.remove(0);
                if (ran.add(node)) {
                    boolean way = (choice >> node & 1) == 1;
                    lines.stream()
                            .filter(line -> line.from == node)
                            .filter(line -> kinds.get(node) != Kind.IF_ELSE || line.branch == way)
                            .forEach(line -> open.add(line.to));
                }
            }
            return ran;
        }

        Set<Integer> fullResult() {
            Set<Integer> there = walk(choices);
            there.removeIf(node -> kinds.get(node).isSilent() && (heard >> node & 1) == 0);
            return there;
        }

        boolean everyIfElseHasTwoBranches() {
            return IntStream.range(0, kinds.size())
                    .filter(node -> kinds.get(node) == Kind.IF_ELSE)
                    .allMatch(node -> Stream.of(true, false)
                            .allMatch(way -> lines.stream().anyMatch(line -> line.from == node && line.branch == way)));
        }

        boolean isCompleteByModel(Set<Integer> there) {
            for (int choice = 0; choice < 1 << kinds.size(); choice++) {
                Set<Integer> ran = walk(choice);
                Set<Integer> must = new HashSet<>(ran);
                must.removeIf(node -> kinds.get(node).isSilent());
                if (there.containsAll(must) && ran.containsAll(there)) {
                    return true;
                }
            }
            return false;
        }

        Completeness check(Set<Integer> there) {
            return CompletenessCheck.of(
                    Runs.succeeded(there.stream().map(Sample::id).toArray(String[]::new)), graph());
        }

        private static String id(int node) {
            return "n" + node;
        }
    }

    @Property(tries = 3_000)
    void theResultsOfARunAreNeverIncomplete(@ForAll("samples") Sample sample) {
        Set<Integer> there = sample.fullResult();
        if (!there.isEmpty()) {
            assertThat(sample.check(there)).isNotEqualTo(Completeness.INCOMPLETE);
            if (!sample.kinds.contains(Kind.IF_ELSE)) {
                assertThat(sample.check(there)).isEqualTo(Completeness.COMPLETE);
            }
        }
    }

    /** Doubt costs every such run the wait for more that never comes. */
    @Property(tries = 3_000)
    void theResultsOfARunAreSeldomDoubtful(@ForAll("samples") Sample sample) {
        Assume.that(!sample.fullResult().isEmpty() && sample.everyIfElseHasTwoBranches());
        Statistics.collect(sample.check(sample.fullResult()));
        Statistics.coverage(checker -> checker.check(Completeness.COMPLETE).percentage(share -> share > 95));
    }

    @Property(tries = 3_000)
    void resultsWithOneNodeLessAreCompleteOnlyIfTheModelAgrees(@ForAll("samples") Sample sample) {
        for (Integer removed : sample.fullResult()) {
            Set<Integer> there = sample.fullResult();
            there.remove(removed);
            if (!there.isEmpty()) {
                assertAgrees(sample, there);
            }
        }
    }

    @Property(tries = 3_000)
    void anyResultsAreClassifiedAsByTheModel(@ForAll("samples") Sample sample, @ForAll int chosen) {
        Set<Integer> there = new LinkedHashSet<>();
        for (int choice = 0; choice < 1 << sample.kinds.size(); choice++) {
            there.addAll(sample.walk(choice));
        }
        there.removeIf(node -> (chosen >> node & 1) == 0);
        if (!there.isEmpty()) {
            assertAgrees(sample, there);
        }
    }

    /** Doubt is allowed either way: it costs time, but loses and cuts nothing. */
    private static void assertAgrees(Sample sample, Set<Integer> there) {
        Completeness forbidden = sample.isCompleteByModel(there) ? Completeness.INCOMPLETE : Completeness.COMPLETE;
        assertThat(sample.check(there)).as("with %s", there).isNotEqualTo(forbidden);
    }

    @Provide
    Arbitrary<Sample> samples() {
        return Arbitraries.randomValue(CompletenessPropertyTest::sample);
    }

    private static Sample sample(Random random) {
        int nodes = 2 + random.nextInt(7);
        boolean cycles = random.nextInt(4) == 0;
        List<Kind> kinds = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            kinds.add(kind(random, node));
            for (int more = random.nextInt(4); more > 0; more--) {
                int first = cycles ? 0 : node + 1;
                if (first < nodes) {
                    lines.add(new Line(node, random.nextBoolean(), first + random.nextInt(nodes - first)));
                }
            }
        }
        return new Sample(kinds, lines, random.nextInt(), random.nextInt());
    }

    private static Kind kind(Random random, int node) {
        if (node == 0 && random.nextBoolean()) {
            return Kind.TRIGGER;
        }
        return switch (random.nextInt(5)) {
            case 0, 1 -> Kind.IF_ELSE;
            case 2, 3 -> Kind.LLM;
            default -> Kind.OUTPUT;
        };
    }
}
