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
package ai.scriptrun.camel.timing;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.DoubleUnaryOperator;

/**
 * How long something takes, as a distribution: between the known durations, probability is spread evenly. One that takes
 * longer than all of them is expected to take about as long again. Immutable.
 *
 * <p>The square-root law says how often to look for an end: at the rate √(k·h / 2c), with h the hazard of an end, k the
 * price of a second of lag and c the price of a look. Here it has a form that needs no hazard, and that holds where the
 * hazard changes faster than looks follow each other too: look once the lag that is to be expected by then is worth a
 * look. With a constant hazard both say the same.
 */
public final class Distribution {

    /** A span is known only to end between two looks, so it counts as so many durations, evenly spread between them. */
    private static final int PARTS = 4;

    private static final int BISECTIONS = 20;

    /** In milliseconds, ascending. */
    private final double[] points;

    /** The integral of the probability to have ended, up to each point. */
    private final double[] areas;

    /** The probability to end within what is known. */
    private final double known;

    private Distribution(double[] points, double known) {
        this.points = points;
        this.known = known;
        this.areas = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            double before = i == 0 ? 0 : points[i - 1];
            areas[i] = (i == 0 ? 0 : areas[i - 1]) + (points[i] - before) * (ended(i) + ended(i + 1)) / 2;
        }
    }

    /** What at least one span tells. */
    public static Distribution of(Collection<Span> spans) {
        double[] points = spans.stream()
                .flatMapToDouble(span -> span.evenly(PARTS))
                .map(point -> Math.max(0, point))
                .sorted()
                .toArray();
        // As if one more had been seen that takes longer than all the others.
        return new Distribution(points, spans.size() / (spans.size() + 1.0));
    }

    /** How long this part of them takes at most, as 0.5 for the median. */
    public Duration quantile(double part) {
        return millis(points[Math.min(points.length - 1, (int) (part * points.length))]);
    }

    /**
     * When to look for the end of one: not before {@code least} and not after {@code most}, which wins, and between them
     * once the expected lag is worth the price.
     *
     * @param age   how long it has taken by now; it has not ended
     * @param price of a look, as a lag
     * @return how long from now
     */
    public Duration due(Duration age, Duration price, Duration least, Duration most) {
        return due(wait -> expectedLag(millis(age), wait), price, least, most);
    }

    /**
     * The same for many that are looked at together.
     *
     * @param lag the sum of their lags after so many milliseconds, never falling
     */
    public static Duration due(DoubleUnaryOperator lag, Duration price, Duration least, Duration most) {
        double low = Math.min(millis(least), millis(most));
        double high = millis(most);
        double worth = millis(price);
        if (lag.applyAsDouble(low) >= worth) {
            return millis(low);
        }
        if (lag.applyAsDouble(high) <= worth) {
            return most;
        }
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (lag.applyAsDouble(middle) < worth) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return millis(high);
    }

    /**
     * How long ago one will have ended, on average, where those that have not ended count as zero.
     *
     * @param age  how many milliseconds it has taken by now; it has not ended
     * @param wait milliseconds from now
     */
    public double expectedLag(double age, double wait) {
        double alive = 1 - endedBy(age);
        return wait - (wait - areaTo(age + wait) + areaTo(age)) / alive;
    }

    /** The probability to end within this time, of one that has not ended. */
    public double endsWithin(Duration age, Duration wait) {
        return 1 - (1 - endedBy(millis(age.plus(wait)))) / (1 - endedBy(millis(age)));
    }

    /** Whether most have ended as soon as they are looked at. */
    public boolean isMostlyZero() {
        return points[points.length / 2] == 0;
    }

    /** The probability to have ended by the point of this number, the first being 1. */
    private double ended(int number) {
        return known * number / points.length;
    }

    private double endedBy(double age) {
        int passed = passed(age);
        if (passed == points.length) {
            double last = longest();
            return 1 - (1 - known) * last / Math.max(last, age);
        }
        double before = passed == 0 ? 0 : points[passed - 1];
        return known * (passed + (age - before) / (points[passed] - before)) / points.length;
    }

    private double areaTo(double age) {
        int passed = passed(age);
        if (passed == points.length) {
            double last = longest();
            double upToLast = areas[passed - 1] + known * (Math.min(last, age) - points[passed - 1]);
            double beyond = Math.max(last, age);
            return upToLast + (beyond - last) - (1 - known) * last * Math.log(beyond / last);
        }
        double before = passed == 0 ? 0 : points[passed - 1];
        double area = passed == 0 ? 0 : areas[passed - 1];
        return area + (age - before) * (ended(passed) + endedBy(age)) / 2;
    }

    /** No less than a millisecond, so that it can be multiplied. */
    private double longest() {
        return Math.max(1, points[points.length - 1]);
    }

    /** How many points are not greater. */
    private int passed(double age) {
        int found = Arrays.binarySearch(points, age);
        int passed = found < 0 ? -found - 1 : found;
        while (passed < points.length && points[passed] <= age) {
            passed++;
        }
        return passed;
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private static Duration millis(double millis) {
        return Duration.ofNanos(Math.round(millis * 1e6));
    }
}
