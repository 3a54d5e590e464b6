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
package ai.scriptrun.camel.emulator.http;

import java.io.UncheckedIOException;
import java.time.Duration;

import ai.scriptrun.camel.emulator.Api;
import ai.scriptrun.camel.emulator.Api.Answer;
import ai.scriptrun.camel.emulator.SampleWorkflow;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FaultsTest {

    private final ScriptRunEmulator emulator = ScriptRunEmulator.start();
    private final Api api = new Api(emulator);
    private final long workflow = emulator.createWorkflow(SampleWorkflow.WELCOME.json());

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void affectsOnlyTheSelectedCallOfTheSelectedEndpoint() {
        emulator.faults().on(Endpoint.GET_WORKFLOW).call(2).status(502);

        assertThat(api.get(workflow + "/").status()).isEqualTo(200);
        assertThat(api.get("").status()).isEqualTo(200);
        assertThat(api.get(workflow + "/").status()).isEqualTo(502);
        assertThat(api.get(workflow + "/").status()).isEqualTo(200);
    }

    @Test
    void affectsARangeOfCallsOrAllCallsUntilCleared() {
        emulator.faults().on(Endpoint.LIST_WORKFLOWS).calls(1, 2).unauthorized();
        assertThat(api.get("").status()).isEqualTo(401);
        assertThat(api.get("").status()).isEqualTo(401);
        assertThat(api.get("").status()).isEqualTo(200);

        emulator.faults().on(Endpoint.LIST_WORKFLOWS).status(500);
        assertThat(api.get("").status()).isEqualTo(500);
        assertThat(api.get("").status()).isEqualTo(500);
        emulator.faults().clear();
        assertThat(api.get("").status()).isEqualTo(200);
    }

    @Test
    void aResetConnectionDoesNotReachTheService() {
        emulator.faults().on(Endpoint.RUN).call(1).reset();

        assertThatThrownBy(() -> api.run(workflow, "{}")).isInstanceOf(UncheckedIOException.class);
        assertThat(emulator.runs().accepted()).isZero();
    }

    @Test
    void aStartIsAcceptedIfItsResponseIsLost() {
        emulator.faults().on(Endpoint.RUN).call(1).answerLost();

        assertThatThrownBy(() -> api.run(workflow, "{}")).isInstanceOf(UncheckedIOException.class);
        assertThat(emulator.runs().accepted()).isEqualTo(1);
    }

    @Test
    void throttlesClientsWithRetryAfter() {
        emulator.faults()
                .on(Endpoint.RUN)
                .call(1)
                .tooManyRequests(Duration.ofSeconds(7))
                .on(Endpoint.RUN)
                .call(2)
                .unavailable(Duration.ofSeconds(3));

        Answer throttled = api.post(workflow + "/run/", "{}");
        Answer unavailable = api.post(workflow + "/run/", "{}");

        assertThat(throttled.status()).isEqualTo(429);
        assertThat(throttled.header("Retry-After")).isEqualTo("7");
        assertThat(unavailable.status()).isEqualTo(503);
        assertThat(unavailable.header("Retry-After")).isEqualTo("3");
        assertThat(emulator.runs().accepted()).isZero();
    }

    @Test
    void cutsTheBody() {
        emulator.faults().on(Endpoint.GET_WORKFLOW).call(1).cutBody();

        assertThatThrownBy(() -> api.get(workflow + "/")).isInstanceOf(UncheckedIOException.class);
        assertThat(api.get(workflow + "/").status()).isEqualTo(200);
    }

    @Test
    void returnsAMalformedBody() {
        emulator.faults().on(Endpoint.GET_WORKFLOW).call(1).malformedBody();

        Answer answer = api.get(workflow + "/");

        assertThat(answer.status()).isEqualTo(200);
        assertThatThrownBy(answer::json).isInstanceOf(AssertionError.class);
    }

    @Test
    void aRunCanBeUnknownByHttp400OrByItsStatus() {
        String runId = api.run(workflow, "{}");
        emulator.faults()
                .on(Endpoint.RESULT)
                .call(1)
                .unknownRun()
                .on(Endpoint.RESULT)
                .call(2)
                .notFoundStatus();

        assertThat(api.get("workflow_result/?id=" + runId).status()).isEqualTo(400);
        assertThat(api.get("workflow_result/?id=" + runId).response().body())
                .isEqualTo("{\"data\":{\"id\":\"" + runId + "\",\"status\":\"not found\",\"data\":{}},\"status\":404}");
        assertThat(api.result(runId).path("status").textValue()).isIn("in queue", "in progress");
    }

    @Test
    void delaysTheResponse() {
        emulator.faults().on(Endpoint.GET_WORKFLOW).call(1).delay(Duration.ofMillis(300));

        long before = System.nanoTime();
        assertThat(api.get(workflow + "/").status()).isEqualTo(200);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void severalFaultsCanAffectOneCall() {
        emulator.faults()
                .on(Endpoint.GET_WORKFLOW)
                .call(1)
                .malformedBody()
                .on(Endpoint.GET_WORKFLOW)
                .call(1)
                .status(500);

        Answer answer = api.get(workflow + "/");

        assertThat(answer.status()).isEqualTo(500);
        assertThatThrownBy(answer::json).isInstanceOf(AssertionError.class);
    }

    @Test
    void rejectsImpossibleCallNumbers() {
        FaultBuilder fault = emulator.faults().on(Endpoint.RUN);

        assertThatThrownBy(() -> fault.call(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> fault.calls(3, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
