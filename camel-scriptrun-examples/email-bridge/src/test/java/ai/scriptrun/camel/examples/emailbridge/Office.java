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
import java.util.List;
import java.util.Map;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.internet.MimeMessage;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The mail servers that the environment names, and a mailbox there. */
final class Office implements AutoCloseable {

    static final String ADDRESS = "office@bridge.example";
    private static final String LOGIN = "office";
    private static final String PASSWORD = "pass&w=o rd%+";

    private final GreenMail servers = new GreenMail(ServerSetup.dynamicPort(ServerSetup.SMTP_IMAP));

    Office() {
        servers.withConfiguration(GreenMailConfiguration.aConfig().withUser(ADDRESS, LOGIN, PASSWORD))
                .start();
    }

    Map<String, String> environment() {
        return Map.of(
                "MAIL_IMAP", "imap://127.0.0.1:" + servers.getImap().getPort(),
                "MAIL_SMTP", "smtp://127.0.0.1:" + servers.getSmtp().getPort(),
                "MAIL_USERNAME", LOGIN,
                "MAIL_PASSWORD", PASSWORD,
                "MAIL_ADDRESS", ADDRESS);
    }

    void receive(String mail) {
        user().deliver(GreenMailUtil.newMimeMessage(new ByteArrayInputStream(mail.getBytes(UTF_8))));
    }

    /** Whether each mail that is there has been seen; in the order in which they came. */
    List<Boolean> seen() throws FolderException {
        return servers.getManagers().getImapHostManager().getInbox(user()).getMessages().stream()
                .map(mail -> mail.isSet(Flags.Flag.SEEN))
                .toList();
    }

    /** What has come to all others. */
    List<MimeMessage> replies() {
        return servers.findReceivedMessages(user -> !ADDRESS.equals(user.getEmail()), reply -> true)
                .toList();
    }

    private GreenMailUser user() {
        return servers.getUserManager().getUserByEmail(ADDRESS);
    }

    @Override
    public void close() {
        servers.stop();
    }
}
