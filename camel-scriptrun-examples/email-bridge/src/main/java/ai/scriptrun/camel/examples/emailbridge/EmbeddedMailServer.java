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

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

/** GreenMail in this process, with the example's own mails in the mailbox. */
final class EmbeddedMailServer implements MailServer {

    private static final String ADDRESS = "support@acme.example";
    private static final String PASSWORD = "secret";

    private final GreenMail greenMail;
    private final Workspace workspace;
    private final int mails;

    private EmbeddedMailServer(GreenMail greenMail, Workspace workspace) throws FolderException {
        this.greenMail = greenMail;
        this.workspace = workspace;
        this.mails = unseen();
    }

    static EmbeddedMailServer start(Workspace workspace) throws IOException, FolderException {
        workspace.clear();
        GreenMail greenMail = new GreenMail(ServerSetup.dynamicPort(ServerSetup.SMTP_IMAP));
        greenMail
                .withConfiguration(GreenMailConfiguration.aConfig()
                        .withUser(ADDRESS, ADDRESS, PASSWORD)
                        .withPreloadDir(workspace.mails().toString()))
                .start();
        return new EmbeddedMailServer(greenMail, workspace);
    }

    @Override
    public String name() {
        return ADDRESS + " at " + imap() + ", embedded server";
    }

    @Override
    public Map<String, String> properties() {
        return Map.of(
                "imap",
                imap(),
                "smtp",
                "smtp://127.0.0.1:" + greenMail.getSmtp().getPort(),
                "mail.username",
                ADDRESS,
                "mail.password",
                PASSWORD,
                "mail.address",
                ADDRESS,
                "mail.delay",
                "1000");
    }

    private String imap() {
        return "imap://127.0.0.1:" + greenMail.getImap().getPort();
    }

    @Override
    public int mails() {
        return mails;
    }

    @Override
    public String end() throws IOException {
        try {
            return unseen() + " unseen in the mailbox, " + save() + " replies in "
                    + workspace.replies().toAbsolutePath();
        } catch (FolderException | MessagingException e) {
            throw new IOException(e);
        }
    }

    private int unseen() throws FolderException {
        GreenMailUser user = greenMail.getUserManager().getUserByEmail(ADDRESS);
        return (int) greenMail.getManagers().getImapHostManager().getInbox(user).getMessages().stream()
                .filter(mail -> !mail.isSet(Flags.Flag.SEEN))
                .count();
    }

    /** Each recipient has a mailbox with the mails that were delivered to it. */
    private int save() throws IOException, MessagingException {
        List<MimeMessage> replies = greenMail
                .findReceivedMessages(user -> !ADDRESS.equals(user.getEmail()), reply -> true)
                .toList();
        for (int i = 0; i < replies.size(); i++) {
            MimeMessage reply = replies.get(i);
            Path file = workspace.replies().resolve((i + 1) + " to " + Addresses.of(reply.getAllRecipients()) + ".eml");
            try (OutputStream out = Files.newOutputStream(file)) {
                reply.writeTo(out);
            }
        }
        return replies.size();
    }

    @Override
    public void close() {
        greenMail.stop();
    }
}
