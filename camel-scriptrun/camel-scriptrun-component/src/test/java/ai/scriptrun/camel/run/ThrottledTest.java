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
import java.time.Instant;

import ai.scriptrun.camel.client.ThrottleAccess;
import ai.scriptrun.camel.exception.AwaitTimeoutException;
import ai.scriptrun.camel.result.FinishedRun;
import ai.scriptrun.camel.testing.FakeApi;
import ai.scriptrun.camel.testing.Runs;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The service wants no calls for a while. */
class ThrottledTest extends DriverTest {

    private void hold(long seconds) {
        ThrottleAccess.hold(api.throttle(), Duration.ofSeconds(seconds));
    }

    @Test
    void nothingIsPolledMeanwhile() {
        await();
        hold(30);
        advance(29);
        assertThat(api.polls).isEmpty();

        advance(6);
        assertThat(api.polls).isNotEmpty().first().satisfies(first -> assertThat(first)
                .isBetween(at(30), at(35)));
    }

    @Test
    void noCallsAreMadeAndNoneAccumulate() {
        for (int i = 0; i < 20; i++) {
            driver.await(run("run " + i), POLICY, POLL_INTERVAL);
        }
        hold(30);
        advance(29);

        assertThat(api.calls()).isZero();
    }

    @Test
    void theDeadlineIsKept() {
        RunWait wait = await();
        Instant[] end = new Instant[1];
        wait.result().whenComplete((run, failure) -> end[0] = timer.now());
        hold(300);
        advance(300);

        assertThat(failureOf(wait)).isInstanceOf(AwaitTimeoutException.class);
        assertThat(end[0]).isEqualTo(deadline());
        assertThat(api.polls).isEmpty();
    }

    @Test
    void anEndedRunKeepsItsSettlingTime() {
        api.result = id -> FakeApi.answer(timer.now().isBefore(deadline()) ? Runs.inProgress() : Runs.succeeded());
        RunWait wait = await();
        timer.advance(TIMEOUT);
        hold(4);
        api.results(Runs.succeeded("a"));
        advance(10);

        assertThat(wait.result()).isCompletedWithValueMatching(FinishedRun::complete);
    }
}
