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

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one measurement found.
 *
 * @param figures by JMH's names for them
 */
public record Measurement(Map<String, Double> figures) {

    /** Name of what a benchmark measures in the first place. */
    static final String SCORE = "score";

    /** JMH's name for the bytes that are allocated in a call. */
    private static final String BYTES = "gc.alloc.rate.norm";

    static Measurement parse(String line) {
        return new Measurement(Stream.of(line.split(" ", -1))
                .map(figure -> figure.split("=", 2))
                .collect(Collectors.toMap(figure -> figure[0], figure -> Double.valueOf(figure[1]))));
    }

    String format() {
        return new TreeMap<>(figures).entrySet().stream().map(Object::toString).collect(Collectors.joining(" "));
    }

    /** Calls a second, or microseconds a call. */
    public double score() {
        return figure(SCORE);
    }

    /** Bytes allocated in a call, by all threads. */
    public double bytes() {
        return figure(BYTES);
    }

    /** What the benchmark counts itself. */
    public double figure(String name) {
        return figures.get(name);
    }
}
