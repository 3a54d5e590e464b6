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
package ai.scriptrun.camel.emulator.engine;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HistoryTest {

    private static final RunTimes TIMES = new RunTimes(0, 0, 0);

    private final History history = new History();

    @BeforeEach
    void fill() {
        add(1, 0.3);
        add(2, 0.1);
        add(3, 0.2);
    }

    @Test
    void ordersByCreation() {
        assertThat(numbers(History.Ordering.CREATED_AT, 0, 10)).containsExactly(1L, 2L, 3L);
        assertThat(numbers(History.Ordering.CREATED_AT_DESCENDING, 0, 10)).containsExactly(3L, 2L, 1L);
    }

    @Test
    void ordersByCost() {
        assertThat(numbers(History.Ordering.COST, 0, 10)).containsExactly(2L, 3L, 1L);
        assertThat(numbers(History.Ordering.COST_DESCENDING, 0, 10)).containsExactly(1L, 3L, 2L);
    }

    @Test
    void ordersByCostAgainAfterAChange() {
        assertThat(numbers(History.Ordering.COST, 0, 1)).containsExactly(2L);
        Run run = history.page(History.Ordering.CREATED_AT, 0, 1).get(0);

        history.change(run, ended(0.01));
        add(4, 0.02);

        assertThat(numbers(History.Ordering.COST, 0, 10)).containsExactly(1L, 4L, 2L, 3L);
    }

    @Test
    void returnsPages() {
        assertThat(numbers(History.Ordering.CREATED_AT, 1, 1)).containsExactly(2L);
        assertThat(numbers(History.Ordering.CREATED_AT_DESCENDING, 0, 2)).containsExactly(3L, 2L);
        assertThat(numbers(History.Ordering.CREATED_AT_DESCENDING, 2, 2)).containsExactly(1L);
        assertThat(numbers(History.Ordering.CREATED_AT_DESCENDING, 9, 2)).isEmpty();
    }

    private List<Long> numbers(History.Ordering ordering, int offset, int limit) {
        return history.page(ordering, offset, limit).stream().map(Run::number).toList();
    }

    private void add(long number, double cost) {
        history.add(new Run(UUID.randomUUID(), number, 1, 0, "{}", ended(cost)));
    }

    private static Course ended(double cost) {
        return new EndedCourse(0, TIMES, 0, new Outcome(RunStatus.SUCCEED, List.of(), cost));
    }
}
