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
package ai.scriptrun.camel.client;

import java.time.Duration;

import ai.scriptrun.camel.exception.ErrorContext;
import ai.scriptrun.camel.exception.NotFoundException;
import ai.scriptrun.camel.exception.ScriptRunApiException;
import ai.scriptrun.camel.fake.CapturedLog;
import ai.scriptrun.camel.time.ManualTimer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReachabilityTest {

    private static final ErrorContext CONTEXT = ErrorContext.of("getResult", 6L, null);

    private final ManualTimer timer = new ManualTimer();
    private final Reachability reachability = new Reachability("https://service", timer);
    private final CapturedLog log = new CapturedLog();

    @AfterEach
    void release() {
        log.close();
    }

    private void fail(int calls) {
        for (int i = 0; i < calls; i++) {
            reachability.failed(new ScriptRunApiException("No connection.", CONTEXT.answered(503, ""), null));
        }
    }

    private String log() {
        return log.text(Reachability.class.getName()::equals);
    }

    @Test
    void logsAnOutageOnceAndItsEnd() {
        fail(Reachability.ENOUGH);
        timer.advance(Duration.ofSeconds(90));
        fail(40);
        reachability.answered();
        reachability.answered();

        assertThat(log().lines().map(String::strip))
                .containsExactly(
                        "WARN ai.scriptrun.camel.client.Reachability - ScriptRun at https://service can't be used,"
                                + " 3 calls in a row have failed; waiting runs are asked for until their time is up."
                                + " The last failure: No connection.",
                        "INFO ai.scriptrun.camel.client.Reachability - ScriptRun at https://service can be used again,"
                                + " after 90 s and 43 failed calls");
    }

    @Test
    void ignoresASingleFailureBetweenResponses() {
        for (int i = 0; i < 10; i++) {
            fail(Reachability.ENOUGH - 1);
            reachability.answered();
        }

        assertThat(log()).isEmpty();
    }

    @Test
    void treatsTheRejectionOfARequestAsAResponse() {
        fail(Reachability.ENOUGH - 1);
        reachability.failed(new NotFoundException("No such workflow.", CONTEXT.answered(404, ""), null));
        fail(Reachability.ENOUGH - 1);

        assertThat(log()).isEmpty();
    }

    @Test
    void logsASecondOutage() {
        fail(Reachability.ENOUGH);
        reachability.answered();
        fail(Reachability.ENOUGH);

        assertThat(log().lines().filter(line -> line.startsWith("WARN"))).hasSize(2);
    }
}
