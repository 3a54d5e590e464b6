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

import ai.scriptrun.camel.exception.ScriptRunException;
import ai.scriptrun.camel.testing.Runs;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Cancelled waits and stopped drivers. */
class EndOfWaitingTest extends DriverTest {

    @Test
    void aCancelledWaitIsNotPolled() {
        RunWait wait = await();
        advance(10);
        int polls = api.polls.size();
        wait.result().cancel(false);
        advance(60);

        assertThat(api.polls).hasSize(polls);
        assertThat(driver.waits()).isEmpty();
    }

    @Test
    void stoppingEndsEveryWait() {
        RunWait one = await();
        RunWait other = driver.await(run("another run"), POLICY, POLL_INTERVAL);
        driver.stop();

        assertThat(failureOf(one)).isInstanceOf(ScriptRunException.class).hasMessageContaining("stopping");
        assertThat(failureOf(other)).isInstanceOf(ScriptRunException.class).hasMessageContaining("stopping");
        assertThat(driver.waits()).isEmpty();
        advance(60);
        assertThat(api.polls).isEmpty();
    }

    @Test
    void aStoppedDriverAcceptsNoWait() {
        driver.stop();

        assertThat(failureOf(await())).hasMessageContaining("stopping");
        assertThat(driver.waits()).isEmpty();
    }

    @Test
    void aRestartedDriverContinues() {
        driver.stop();
        driver.start();
        api.results(Runs.succeeded("a"));
        RunWait wait = await();
        advance(3);

        assertThat(wait.result()).isCompleted();
    }
}
