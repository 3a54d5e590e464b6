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
package ai.scriptrun.camel.examples.queuebridge;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import ai.scriptrun.camel.examples.support.Cell;
import ai.scriptrun.camel.examples.support.Service;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Prints the progress: a line for each request. */
final class Story {

    private static final int TEXT_WIDTH = 105;

    private final Instant begun = Instant.now();
    private final PrintStream console = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);

    void begin(Service service) {
        console.println();
        console.println("  ScriptRun queue bridge");
        console.println("  workflow " + service.workflowId() + " at " + service.name());
        console.println("  broker   embedded Apache ActiveMQ Artemis");
        console.println("  files    " + QueueBridge.HOME.toAbsolutePath());
        console.println();
        console.println(row("request", "time", "status", "answer, or why there is none"));
    }

    synchronized void tell(Ending ending) {
        console.println(row(ending.request(), time(), ending.status(), ending.text()));
    }

    synchronized void killed(int ended, int underWay, int queued) {
        console.println();
        console.println("  The bridge is killed (kill -9): " + ended + " requests are done, " + underWay
                + " have runs in flight, " + queued + " wait in the run store. It is started again.");
        console.println();
    }

    synchronized void end(Ledger ledger) {
        console.println();
        console.println("Took " + time());
        console.println(ledger);
        if (!ledger.isBalanced()) {
            console.println("What went wrong is in " + QueueBridge.HOME.resolve("bridge.log"));
        }
    }

    private String time() {
        return String.format(
                Locale.ROOT, "%.1f s", Duration.between(begun, Instant.now()).toMillis() / 1000.0);
    }

    private static String row(String request, String time, String status, String text) {
        return String.format("  %-10s %6s  %-11s  %s", request, time, status, Cell.cut(text, TEXT_WIDTH));
    }
}
