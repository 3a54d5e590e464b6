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
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecentSpansTest {

    private final RecentSpans spans = new RecentSpans();

    private static Optional<Span> of(int seconds) {
        return Optional.of(new Span(Duration.ofSeconds(seconds), Duration.ofSeconds(seconds)));
    }

    private void learn(int number, int seconds) {
        for (int i = 0; i < number; i++) {
            spans.add(of(seconds).orElseThrow());
        }
    }

    private Duration median() {
        return spans.distribution().orElseThrow().quantile(0.5);
    }

    @Test
    void tellNothingUntilEnoughAreKnown() {
        learn(RecentSpans.ENOUGH - 1, 10);
        assertThat(spans.distribution()).isEmpty();

        learn(1, 10);
        assertThat(median()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void forgetTheOldestByTheirBeginning() {
        learn(1_000, 10);
        assertThat(spans.size()).isEqualTo(RecentSpans.CAPACITY);

        learn(RecentSpans.CAPACITY, 40);
        assertThat(spans.distribution().orElseThrow().quantile(0)).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void areNotOnlyTheShortOnesOfManyThatBeganTogether() {
        List<Long> numbers = IntStream.range(0, 1_000)
                .mapToObj(i -> spans.begin())
                .flatMap(Optional::stream)
                .toList();
        assertThat(numbers).hasSize(RecentSpans.CAPACITY / 2);

        for (int i = 0; i < numbers.size(); i++) {
            spans.end(numbers.get(i), of(i + 1));
            assertThat(spans.distribution().isPresent()).isEqualTo(2 * (i + 1) >= numbers.size());
        }
        assertThat(median()).isEqualTo(Duration.ofSeconds(numbers.size() / 2 + 1));
    }

    @Test
    void keepWhatIsKnownWhileManyNewOnesAreUnderWay() {
        learn(RecentSpans.ENOUGH, 10);
        IntStream.range(0, 1_000).forEach(i -> spans.begin());

        assertThat(spans.distribution()).isPresent();
    }

    @Test
    void leaveOutThoseWhoseEndWasNotSeen() {
        learn(RecentSpans.ENOUGH, 10);
        for (int i = 0; i < 1_000; i++) {
            spans.end(spans.begin().orElseThrow(), Optional.empty());
        }

        assertThat(spans.size()).isEqualTo(RecentSpans.ENOUGH);
    }
}
