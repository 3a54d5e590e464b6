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

import ai.scriptrun.camel.exception.AuthenticationException;
import ai.scriptrun.camel.exception.AwaitTimeoutException;
import ai.scriptrun.camel.exception.ErrorContext;
import ai.scriptrun.camel.exception.InvalidInputException;
import ai.scriptrun.camel.exception.RunNotFoundException;
import ai.scriptrun.camel.exception.ScriptRunApiException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FailedPollsTest extends DriverTest {

    private final ErrorContext context = ErrorContext.of("awaitResult", 6L, Runs.ID);

    private RunWait awaitPatiently() {
        return driver.await(run(Runs.ID), PATIENT, POLL_INTERVAL);
    }

    @Test
    void aRunThatIsUnknownAtFirstIsWaitedFor() {
        api.result = id -> timer.now().isBefore(at(12))
                ? FakeApi.failure(FakeApi.runNotFound())
                : FakeApi.answer(Runs.succeeded("a"));
        RunWait wait = await();
        advance(20);

        assertThat(wait.result()).isCompletedWithValueMatching(FinishedRun::complete);
    }

    @Test
    void aRunThatStaysUnknownIsGivenUp() {
        api.result = id -> FakeApi.failure(FakeApi.runNotFound());
        RunWait wait = await();
        advance(14);
        assertThat(wait.result()).isNotDone();

        advance(10);
        assertThat(failureOf(wait)).isInstanceOf(RunNotFoundException.class);
    }

    @Test
    void aServiceOutOfReachEndsAProducersWaitWithItsOwnError() {
        api.result = id -> FakeApi.failure(FakeApi.outOfReach());
        RunWait wait = await();
        advance(3);

        assertThat(failureOf(wait))
                .isInstanceOf(ScriptRunApiException.class)
                .hasMessage("awaitResult failed: the connection was reset.");
    }

    @Test
    void aPatientWaitGoesOnUntilTheServiceIsBack() {
        api.result = id -> timer.now().isBefore(at(30))
                ? FakeApi.failure(FakeApi.outOfReach())
                : FakeApi.answer(Runs.succeeded("a"));
        RunWait wait = awaitPatiently();
        advance(40);

        assertThat(wait.result()).isCompletedWithValueMatching(FinishedRun::complete);
    }

    @Test
    void aPatientWaitOutlivesARevokedCredentialUntilTheDeadline() {
        AuthenticationException revoked = new AuthenticationException("HTTP 401", context.answered(401, ""), null);
        api.result = id -> FakeApi.failure(revoked);
        RunWait wait = awaitPatiently();
        advance(59);
        assertThat(wait.result()).isNotDone();

        advance(1);
        assertThat(failureOf(wait)).isInstanceOf(AwaitTimeoutException.class).hasCause(revoked);
    }

    @Test
    void noPatienceHelpsAgainstAnAnswerThatWillNotChange() {
        api.result = id -> FakeApi.failure(new InvalidInputException("The run's id is no id.", context, null));
        RunWait wait = awaitPatiently();
        advance(3);

        assertThat(failureOf(wait)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aBugEndsTheWaitRatherThanLosingIt() {
        api.result = id -> FakeApi.answer(null);
        RunWait wait = await();
        advance(3);

        assertThat(failureOf(wait)).isInstanceOf(NullPointerException.class);
    }
}
