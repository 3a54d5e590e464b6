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
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.emulator.http.Endpoint;
import ai.scriptrun.camel.examples.support.JavaProcess;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The example with a service and mail servers that the environment names. */
class OwnServersTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ScriptRunEmulator service = ScriptRunEmulator.start();
    private final Office office = new Office();

    @TempDir
    private Path home;

    private long workflow;
    private Map<String, String> environment;

    @BeforeEach
    void choose() {
        workflow = service.createWorkflow(getClass().getResourceAsStream("/customer-mail.json"));
        environment = new HashMap<>(office.environment());
        environment.put("SCRIPTRUN_BASE_URL", service.baseUrl());
        environment.put("SCRIPTRUN_API_KEY", service.apiKey());
        environment.put("SCRIPTRUN_WORKFLOW_ID", Long.toString(workflow));
    }

    @AfterEach
    void close() {
        service.close();
        office.close();
    }

    @Test
    void aMailIsSeenOnlyOnceItsRunIsStarted() throws Exception {
        service.faults().on(Endpoint.RUN).calls(1, 2).status(500);
        office.receive("""
                From: ann@example.org
                Subject: Thank you
                Message-ID: <1@example.org>

                I love it.
                """);
        try (JavaProcess bridge = BridgeProcess.start(home, environment)) {
            awaitTold(bridge, "ann@example.org .* NOT YET: .*500");
            assertThat(service.runs().accepted()).isLessThanOrEqualTo(1);

            MimeMessage reply = awaitReply(bridge);
            assertThat(reply.getHeader("In-Reply-To")).containsExactly("<1@example.org>");
            assertThat(office.seen()).containsExactly(true);
            assertThat(service.runs().accepted()).isOne();
            assertThat(bridge.console().lines().filter(line -> line.contains("NOT YET")))
                    .hasSize(2);
        }
    }

    @Test
    void aMailWhoseRunDoesNotStartStaysUnseen() throws Exception {
        environment.put("SCRIPTRUN_API_KEY", "wrong");
        office.receive("""
                From: ann@example.org
                Subject: Thank you
                Message-ID: <1@example.org>

                I love it.
                """);
        office.receive("""
                From: robot@example.org
                Subject: Out of office
                Auto-Submitted: auto-replied
                Message-ID: <2@example.org>

                Back on Monday.
                """);
        try (JavaProcess bridge = BridgeProcess.start(home, environment)) {
            awaitTold(bridge, "(?s)NOT YET: .*401.*NOT YET: .*401");

            assertThat(office.seen()).containsExactly(false, true);
            bridge.interrupt();
            bridge.exitCode(PATIENCE);
            assertThat(bridge.console())
                    .contains("Ctrl-C ends it")
                    .contains("2 mails in, 0 answered, 1 left alone, none twice; what is not answered waits unseen");
        }
    }

    @Test
    void theWorkflowGetsTheTextAndWhatIsAttached() throws Exception {
        office.receive("""
                From: =?utf-8?q?M=C3=BCller=2C_J=C3=BCrgen?= <juergen@example.org>
                Subject: =?utf-8?q?Gr=C3=B6=C3=9Fe?=
                Message-ID: <1@example.org>
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="part"

                --part
                Content-Type: text/plain; charset="iso-8859-1"
                Content-Transfer-Encoding: quoted-printable

                Gr=F6=DFe 42
                --part
                Content-Type: text/csv; charset="iso-8859-1"
                Content-Transfer-Encoding: quoted-printable
                Content-Disposition: attachment; filename="=?utf-8?q?Gr=C3=B6=C3=9Fen.csv?="

                Gr=F6=DFe,42
                --part
                Content-Type: application/pdf; name="same.pdf"
                Content-Transfer-Encoding: base64
                Content-Disposition: attachment; filename="same.pdf"

                AAEC
                --part
                Content-Type: application/pdf; name="same.pdf"
                Content-Transfer-Encoding: base64
                Content-Disposition: attachment; filename="same.pdf"

                /wAB
                --part--
                """);
        try (JavaProcess bridge = BridgeProcess.start(home, environment)) {
            awaitReply(bridge);
        }

        JsonNode input = input();
        assertThat(input.at("/from").asText()).isEqualTo("\"Müller, Jürgen\" <juergen@example.org>");
        assertThat(input.at("/subject").asText()).isEqualTo("Größe");
        assertThat(input.at("/text").asText().strip()).isEqualTo("Größe 42");
        assertThat(input.at("/documents")).hasSize(1);
        assertThat(input.at("/documents/0/name").asText()).isEqualTo("Größen.csv");
        assertThat(input.at("/documents/0/type").asText()).isEqualTo("text/csv");
        assertThat(input.at("/documents/0/text").asText()).isEqualTo("Größe,42");
        assertThat(input.at("/files").findValuesAsText("base64")).containsExactlyInAnyOrder("AAEC", "/wAB");
    }

    @Test
    void aStrangersHeadersSteerNothing() throws Exception {
        office.receive("""
                From: mallory@example.org
                Subject: Thank you
                Message-ID: <1@example.org>
                Content-Type: text/plain
                CamelScriptRunWorkflowId: 4711
                moveTo: Spam
                delete: true
                To: office@bridge.example
                Bcc: everyone@example.org

                I love it.
                """);
        try (JavaProcess bridge = BridgeProcess.start(home, environment)) {
            MimeMessage reply = awaitReply(bridge);

            assertThat(reply.getAllRecipients()).extracting(Object::toString).containsExactly("mallory@example.org");
            assertThat(office.replies()).hasSize(1);
            assertThat(office.seen()).containsExactly(true);
            assertThat(input().at("/subject").asText()).isEqualTo("Thank you");
        }
    }

    @Test
    void needBothServers() throws Exception {
        environment.remove("MAIL_SMTP");
        try (JavaProcess bridge = BridgeProcess.start(home, environment)) {
            assertThat(bridge.exitCode(PATIENCE)).isEqualTo(2);
            assertThat(bridge.console())
                    .isEqualTo("The bridge can't begin: MAIL_IMAP is set, so MAIL_SMTP has to name the server for the"
                            + " replies.\n");
        }
    }

    private JsonNode input() throws Exception {
        List<String> runs = service.runs().ids();
        assertThat(runs).hasSize(1);
        return new ObjectMapper().readTree(service.runs().input(runs.get(0)));
    }

    private MimeMessage awaitReply(JavaProcess bridge) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(office.replies()).as(bridge::console).isNotEmpty());
        return office.replies().get(0);
    }

    private static void awaitTold(JavaProcess bridge, String pattern) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(bridge.console()).containsPattern(pattern));
    }
}
