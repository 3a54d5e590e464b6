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
package ai.scriptrun.camel.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Several measurements of one thing.
 *
 * @param median the middle one
 * @param min    the least
 * @param max    the greatest
 */
public record Spread(double median, double min, double max) {

    /** Of these measurements, of which there is at least one. */
    public static Spread of(List<Double> measurements) {
        List<Double> sorted = measurements.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
    }

    /** Of one figure in each of these. */
    public static <T> Spread of(List<T> measurements, ToDoubleFunction<? super T> figure) {
        return of(measurements.stream().map(figure::applyAsDouble).toList());
    }

    /** The medians' ratio, with two digits behind the point. */
    public String dividedBy(Spread other) {
        return String.format(Locale.ROOT, "%.2f", median / other.median);
    }

    /** As {@code median (min … max)}, in as many digits as tell something. */
    @Override
    public String toString() {
        return min == max ? number(median) : number(median) + " (" + number(min) + " … " + number(max) + ")";
    }

    /** A number for people. */
    public static String number(double value) {
        double size = Math.abs(value);
        return String.format(
                Locale.ROOT, size >= 100 || size == Math.rint(size) ? "%,.0f" : size >= 1 ? "%.2f" : "%.3f", value);
    }
}
