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

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.examples.support.JavaProcess;
import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.MessageDeliveryHandler;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the environment names: a service with the example's workflow, and mail servers with a mailbox. */
final class Office implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(1);

    static final String THANKS = """
            From: ann@example.org
            Subject: Thank you
            Message-ID: <1@example.org>

            I love it.
            """;

    private static final String ADDRESS = "office@bridge.example";
    private static final String LOGIN = "office";
    private static final String PASSWORD = "pass&w=o rd%+";

    private final ScriptRunEmulator service = ScriptRunEmulator.start();
    private final GreenMail mail = new GreenMail(ServerSetup.dynamicPort(ServerSetup.SMTP_IMAP));
    private final Map<String, String> environment = new HashMap<>();
    private MessageDeliveryHandler openDelivery;

    Office() {
        mail.withConfiguration(GreenMailConfiguration.aConfig().withUser(ADDRESS, LOGIN, PASSWORD))
                .start();
        environment.put("MAIL_IMAP", "imap://127.0.0.1:" + mail.getImap().getPort());
        environment.put("MAIL_SMTP", "smtp://127.0.0.1:" + mail.getSmtp().getPort());
        environment.put("MAIL_USERNAME", LOGIN);
        environment.put("MAIL_PASSWORD", PASSWORD);
        environment.put("MAIL_ADDRESS", ADDRESS);
        long workflow = service.createWorkflow(getClass().getResourceAsStream("/customer-mail.json"));
        environment.put("SCRIPTRUN_BASE_URL", service.baseUrl());
        environment.put("SCRIPTRUN_API_KEY", service.apiKey());
        environment.put("SCRIPTRUN_WORKFLOW_ID", Long.toString(workflow));
    }

    /** Which a test may change. */
    Map<String, String> environment() {
        return environment;
    }

    ScriptRunEmulator service() {
        return service;
    }

    void receive(String text) {
        user().deliver(GreenMailUtil.newMimeMessage(new ByteArrayInputStream(text.getBytes(UTF_8))));
    }

    /** Takes no replies. */
    void shut() {
        openDelivery = mail.getUserManager().getMessageDeliveryHandler();
        mail.getUserManager().setMessageDeliveryHandler((message, address) -> {
            throw new MessagingException("shut");
        });
    }

    /** Takes replies again. */
    void open() {
        mail.getUserManager().setMessageDeliveryHandler(openDelivery);
    }

    /** Whether each mail has been seen, in the order in which they came. */
    List<Boolean> seen() {
        return inbox().stream().map(stored -> stored.isSet(Flags.Flag.SEEN)).toList();
    }

    /** As a mail program's "mark as unread", or a crash before the mark was set. */
    void unsee() {
        inbox().forEach(stored -> stored.getFlags().remove(Flags.Flag.SEEN));
    }

    int mailsIn(String folder) {
        return mail.getManagers().getImapHostManager().getFolder(user(), folder).getMessageCount();
    }

    /** What has come to all others. */
    List<MimeMessage> replies() {
        return mail.findReceivedMessages(user -> !ADDRESS.equals(user.getEmail()), reply -> true)
                .toList();
    }

    /** The mark comes after the start, and maybe after the reply. */
    void awaitAllSeen(JavaProcess bridge) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(seen()).as(bridge::console).isNotEmpty().doesNotContain(false));
    }

    /** The one reply to a mail of this sender, once it has come. */
    MimeMessage awaitReply(String sender, JavaProcess bridge) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(replies(sender)).as(bridge::console).hasSize(1));
        return replies(sender).get(0);
    }

    static void awaitTold(JavaProcess bridge, String pattern) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(bridge.console()).containsPattern(pattern));
    }

    private List<MimeMessage> replies(String sender) {
        return mail.findReceivedMessages(user -> sender.equals(user.getEmail()), reply -> true)
                .toList();
    }

    private List<StoredMessage> inbox() {
        try {
            return mail.getManagers().getImapHostManager().getInbox(user()).getMessages();
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    private GreenMailUser user() {
        return mail.getUserManager().getUserByEmail(ADDRESS);
    }

    @Override
    public void close() {
        mail.stop();
        service.close();
    }
}
