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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class DistributionTest {

    private static final Duration PRICE = Duration.ofMillis(80);
    private static final Duration LEAST = Duration.ofMillis(500);
    private static final Duration MOST = Duration.ofSeconds(5);

    private static Span exactly(double seconds) {
        Duration duration = Duration.ofNanos((long) (seconds * 1e9));
        return new Span(duration, duration);
    }

    @Provide
    Arbitrary<Span> spans() {
        Arbitrary<Duration> durations =
                Arbitraries.integers().between(0, 100_000).map(Duration::ofMillis);
        return Combinators.combine(durations, durations)
                .as((a, b) -> a.compareTo(b) < 0 ? new Span(a, b) : new Span(b, a));
    }

    @Property
    void theExpectedLagIsTheIntegralOfTheProbabilityToHaveEnded(
            @ForAll @Size(min = 1, max = 60) List<@net.jqwik.api.From("spans") Span> spans,
            @ForAll @IntRange(max = 120_000) int age,
            @ForAll @IntRange(min = 1, max = 10_000) int wait) {
        Distribution distribution = Distribution.of(spans);
        int steps = 4_000;
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            Duration middle = Duration.ofNanos((long) ((i + 0.5) * wait * 1e6 / steps));
            sum += distribution.endsWithin(Duration.ofMillis(age), middle) * wait / steps;
        }

        // Where all parts of some spans are the same, the probability jumps.
        assertThat(distribution.expectedLag(age, wait)).isCloseTo(sum, within(wait / 1_000.0));
    }

    @Property
    void aLookIsDueWithinItsBoundsAndOnceTheLagIsWorthIt(
            @ForAll @Size(min = 1, max = 60) List<@net.jqwik.api.From("spans") Span> spans,
            @ForAll @IntRange(max = 120_000) int age) {
        Distribution distribution = Distribution.of(spans);
        Duration due = distribution.due(Duration.ofMillis(age), PRICE, LEAST, MOST);
        double lag = distribution.expectedLag(age, due.toNanos() / 1e6);

        assertThat(due).isBetween(LEAST, MOST);
        if (due.compareTo(LEAST) > 0) {
            assertThat(lag).isLessThanOrEqualTo(PRICE.toMillis() + 0.1);
        }
        if (due.compareTo(MOST) < 0) {
            assertThat(lag).isGreaterThanOrEqualTo(PRICE.toMillis() - 0.1);
        }
    }

    @Test
    void aConstantHazardGivesTheSquareRootLaw() {
        Random random = new Random(1);
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            spans.add(exactly(-30 * Math.log(1 - random.nextDouble())));
        }
        Distribution distribution = Distribution.of(spans);
        double law = Math.sqrt(2 * 0.080 * 30);

        for (int age = 0; age <= 60; age += 10) {
            Duration due = distribution.due(Duration.ofSeconds(age), PRICE, Duration.ZERO, Duration.ofMinutes(1));
            assertThat(due.toMillis() / 1e3).isCloseTo(law, within(0.1 * law));
        }
    }

    @Test
    void runsThatAlwaysTakeTheSameTimeAreLookedAtRightAfterIt() {
        Distribution distribution = Distribution.of(List.of(exactly(30), exactly(30), exactly(30), exactly(30)));

        assertThat(distribution.due(Duration.ofSeconds(29), PRICE, LEAST, MOST))
                .isBetween(Duration.ofMillis(1_050), Duration.ofMillis(1_150));
        assertThat(distribution.due(Duration.ofSeconds(20), PRICE, LEAST, MOST)).isEqualTo(MOST);
    }

    @Test
    void aRunThatTakesLongerThanAllOthersIsLookedAtLessAndLess() {
        Distribution distribution = Distribution.of(List.of(exactly(5), exactly(6), exactly(7), exactly(8)));
        Duration hour = Duration.ofHours(1);

        assertThat(distribution.due(Duration.ofSeconds(10), PRICE, LEAST, hour))
                .isLessThan(distribution.due(Duration.ofSeconds(100), PRICE, LEAST, hour));
        assertThat(distribution
                                .due(Duration.ofSeconds(1_000), PRICE, LEAST, hour)
                                .toMillis()
                        / 1e3)
                .isCloseTo(Math.sqrt(2 * 0.080 * 1_000), within(0.2));
    }

    @Test
    void tellsTheMedian() {
        List<Span> spans = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            spans.add(exactly(i));
        }

        assertThat(Distribution.of(spans).quantile(0.5)).isEqualTo(Duration.ofSeconds(5));
        assertThat(Distribution.of(spans).quantile(0.9)).isEqualTo(Duration.ofSeconds(9));
    }
}
