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

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import ai.scriptrun.camel.examples.support.JavaProcess;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The example as it comes: its own mails, on the embedded servers. */
class EmailBridgeTest {

    @TempDir
    private static Path home;

    private static int exitCode;
    private static String console;
    private static Map<String, MimeMessage> replies;

    @BeforeAll
    static void run() throws Exception {
        try (JavaProcess bridge = BridgeProcess.start(home, Map.of())) {
            exitCode = bridge.exitCode(Duration.ofMinutes(2));
            console = bridge.console();
        }
        replies = replies();
    }

    @Test
    void answersEachMailOfAPersonOnceAndSaysSo() {
        assertThat(console)
                .endsWith("\n6 mails in, 5 answered, 1 ignored, none twice; 0 unseen in the mailbox, 5 replies in "
                        + home.resolve("replies") + "\n");
        assertThat(exitCode).isZero();
        assertThat(home.resolve("mails.log")).hasContent(console);
        assertThat(replies)
                .containsOnlyKeys(
                        "ada@lovelace.example",
                        "grace@hopper.example",
                        "juergen@mueller.example",
                        "murasaki@genji.example",
                        "office@shelley.example");
    }

    @Test
    void repliesInTheThread() throws Exception {
        MimeMessage reply = replies.get("ada@lovelace.example");
        assertThat(reply.getSubject()).isEqualTo("Re: Your order 2025-118");
        assertThat(reply.getHeader("In-Reply-To")).containsExactly("<ada-2@lovelace.example>");
        assertThat(reply.getHeader("References"))
                .containsExactly("<ada-1@lovelace.example> <order-118@acme.example> <ada-2@lovelace.example>");
        assertThat(reply.getFrom()).extracting(Object::toString).containsExactly("support@acme.example");
        assertThat(reply.getHeader("Auto-Submitted")).containsExactly("auto-replied");
        assertThat(replies.get("grace@hopper.example").getHeader("References"))
                .containsExactly("<20251110.0931@hopper.example>");
    }

    @Test
    void readsWhatIsAttached() throws Exception {
        assertThat(replies.get("grace@hopper.example").getContent()).asString().startsWith("I am sorry to hear that. ");
        assertThat(console)
                .containsPattern("grace@hopper.example .* controller.log .* I am sorry")
                .containsPattern("office@shelley.example .* parts.csv, creature.png .* That is wonderful");
    }

    @Test
    void writesInAllScripts() throws Exception {
        assertThat(replies.get("juergen@mueller.example").getSubject()).isEqualTo("Re: Rückfrage zur Größe");
        assertThat(replies.get("juergen@mueller.example").getContent())
                .asString()
                .contains("Größe 1,95 m? Freundliche Grüße, Jürgen Müller");
        assertThat(replies.get("murasaki@genji.example").getSubject()).isEqualTo("Re: 領収書について");
        assertThat(replies.get("murasaki@genji.example").getContent())
                .asString()
                .isEqualTo("You said: 領収書の宛名を変更していただけますか。");
    }

    private static Map<String, MimeMessage> replies() throws Exception {
        List<Path> files;
        try (Stream<Path> folder = Files.list(home.resolve("replies"))) {
            files = folder.toList();
        }
        Map<String, MimeMessage> replies = new HashMap<>();
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                MimeMessage reply = new MimeMessage(Session.getInstance(System.getProperties()), in);
                assertThat(replies.put(reply.getAllRecipients()[0].toString(), reply))
                        .isNull();
            }
        }
        return replies;
    }
}
