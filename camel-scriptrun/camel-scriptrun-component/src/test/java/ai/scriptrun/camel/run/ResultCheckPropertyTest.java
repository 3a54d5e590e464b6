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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import static ai.scriptrun.camel.run.TestWorkflow.FALSE;
import static ai.scriptrun.camel.run.TestWorkflow.TRUE;
import static org.assertj.core.api.Assertions.assertThat;

/** Completeness over random graphs with branches, joins and several outputs, against a slow and obvious model. */
class ResultCheckPropertyTest {

    private static final int MOST_NODES = 9;

    /** A random acyclic workflow: an edge leads from a node to a later one, and each if/else has two branches. */
    private static final class RandomWorkflow {

        private final Random random;
        private final TestWorkflow workflow = new TestWorkflow();
        private final int size;
        private final Set<Integer> choosing = new HashSet<>();
        private final Set<Integer> silent = new HashSet<>();
        private final Map<Integer, List<Integer>> next = new HashMap<>();
        private final Map<Integer, List<Integer>> nextIfTrue = new HashMap<>();

        RandomWorkflow(long seed) {
            random = new Random(seed);
            size = 2 + random.nextInt(MOST_NODES - 1);
            for (int i = 0; i < size; i++) {
                add(i);
            }
            for (int i = 0; i < size - 1; i++) {
                connect(i);
            }
            workflow.start(id(0));
        }

        private void add(int i) {
            next.put(i, new ArrayList<>());
            nextIfTrue.put(i, new ArrayList<>());
            if (i == 0 && random.nextBoolean()) {
                workflow.trigger(id(i));
                silent.add(i);
            } else if (i < size - 1 && random.nextInt(3) == 0) {
                workflow.ifElse(id(i));
                choosing.add(i);
                silent.add(i);
            } else if (random.nextInt(3) == 0) {
                workflow.output(id(i));
            } else {
                workflow.llm(id(i));
            }
        }

        private void connect(int i) {
            if (choosing.contains(i)) {
                edges(i, TRUE, nextIfTrue.get(i), 1);
                edges(i, FALSE, next.get(i), 1);
            } else {
                edges(i, null, next.get(i), i == 0 ? 1 : 0);
            }
        }

        private void edges(int source, String handle, List<Integer> targets, int atLeast) {
            int count = Math.max(atLeast, random.nextInt(3));
            for (int n = 0; n < count; n++) {
                int target = source + 1 + random.nextInt(size - source - 1);
                if (!targets.contains(target)) {
                    targets.add(target);
                    workflow.edge(id(source), handle, id(target));
                }
            }
        }

        static String id(int i) {
            return "n" + i;
        }

        /** What runs if each if/else decides as the bits say. */
        Set<Integer> walk(int decisions) {
            Set<Integer> ran = new HashSet<>();
            Deque<Integer> open = new ArrayDeque<>(List.of(0));
            while (!open.isEmpty()) {
                int node = open.pop();
                if (ran.add(node)) {
                    boolean isTrue = choosing.contains(node) && (decisions >> node & 1) == 1;
                    open.addAll(isTrue ? nextIfTrue.get(node) : next.get(node));
                }
            }
            return ran;
        }

        /** Obvious and slow: what is there is complete if some way through the workflow leaves just that. */
        boolean isWholeResult(Set<Integer> there) {
            for (int decisions = 0; decisions < 1 << size; decisions++) {
                Set<Integer> must = new HashSet<>(walk(decisions));
                Set<Integer> may = new HashSet<>(must);
                must.removeAll(silent);
                if (there.containsAll(must) && may.containsAll(there)) {
                    return true;
                }
            }
            return false;
        }

        Completeness check(Set<Integer> there) {
            List<Integer> shuffled = new ArrayList<>(there);
            Collections.shuffle(shuffled, random);
            return ResultCheck.of(
                    Runs.succeeded(shuffled.stream().map(RandomWorkflow::id).toArray(String[]::new)), workflow.graph());
        }
    }

    @Property(tries = 2_000)
    void theResultOfAWalkIsComplete(@ForAll long seed) {
        RandomWorkflow workflow = new RandomWorkflow(seed);
        Set<Integer> there = workflow.walk(workflow.random.nextInt(1 << workflow.size));
        Set<Integer> silent = new HashSet<>(workflow.silent);
        silent.removeIf(node -> workflow.random.nextBoolean());
        there.removeAll(silent);
        if (!there.isEmpty()) {
            assertThat(workflow.check(there)).isEqualTo(Completeness.COMPLETE);
        }
    }

    @Property(tries = 2_000)
    void aPartOfAResultIsCompleteOnlyIfItIsWholeForSomeOtherWalk(@ForAll long seed) {
        RandomWorkflow workflow = new RandomWorkflow(seed);
        List<Integer> there = new ArrayList<>(workflow.walk(workflow.random.nextInt(1 << workflow.size)));
        there.removeAll(workflow.silent);
        Collections.shuffle(there, workflow.random);
        while (there.size() > 1) {
            there.remove(0);
            Set<Integer> part = new HashSet<>(there);
            if (workflow.check(part) == Completeness.COMPLETE) {
                assertThat(workflow.isWholeResult(part))
                        .as("%s of %s", part, workflow.next)
                        .isTrue();
            }
        }
    }
}
