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

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What it costs to wait for runs whose durations were learned, against the truth. */
class LearnedPollingTest {

    private static final Optional<Duration> FIXED = Optional.empty();
    private static final Optional<Duration> LEARNED = Optional.of(Duration.ofMillis(500));
    private static final long SEED = 42;

    /** A quantile of a few thousand lags is known to about so much, in seconds. */
    private static final double NOISE = 0.1;

    /** How long runs take, in seconds, and what is reached: median lag times calls for one alone and for a hundred. */
    @SuppressWarnings("ImmutableEnumChecker") // Lambdas without state.
    enum Durations {
        UNIFORM(14.6, 0.85, random -> 5 + 55 * random.nextDouble()),
        STEADY(8.6, 0.52, random -> Math.max(1, 30 + 6 * random.nextGaussian())),
        EXPONENTIAL(17.8, 1.2, random -> -30 * Math.log(1 - random.nextDouble())),
        LOGNORMAL(12, 0.8, random -> 20 * Math.exp(0.6 * random.nextGaussian())),
        BIMODAL(6, 0.48, random -> random.nextBoolean() ? 8 + random.nextGaussian() : 45 + 3 * random.nextGaussian());

        final double oneAlone;
        final double aHundred;
        final ToDoubleFunction<Random> seconds;

        Durations(double oneAlone, double aHundred, ToDoubleFunction<Random> seconds) {
            this.oneAlone = oneAlone;
            this.aHundred = aHundred;
            this.seconds = seconds;
        }
    }

    private static Simulation.Figures measure(
            Optional<Duration> polling, int together, int batches, int learned, ToDoubleFunction<Random> seconds) {
        Simulation simulation = new Simulation(SEED, polling);
        for (int i = 0; i < learned; i++) {
            simulation.batch(Math.min(together, 100), seconds);
        }
        simulation.measureFromNow();
        for (int i = 0; i < batches; i++) {
            simulation.batch(together, seconds);
        }
        return simulation.figures();
    }

    /** A row of the table in docs/benchmarks.adoc. */
    private static void print(Durations durations, int together, String what, Simulation.Figures figures) {
        System.out.printf(
                Locale.ROOT,
                "|%s |%,d |%s |%.2f |%.2f |%.2f |%.2f%n",
                durations.name().toLowerCase(Locale.ROOT),
                together,
                what,
                figures.medianLag(),
                figures.p99Lag(),
                figures.calls(),
                figures.product());
    }

    @ParameterizedTest
    @EnumSource(Durations.class)
    void oneAloneIsFoundSoonerForItsCalls(Durations durations) {
        Simulation.Figures loop = Simulation.loop(SEED, 20_000, durations.seconds);
        Simulation.Figures fixed = measure(FIXED, 1, 2_000, 0, durations.seconds);
        Simulation.Figures learned = measure(LEARNED, 1, 2_000, 20, durations.seconds);
        print(durations, 1, "loop", loop);
        print(durations, 1, "FIXED", fixed);
        print(durations, 1, "LEARNED", learned);
        print(durations, 1, "the law, durations known", Simulation.law(SEED, 1, 5_000, durations.seconds));

        assertThat(learned.product()).isLessThan(durations.oneAlone).isLessThan(1.1 * fixed.product());
        assertThat(learned.p99Lag()).isLessThan(loop.p99Lag() + NOISE);
    }

    @ParameterizedTest
    @EnumSource(Durations.class)
    void aHundredAreFoundSoonerForTheirCalls(Durations durations) {
        Simulation.Figures loop = Simulation.loop(SEED, 20_000, durations.seconds);
        Simulation.Figures fixed = measure(FIXED, 100, 20, 0, durations.seconds);
        Simulation.Figures learned = measure(LEARNED, 100, 20, 2, durations.seconds);
        print(durations, 100, "FIXED", fixed);
        print(durations, 100, "LEARNED", learned);
        print(durations, 100, "the law, durations known", Simulation.law(SEED, 100, 100, durations.seconds));

        assertThat(learned.product()).isLessThan(durations.aHundred).isLessThan(0.9 * fixed.product());
        assertThat(learned.p99Lag()).isLessThan(loop.p99Lag());
        assertThat(learned.calls()).isLessThan(durations == Durations.EXPONENTIAL ? 2 : 1.7);
    }

    @Test
    void tenThousandAreFoundSoonerForTheirCalls() {
        Durations durations = Durations.UNIFORM;
        Simulation.Figures loop = Simulation.loop(SEED, 20_000, durations.seconds);
        Simulation.Figures fixed = measure(FIXED, 10_000, 1, 0, durations.seconds);
        Simulation.Figures learned = measure(LEARNED, 10_000, 1, 2, durations.seconds);
        print(durations, 10_000, "FIXED", fixed);
        print(durations, 10_000, "LEARNED", learned);

        assertThat(learned.product()).isLessThan(1.2);
        assertThat(learned.p99Lag()).isLessThan(loop.p99Lag());
        // 1.58 to 1.60, by the seed.
        assertThat(learned.calls()).isLessThan(1.63);
    }

    @ParameterizedTest
    @EnumSource(
            value = Durations.class,
            names = {"UNIFORM", "STEADY"})
    void aFewTogetherCostLessThanEachAlone(Durations durations) {
        Simulation.Figures alone = measure(LEARNED, 1, 1_000, 20, durations.seconds);
        Simulation.Figures two = measure(LEARNED, 2, 500, 20, durations.seconds);
        Simulation.Figures ten = measure(LEARNED, 10, 100, 5, durations.seconds);
        print(durations, 2, "LEARNED", two);
        print(durations, 10, "LEARNED", ten);

        assertThat(two.product()).isLessThan(alone.product());
        assertThat(ten.product()).isLessThan(two.product() / 2);
    }

    @Property(tries = 20, seed = "42", shrinking = ShrinkingMode.OFF)
    void whateverTheDurationsNobodyWaitsLongerThanByTheIntervals(@ForAll("mixtures") Mixture mixture) {
        Simulation.Figures fixed = measure(FIXED, 1, 500, 0, mixture);
        Simulation.Figures loop = Simulation.loop(SEED, 5_000, mixture);
        Simulation.Figures one = measure(LEARNED, 1, 500, 20, mixture);
        Simulation.Figures twenty = measure(LEARNED, 20, 20, 5, mixture);

        // Of 500 runs, the slowest fiftieth is known better than the slowest hundredth.
        assertThat(one.p98Lag()).isLessThan(fixed.p99Lag() + NOISE);
        assertThat(one.medianLag()).isLessThan(fixed.medianLag() + NOISE);
        assertThat(twenty.p98Lag()).isLessThan(fixed.p99Lag() + NOISE);
        assertThat(twenty.medianLag()).isLessThan(loop.medianLag());
        assertThat(twenty.calls()).isLessThan(loop.calls());
    }

    /** Each run is of one of two kinds, which take about so many seconds. */
    record Mixture(double part, double first, double second, double spread) implements ToDoubleFunction<Random> {

        @Override
        public double applyAsDouble(Random random) {
            double middle = random.nextDouble() < part ? first : second;
            return Math.min(600, middle * Math.exp(spread * random.nextGaussian()));
        }
    }

    @Provide
    Arbitrary<Mixture> mixtures() {
        Arbitrary<Double> parts = Arbitraries.doubles().between(0, 1);
        Arbitrary<Double> middles = Arbitraries.doubles().between(4, 90);
        Arbitrary<Double> spreads = Arbitraries.doubles().between(0.02, 1);
        return Combinators.combine(parts, middles, middles, spreads).as(Mixture::new);
    }

    @ParameterizedTest
    @EnumSource
    void aChangeIsNoticedWithinTwentyRuns(Change change) {
        Simulation.Figures fixed = measure(FIXED, 1, 500, 0, change.to);
        Simulation simulation = new Simulation(SEED, LEARNED);
        for (int i = 0; i < 200; i++) {
            simulation.batch(1, change.from);
        }
        for (int i = 0; i < 20; i++) {
            simulation.batch(1, change.to);
        }
        simulation.measureFromNow();
        for (int i = 0; i < 30; i++) {
            simulation.batch(1, change.to);
        }
        Simulation.Figures changed = simulation.figures();

        assertThat(changed.medianLag()).isLessThan(0.5 * fixed.medianLag());
        assertThat(changed.product()).isLessThan(0.6 * fixed.product());
    }

    @SuppressWarnings("ImmutableEnumChecker") // Lambdas without state.
    enum Change {
        SLOWER(random -> 10 + random.nextGaussian(), random -> 40 + 2 * random.nextGaussian()),
        FASTER(random -> 40 + 2 * random.nextGaussian(), random -> 10 + random.nextGaussian());

        final ToDoubleFunction<Random> from;
        final ToDoubleFunction<Random> to;

        Change(ToDoubleFunction<Random> from, ToDoubleFunction<Random> to) {
            this.from = from;
            this.to = to;
        }
    }

    @Test
    void dataThatSettlesLateIsAskedForWhenItIsLikelyThere() {
        Simulation.Figures fixed = measureSettling(FIXED);
        Simulation.Figures learned = measureSettling(LEARNED);
        print(Durations.UNIFORM, 100, "FIXED, data 1.2 s after the end", fixed);
        print(Durations.UNIFORM, 100, "LEARNED, data 1.2 s after the end", learned);

        assertThat(learned.medianLag()).isLessThan(0.5 * fixed.medianLag());
        assertThat(learned.calls()).isLessThan(fixed.calls());
    }

    private static Simulation.Figures measureSettling(Optional<Duration> polling) {
        Simulation simulation = new Simulation(SEED, polling);
        simulation.settlesWithin(Duration.ofMillis(1_200));
        simulation.batch(100, Durations.UNIFORM.seconds);
        simulation.batch(100, Durations.UNIFORM.seconds);
        simulation.measureFromNow();
        for (int i = 0; i < 10; i++) {
            simulation.batch(100, Durations.UNIFORM.seconds);
        }
        return simulation.figures();
    }
}
