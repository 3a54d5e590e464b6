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

import java.util.Map;

/** The user's; {@code application.properties} reads from the environment how to reach them. */
record OwnMailServers(String imap, String smtp) implements MailServer {

    OwnMailServers {
        if (smtp == null || smtp.isBlank()) {
            throw new IllegalArgumentException(
                    "MAIL_IMAP is set, so MAIL_SMTP has to name the server for the replies.");
        }
    }

    @Override
    public String name() {
        return imap + ", " + smtp;
    }

    @Override
    public Map<String, String> properties() {
        return Map.of();
    }

    @Override
    public int mails() {
        return 0;
    }

    @Override
    public String end() {
        return "what is not answered waits unseen";
    }

    @Override
    public void close() {
        // The servers need no cleanup.
    }
}
