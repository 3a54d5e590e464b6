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
package ai.scriptrun.camel.benchmarks;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param rounds       how often each compared variant is measured
 * @param warmOptions  options of the JVMs that are measured after warm-up
 * @param warmUp       warm-up of each benchmark
 * @param iteration    one measurement
 * @param threads      numbers of concurrent callers
 * @param nodes        sizes of workflows
 * @param oldRuns      lengths of histories
 * @param waiting      what is waited for
 */
public record Plan(
        int rounds,
        List<String> warmOptions,
        Duration warmUp,
        Duration iteration,
        List<Integer> threads,
        List<Integer> nodes,
        List<Integer> oldRuns,
        List<Crowd> waiting) {

    /**
     * So many runs that wait together.
     *
     * @param runs    their number
     * @param speedUp how much faster than life they are made to run, and to be polled
     * @param rounds  how often
     * @param loops   whether the peers, which make a call for each run every three seconds, can keep up
     */
    public record Crowd(int runs, int speedUp, int rounds, boolean loops) {

        /** Whether it leaves the machine idle, so that all ways can be measured at the same time. */
        public boolean isSmall() {
            return runs <= 100;
        }
    }

    /** How many callers there are where one number has to do. */
    public int usualCallers() {
        return threads.get(threads.size() / 2);
    }

    /** For figures, in less than ten minutes. */
    public static Plan full() {
        return new Plan(
                3,
                List.of(ChildJvm.COMPILE_FIRST),
                Duration.ofMillis(3_000),
                Duration.ofMillis(500),
                List.of(1, 8, 32),
                List.of(10, 100, 1_000),
                List.of(100, 10_000, 1_000_000),
                List.of(new Crowd(100, 10, 2, true), new Crowd(10_000, 1, 1, true), new Crowd(100_000, 1, 1, false)));
    }

    /** For proof that everything runs, in less than a minute. */
    public static Plan brief() {
        return new Plan(
                1,
                List.of(),
                Duration.ofMillis(10),
                Duration.ofMillis(50),
                List.of(2),
                List.of(10),
                List.of(100),
                List.of(new Crowd(20, 100, 1, true)));
    }
}
