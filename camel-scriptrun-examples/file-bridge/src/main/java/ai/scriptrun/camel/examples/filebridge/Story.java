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
package ai.scriptrun.camel.examples.filebridge;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import ai.scriptrun.camel.examples.support.Cell;
import ai.scriptrun.camel.examples.support.Service;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Prints the progress on the console and in the log: a line for each run. */
final class Story implements AutoCloseable {

    private static final int FILE_WIDTH = 34;
    private static final int ANSWER_WIDTH = 60;

    private final Workspace workspace;
    private final Instant begun = Instant.now();
    // Independent of the machine's encoding: file names and answers can have any characters.
    private final PrintStream console = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    private final PrintStream log;
    private int polls;
    private double cost;

    Story(Workspace workspace) throws IOException {
        this.workspace = workspace;
        this.log = new PrintStream(Files.newOutputStream(workspace.log()), true, UTF_8);
    }

    void begin(Service service, boolean watch) {
        tell("");
        tell("  ScriptRun file bridge" + (watch ? ", watching; Ctrl-C ends it" : ""));
        tell("  workflow " + service.workflowId() + " at " + service.name());
        tell("  inbox    " + workspace.inbox().toAbsolutePath());
        tell("  outbox   " + workspace.outbox().toAbsolutePath());
        tell("");
        tell(row("file", "time", "polls", "cost", "answer"));
    }

    synchronized void tell(Ending ending) {
        polls += ending.polls() == null ? 0 : ending.polls();
        cost += ending.cost() == null ? 0 : ending.cost();
        tell(row(
                ending.file(),
                ending.time() == null ? "" : seconds(ending.time()),
                ending.polls() == null ? "" : ending.polls().toString(),
                ending.cost() == null ? "" : usd(ending.cost()),
                ending.result() ? Cell.cut(ending.answer(), ANSWER_WIDTH) : "NO RESULT: " + ending.answer()));
    }

    synchronized void end(Ledger ledger) {
        tell("");
        tell(String.format("Took %s, %d polls, %s", seconds(Duration.between(begun, Instant.now())), polls, usd(cost)));
        tell(ledger + "; results are in " + workspace.outbox().toAbsolutePath());
    }

    private void tell(String line) {
        console.println(line);
        log.println(line);
    }

    private static String row(String file, String time, String polls, String cost, String answer) {
        return String.format("  %s %7s %6s %8s  %s", Cell.left(file, FILE_WIDTH), time, polls, cost, answer);
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
