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

import ai.scriptrun.camel.examples.support.JavaProcess;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Mails as the world sends them, to one bridge. */
class ForeignMailTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Office OFFICE = new Office();

    @TempDir
    private static Path home;

    private static JavaProcess bridge;

    @BeforeAll
    static void start() throws Exception {
        bridge = BridgeProcess.start(home, OFFICE.environment());
    }

    @AfterAll
    static void stop() {
        bridge.kill();
        OFFICE.close();
    }

    @Test
    void theWorkflowGetsTheTextAndAllThatIsAttached() throws Exception {
        OFFICE.receive("""
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

        MimeMessage reply = OFFICE.awaitReply("juergen@example.org", bridge);
        assertThat(reply.getSubject()).isEqualTo("Re: Größe");
        JsonNode input = inputOf("Größe");
        assertThat(input.at("/from").asText()).isEqualTo("\"Müller, Jürgen\" <juergen@example.org>");
        assertThat(input.at("/text").asText().strip()).isEqualTo("Größe 42");
        assertThat(input.at("/documents")).hasSize(1);
        assertThat(input.at("/documents/0")).isEqualTo(JSON.readTree("""
                {"name": "Größen.csv", "type": "text/csv", "text": "Größe,42"}"""));
        assertThat(input.at("/files").findValuesAsText("type")).containsExactly("application/pdf", "application/pdf");
        assertThat(input.at("/files").findValuesAsText("base64")).containsExactlyInAnyOrder("AAEC", "/wAB");
    }

    @Test
    void headersOfAStrangerSteerNothing() throws Exception {
        OFFICE.receive("""
                From: mallory@example.org
                To: office@bridge.example
                Bcc: everyone@example.org
                Subject: Free
                Message-ID: <2@example.org>
                Content-Type: text/plain
                CamelScriptRunWorkflowId: 4711
                moveTo: Spam
                delete: true

                I love it.
                """);

        MimeMessage reply = OFFICE.awaitReply("mallory@example.org", bridge);
        assertThat(reply.getAllRecipients()).extracting(Object::toString).containsExactly("mallory@example.org");
        assertThat(reply.getHeader("moveTo")).isNull();
        OFFICE.awaitAllSeen(bridge);
        assertThat(inputOf("Free").at("/text").asText().strip()).isEqualTo("I love it.");
    }

    @Test
    void littleIsNeeded() throws Exception {
        OFFICE.receive("""
                From: eve@example.org
                Content-Type: text/html

                <p>Nice!</p>
                """);

        MimeMessage reply = OFFICE.awaitReply("eve@example.org", bridge);
        assertThat(reply.getContent()).asString().startsWith("That is wonderful");
        assertThat(inputOf("").at("/text").asText().strip()).isEqualTo("<p>Nice!</p>");
    }

    @Test
    void whatIsFromNobodyIsLeftAlone() {
        OFFICE.receive("""
                Subject: Whoever
                Message-ID: <4@example.org>

                You never know.
                """);

        await().atMost(Office.PATIENCE).untilAsserted(() -> assertThat(bridge.console())
                .containsPattern("Whoever .*\\(ignored: not from a person\\)"));
        OFFICE.awaitAllSeen(bridge);
    }

    private static JsonNode inputOf(String subject) throws Exception {
        for (String run : OFFICE.service().runs().ids()) {
            JsonNode input = JSON.readTree(OFFICE.service().runs().input(run));
            if (input.path("subject").asText("").equals(subject)) {
                return input;
            }
        }
        throw new AssertionError("no run has the subject " + subject);
    }
}
