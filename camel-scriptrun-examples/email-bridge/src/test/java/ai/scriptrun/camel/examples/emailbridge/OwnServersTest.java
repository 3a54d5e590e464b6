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
package ai.scriptrun.camel.examples.emailbridge;

import java.nio.file.Path;

import ai.scriptrun.camel.emulator.SampleWorkflow;
import ai.scriptrun.camel.emulator.http.Endpoint;
import ai.scriptrun.camel.examples.support.JavaProcess;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The example with a service and mail servers that the environment names: what is seen, and what is not. */
class OwnServersTest {

    private static final String ROBOT = """
            From: robot@example.org
            Subject: Out of office
            Auto-Submitted: auto-replied
            Message-ID: <2@example.org>

            Back on Monday.
            """;

    private final Office office = new Office();

    @TempDir
    private Path home;

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "There a process can only be killed, which nobody can answer")
    void aMailStaysUnseenUntilItsRunIsStarted() throws Exception {
        office.service().faults().on(Endpoint.RUN).unauthorized();
        office.receive(Office.THANKS);
        office.receive(ROBOT);
        try (JavaProcess bridge = BridgeProcess.start(home, office.environment())) {
            Office.awaitTold(
                    bridge, "(?s)ann@example.org [^\n]* NOT YET: .*401.* ann@example.org [^\n]* NOT YET: .*401");
            assertThat(office.seen()).containsExactly(false, true);
            assertThat(office.service().runs().accepted()).isZero();

            office.service().faults().clear();
            MimeMessage reply = office.awaitReply("ann@example.org", bridge);
            assertThat(reply.getHeader("In-Reply-To")).containsExactly("<1@example.org>");
            office.awaitAllSeen(bridge);
            assertThat(office.service().runs().accepted()).isOne();

            Office.awaitTold(bridge, "ann@example.org .* That is wonderful");
            bridge.interrupt();
            bridge.exitCode(Office.PATIENCE);
            assertThat(bridge.console())
                    .contains("Ctrl-C ends it")
                    .endsWith("2 mails in, 1 answered, 1 ignored, none twice; what is not answered waits unseen\n");
        }
    }

    @Test
    void aMailThatMayHaveARunGetsNoSecondOneButAPerson() throws Exception {
        office.service().faults().on(Endpoint.RUN).answerLost();
        office.receive(Office.THANKS);
        try (JavaProcess bridge = BridgeProcess.start(home, office.environment())) {
            Office.awaitTold(bridge, "ann@example.org .* NO REPLY: moved to Unanswered: ");
            await().atMost(Office.PATIENCE)
                    .untilAsserted(() -> assertThat(office.seen()).isEmpty());
            assertThat(office.mailsIn("Unanswered")).isOne();
            assertThat(office.service().runs().accepted()).isOne();
        }
    }

    @Test
    void aRunThatFailsLeavesItsMailUnansweredAndSaysSo() throws Exception {
        long failing = office.service().createWorkflow(SampleWorkflow.FAILING.json());
        office.environment().put("SCRIPTRUN_WORKFLOW_ID", Long.toString(failing));
        office.receive(Office.THANKS);
        try (JavaProcess bridge = BridgeProcess.start(home, office.environment())) {
            Office.awaitTold(bridge, "ann@example.org .* NO REPLY: run [0-9a-f-]{36} failed");
            assertThat(office.replies()).isEmpty();
        }
    }

    @Test
    void needBothServers() throws Exception {
        office.environment().remove("MAIL_SMTP");
        try (JavaProcess bridge = BridgeProcess.start(home, office.environment())) {
            assertThat(bridge.exitCode(Office.PATIENCE)).isEqualTo(2);
            assertThat(bridge.console())
                    .isEqualTo("The bridge can't begin: MAIL_IMAP is set, so MAIL_SMTP has to name the server for the"
                            + " replies.\n");
        }
    }
}
