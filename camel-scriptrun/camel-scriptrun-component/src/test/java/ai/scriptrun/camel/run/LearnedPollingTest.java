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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What it costs to wait for runs whose durations were learned, against the truth. */
class LearnedPollingTest {

    private static final Optional<Duration> LEARNED = Optional.of(Duration.ofMillis(500));

    /** How long runs take, in seconds. */
    @SuppressWarnings("ImmutableEnumChecker") // Lambdas without state.
    enum Durations {
        UNIFORM(14.5, random -> 5 + 55 * random.nextDouble()),
        STEADY(8.5, random -> Math.max(1, 30 + 6 * random.nextGaussian())),
        EXPONENTIAL(17.5, random -> -30 * Math.log(1 - random.nextDouble())),
        LOGNORMAL(12, random -> 20 * Math.exp(0.6 * random.nextGaussian())),
        BIMODAL(5.8, random -> random.nextBoolean() ? 8 + random.nextGaussian() : 45 + 3 * random.nextGaussian());

        final double oneAlone;
        final ToDoubleFunction<Random> seconds;

        Durations(double oneAlone, ToDoubleFunction<Random> seconds) {
            this.oneAlone = oneAlone;
            this.seconds = seconds;
        }
    }

    private static Simulation.Figures measure(
            Optional<Duration> polling, int together, int batches, int learned, ToDoubleFunction<Random> seconds) {
        Simulation simulation = new Simulation(42, polling);
        for (int i = 0; i < learned; i++) {
            simulation.batch(together, seconds);
        }
        simulation.measureFromNow();
        for (int i = 0; i < batches; i++) {
            simulation.batch(together, seconds);
        }
        return simulation.figures();
    }

    private static void print(String what, Simulation.Figures figures) {
        System.out.printf(
                Locale.ROOT,
                "%-28s median lag %.2f s, p99 %.2f s, %5.2f calls a run, product %.2f%n",
                what,
                figures.medianLag(),
                figures.p99Lag(),
                figures.calls(),
                figures.product());
    }

    @ParameterizedTest
    @EnumSource(Durations.class)
    void oneAlone(Durations durations) {
        Simulation.Figures loop = Simulation.loop(42, 2_000, durations.seconds);
        Simulation.Figures fixed = measure(Optional.empty(), 1, 2_000, 0, durations.seconds);
        Simulation.Figures learned = measure(LEARNED, 1, 2_000, 20, durations.seconds);
        print(durations + " 1 loop", loop);
        print(durations + " 1 fixed", fixed);
        print(durations + " 1 learned", learned);

        assertThat(learned.product()).isLessThan(durations.oneAlone).isLessThan(fixed.product() * 1.05);
        assertThat(learned.p99Lag()).isLessThanOrEqualTo(loop.p99Lag() + 0.02);
    }
}
