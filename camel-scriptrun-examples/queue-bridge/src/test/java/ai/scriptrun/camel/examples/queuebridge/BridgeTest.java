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
package ai.scriptrun.camel.examples.queuebridge;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.emulator.http.Endpoint;
import ai.scriptrun.camel.examples.support.Broker;
import ai.scriptrun.camel.examples.support.JavaProcess;
import jakarta.jms.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The bridge in a JVM of its own, with the broker and the service in this one. */
class BridgeTest {

    @TempDir
    private Path home;

    private final ScriptRunEmulator service = ScriptRunEmulator.builder()
            .runTime(Duration.ofMillis(200), Duration.ofSeconds(2))
            .start();
    private Broker broker;
    private JavaProcess bridge;

    @BeforeEach
    void start() throws Exception {
        service.createWorkflow(getClass().getResourceAsStream("/triage.json"));
        broker = Broker.start(home.resolve("broker"));
        startBridge();
    }

    private void startBridge() throws Exception {
        long workflow = service.workflows().lastKey();
        bridge = Bridge.start(
                home,
                broker.url(),
                Map.of(
                        "SCRIPTRUN_BASE_URL", service.baseUrl(),
                        "SCRIPTRUN_API_KEY", service.apiKey(),
                        "SCRIPTRUN_WORKFLOW_ID", Long.toString(workflow),
                        "SCRIPTRUN_POLL_INTERVAL", "200ms"));
    }

    @AfterEach
    void end() {
        bridge.close();
        broker.close();
        service.close();
    }

    @Test
    void answersToTheQueueAndWithTheIdThatTheRequestNames() throws Exception {
        try (Mailbox mailbox = new Mailbox(broker, "my answers")) {
            mailbox.ask("an id: of mine/1", "{\"ticket\": \"The invoice is wrong\"}");

            Message answer = mailbox.receive("my answers");

            assertThat(answer.getJMSCorrelationID()).isEqualTo("an id: of mine/1");
            assertThat(answer.getStringProperty("status")).isEqualTo("succeed");
            assertThat(answer.getBody(String.class)).isEqualTo("{\"category\":\"billing\"}");
        }
    }

    @Test
    void putsPoisonAsideWithTheReason() throws Exception {
        try (Mailbox mailbox = new Mailbox(broker, "answers")) {
            mailbox.ask("poison", "{\"subject\": \"nothing\"}");

            Message dead = mailbox.receive("dead-letters");

            assertThat(dead.getJMSCorrelationID()).isEqualTo("poison");
            assertThat(dead.getBody(String.class)).isEqualTo("{\"subject\": \"nothing\"}");
            assertThat(dead.getStringProperty("reason")).contains("'ticket' (Ticket) is required");
            assertThat(service.runs().accepted()).isZero();
        }
    }

    @Test
    void startsNoSecondRunWhereTheFirstMayHaveBeenStarted() throws Exception {
        service.faults().on(Endpoint.RUN).call(1).answerLost();
        try (Mailbox mailbox = new Mailbox(broker, "answers")) {
            mailbox.ask("uncertain", "{\"ticket\": \"The invoice is wrong\"}");

            Message dead = mailbox.receive("dead-letters");

            assertThat(dead.getStringProperty("reason")).contains("may or may not have been started");
            assertThat(dead.getBody(String.class)).isEqualTo("{\"ticket\": \"The invoice is wrong\"}");
            assertThat(service.runs().accepted()).isOne();
        }
    }

    @Test
    void keepsARequestUntilTheServiceIsThere() throws Exception {
        service.faults().on(Endpoint.RUN).calls(1, 5).unavailable(Duration.ZERO);
        try (Mailbox mailbox = new Mailbox(broker, "answers")) {
            mailbox.ask("patient", "{\"ticket\": \"The invoice is wrong\"}");

            Message answer = mailbox.receive("answers");
            assertThat(answer.getJMSCorrelationID()).isEqualTo("patient");
            assertThat(answer.getBooleanProperty("redelivered")).isTrue();
            assertThat(service.runs().accepted()).isOne();
        }
    }

    @Test
    void losesNothingWhereBridgeIsKilledAndTheBrokerStartsAgain() throws Exception {
        List<String> ids = IntStream.range(0, 30).mapToObj(i -> "request " + i).toList();
        try (Mailbox mailbox = new Mailbox(broker, "answers")) {
            ids.forEach(id -> mailbox.ask(id, "{\"ticket\": \"" + id + " crashes\"}"));
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> service.runs().accepted() >= 10);
        bridge.kill();
        broker.close();

        broker = Broker.start(home.resolve("broker"));
        startBridge();

        try (Mailbox mailbox = new Mailbox(broker, "answers")) {
            List<String> answered = mailbox.receiveUntil("answers", ids);
            assertThat(answered.stream().collect(toSet())).containsExactlyInAnyOrderElementsOf(ids);
            // At the kill, one request was on its way to the service, and one answer to its queue.
            assertThat(answered).hasSizeLessThanOrEqualTo(ids.size() + 2);
            assertThat(service.runs().accepted()).isBetween(30L, 31L);
        }
    }
}
