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
import ai.scriptrun.camel.result.FinishedRun;
import ai.scriptrun.camel.testing.FakeApi;
import ai.scriptrun.camel.testing.Runs;
import ai.scriptrun.camel.testing.TestWorkflow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FailedPollsTest extends DriverTest {

    private final ErrorContext context = ErrorContext.of("awaitResult", 6L, Runs.ID);
    private final AuthenticationException revoked =
            new AuthenticationException("HTTP 401", context.answered(401, ""), null);

    @BeforeEach
    void workflow() {
        api.workflow = id -> FakeApi.answer(TestWorkflow.chain("a").workflow());
    }

    @Test
    void aRunThatIsUnknownAtFirstIsPolledAgain() {
        api.result = id -> timer.now().isBefore(at(12))
                ? FakeApi.failure(FakeApi.runNotFound())
                : FakeApi.answer(Runs.succeeded("a"));
        RunWait wait = await();
        advance(20);

        assertThat(wait.result()).isCompletedWithValueMatching(FinishedRun::complete);
    }

    @Test
    void aWaitEndsIfTheRunStaysUnknown() {
        api.result = id -> FakeApi.failure(FakeApi.runNotFound());
        RunWait wait = await();
        advance(14);
        assertThat(wait.result()).isNotDone();

        advance(10);
        assertThat(failureOf(wait)).isInstanceOf(RunNotFoundException.class);
    }

    @Test
    void aWaitContinuesUntilTheServiceIsAvailableAgain() {
        api.result = id -> timer.now().isBefore(at(40))
                ? FakeApi.failure(FakeApi.outOfReach())
                : FakeApi.answer(Runs.succeeded("a"));
        RunWait wait = await();
        advance(55);

        assertThat(wait.result()).isCompletedWithValueMatching(FinishedRun::complete);
    }

    @Test
    void anUnreachableServiceEndsTheWaitAtItsTimeoutWithTheLastFailure() {
        api.result = id -> FakeApi.failure(FakeApi.outOfReach());
        RunWait wait = await();
        advance(59);
        assertThat(wait.result()).isNotDone();

        advance(1);
        assertThat(failureOf(wait))
                .isInstanceOf(AwaitTimeoutException.class)
                .hasMessageContaining("polls failed: awaitResult failed: the connection was reset")
                .hasCauseInstanceOf(ScriptRunApiException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 520, 529})
    void aTransientStatusEndsNoWait(int status) {
        ScriptRunApiException trouble = new ScriptRunApiException("in trouble", context.answered(status, ""), null);
        api.result =
                id -> timer.now().isBefore(at(30)) ? FakeApi.failure(trouble) : FakeApi.answer(Runs.succeeded("a"));
        RunWait wait = await();
        advance(50);

        assertThat(wait.result()).isCompletedWithValueMatching(FinishedRun::complete);
    }

    @Test
    void aRevokedCredentialEndsAProducersWaitImmediately() {
        api.result = id -> FakeApi.failure(revoked);
        RunWait wait = await();
        advance(3);

        assertThat(failureOf(wait)).isSameAs(revoked);
    }

    @Test
    void aConsumersWaitContinuesWithARevokedCredentialUntilItsTimeout() {
        api.result = id -> FakeApi.failure(revoked);
        RunWait wait =
                driver.await(new AwaitedRun("results", 6L, Runs.ID, timer.now(), deadline()), POLICY, POLL_INTERVAL);
        advance(59);
        assertThat(wait.result()).isNotDone();

        advance(1);
        assertThat(failureOf(wait)).isInstanceOf(AwaitTimeoutException.class).hasCause(revoked);
    }

    @Test
    void aRunThatIsUnknownForAMomentIsPolledAgain() {
        api.result = id -> api.polls.size() == 1 || api.polls.size() > 4
                ? FakeApi.answer(api.polls.size() == 1 ? Runs.inProgress() : Runs.succeeded("a"))
                : FakeApi.failure(FakeApi.runNotFound());
        RunWait wait = driver.await(
                new AwaitedRun("awaitResult", 6L, Runs.ID, start.minusSeconds(3_600), deadline()),
                POLICY,
                POLL_INTERVAL);
        advance(50);

        assertThat(wait.result()).isCompletedWithValueMatching(FinishedRun::complete);
    }

    @Test
    void aPermanentFailureEndsTheWait() {
        api.result = id -> FakeApi.failure(new InvalidInputException("The run's id is no id.", context, null));
        RunWait wait = await();
        advance(3);

        assertThat(failureOf(wait)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void anUnexpectedExceptionEndsTheWait() {
        api.result = id -> FakeApi.answer(null);
        RunWait wait = await();
        advance(3);

        assertThat(failureOf(wait)).isInstanceOf(NullPointerException.class);
    }
}
