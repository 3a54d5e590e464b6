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
package ai.scriptrun.camel.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import ai.scriptrun.camel.time.Timer.Cancellable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ManualTimerTest {

    private final ManualTimer timer = new ManualTimer();
    private final List<String> ran = new ArrayList<>();

    @Test
    void runsDueTasksInOrderAtTheirTimes() {
        Instant start = timer.now();
        timer.after(Duration.ofSeconds(2), () -> ran.add("second at " + Duration.between(start, timer.now())));
        timer.after(Duration.ofSeconds(1), () -> ran.add("first"));
        timer.after(Duration.ofSeconds(4), () -> ran.add("not yet"));

        timer.advance(Duration.ofSeconds(3));

        assertThat(ran).containsExactly("first", "second at PT2S");
        assertThat(timer.now()).isEqualTo(start.plusSeconds(3));
        assertThat(timer.pending()).isOne();
    }

    @Test
    void keepsTheOrderOfTasksForOneInstant() {
        List.of("a", "b", "c").forEach(name -> timer.after(Duration.ZERO, () -> ran.add(name)));
        assertThat(ran).isEmpty();

        timer.runDue();

        assertThat(ran).containsExactly("a", "b", "c");
    }

    @Test
    void runsTasksThatATaskHasScheduledInOrder() {
        timer.after(Duration.ofSeconds(1), () -> timer.after(Duration.ofSeconds(1), () -> ran.add("inner")));

        timer.advance(Duration.ofSeconds(2));

        assertThat(ran).containsExactly("inner");
    }

    @Test
    void dropsACancelledTask() {
        Cancellable task = timer.after(Duration.ofSeconds(1), () -> ran.add("cancelled"));
        task.cancel();

        timer.advance(Duration.ofSeconds(2));

        assertThat(ran).isEmpty();
    }

    @Test
    void advancesToTheNextTask() {
        timer.after(Duration.ofSeconds(7), () -> ran.add("next"));

        assertThat(timer.advanceToNext()).isEqualTo(Duration.ofSeconds(7));
        assertThat(ran).containsExactly("next");
        assertThatThrownBy(timer::advanceToNext).hasMessage("no task is waiting");
    }
}
