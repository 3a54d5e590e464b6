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

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;

import ai.scriptrun.camel.examples.support.Cell;
import ai.scriptrun.camel.examples.support.Service;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Prints the progress on the console and in a file. */
final class Story implements AutoCloseable {

    private static final int ADDRESS_WIDTH = 24;
    private static final int SUBJECT_WIDTH = 27;
    private static final int ATTACHED_WIDTH = 23;
    private static final int TEXT_WIDTH = 42;

    // Independent of the machine's encoding: mails can have any characters.
    private final PrintStream console = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    private final MailServer server;
    private final PrintStream log;

    Story(Workspace workspace, MailServer server) throws IOException {
        this.server = server;
        this.log = new PrintStream(Files.newOutputStream(workspace.log()), true, UTF_8);
    }

    void begin(Service service) {
        tell("");
        tell("  ScriptRun email bridge" + (server.mails() == 0 ? "; Ctrl-C ends it" : ""));
        tell("  workflow " + service.workflowId() + " at " + service.name());
        tell("  mailbox  " + server.name());
        tell("");
        tell(row("mail of", "subject", "attached", "time", "cost", "reply"));
    }

    synchronized void tell(Ending ending) {
        tell(row(
                ending.address(),
                ending.subject(),
                ending.attached(),
                ending.time() == null ? "" : seconds(ending.time()),
                ending.cost() == null ? "" : usd(ending.cost()),
                switch (ending.kind()) {
                    case ANSWERED -> Cell.cut(ending.text(), TEXT_WIDTH);
                    case IGNORED -> "(ignored: " + ending.text() + ")";
                    case UNANSWERED -> "NO REPLY: " + ending.text();
                    case TRIED -> "NOT YET: " + ending.text();
                }));
    }

    synchronized void end(Ledger ledger) throws IOException {
        tell("");
        tell(ledger + "; " + server.end());
    }

    private void tell(String line) {
        console.println(line);
        log.println(line);
    }

    private static String row(String address, String subject, String attached, String time, String cost, String text) {
        return String.format(
                "  %s  %s  %s %6s %8s  %s",
                Cell.left(address, ADDRESS_WIDTH),
                Cell.left(subject, SUBJECT_WIDTH),
                Cell.left(attached, ATTACHED_WIDTH),
                time,
                cost,
                text.strip().replaceAll("\\s+", " "));
    }

    private static String usd(double cost) {
        return String.format(Locale.ROOT, "$%.4f", cost);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    @Override
    public void close() {
        log.close();
    }
}
