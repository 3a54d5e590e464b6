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
import java.util.Map;

/** The mailbox and the server for replies. */
interface MailServer extends AutoCloseable {

    /**
     * The user's own servers if the environment names them, otherwise one in this process with some mails.
     *
     * @param environment has {@code MAIL_IMAP} and the others of {@code application.properties}, or none
     */
    static MailServer choose(Map<String, String> environment, Workspace workspace) throws Exception {
        return environment.getOrDefault("MAIL_IMAP", "").isBlank()
                ? EmbeddedMailServer.start(workspace)
                : new OwnMailServers(environment.get("MAIL_IMAP"), environment.get("MAIL_SMTP"));
    }

    /** A name for the console. */
    String name();

    /** Properties that override {@code application.properties}. */
    Map<String, String> properties();

    /** The total number of mails; 0 if unknown. */
    int mails();

    /** The state of the mailbox at the end, as text. */
    String end() throws IOException;

    @Override
    void close();
}
