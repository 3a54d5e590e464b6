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
package ai.scriptrun.camel.benchmarks.waiting;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What it has cost to wait.
 *
 * @param threads   at most, besides those that every JVM has
 * @param heap      bytes for each waiting run
 * @param medianLag milliseconds from a run's end to its delivery
 * @param p99Lag    the same, of the slowest but one in a hundred
 * @param calls     of the API for each run, its start not counted
 * @param cpu       microseconds of processor time for each run, from the start of the service's work to the last delivery
 */
record WaitingFigures(double threads, double heap, double medianLag, double p99Lag, double calls, double cpu) {

    static WaitingFigures parse(String text) {
        List<Double> numbers =
                Stream.of(text.split(" ", -1)).map(Double::valueOf).toList();
        return new WaitingFigures(
                numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3), numbers.get(4), numbers.get(5));
    }

    String format() {
        return Stream.of(threads, heap, medianLag, p99Lag, calls, cpu)
                .map(Object::toString)
                .collect(Collectors.joining(" "));
    }
}
