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
package ai.scriptrun.camel.examples.scheduledbatch;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Tells a person how far the batch is, and writes its results once it is complete. */
public final class Report {

    private static final int ENOUGH_TO_TELL = 20;

    private final PrintStream console = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    private final Instant begun = Instant.now();
    private final Rows rows;
    private final int before;
    private final Path result;
    private final Runnable onComplete;
    private boolean complete;

    Report(Rows rows, Path result, Runnable onComplete) {
        this.rows = rows;
        this.before = rows.count("DONE") + rows.count("FAILED");
        this.result = result;
        this.onComplete = onComplete;
    }

    void begin(String title) {
        console.print(title);
        if (before > 0 || rows.count("STARTED") > 0) {
            console.printf(
                    "  Resuming: %d rows are through from before, %d runs are on their way%n%n",
                    before, rows.count("STARTED"));
        }
    }

    /** A line on how far it is. */
    public synchronized void progress() {
        int done = rows.count("DONE");
        int failed = rows.count("FAILED");
        int running = rows.count("STARTED");
        int left = running + rows.count("WAITING");
        if (!complete && left > 0) {
            console.printf(
                    Locale.ROOT,
                    "  %4d done %4d failed %4d running  $%.4f%s%n",
                    done,
                    failed,
                    running,
                    rows.cost(),
                    eta(done + failed - before, left));
        }
    }

    private String eta(int here, int left) {
        if (here < ENOUGH_TO_TELL) {
            return "";
        }
        long seconds = Duration.between(begun, Instant.now()).toMillis() * left / here / 1000;
        return "  " + seconds + " s to go";
    }

    /** The CSV can't be read, or the service can't be used. */
    public synchronized void giveUp(Exception e) {
        if (complete) {
            return;
        }
        complete = true;
        console.printf("%nThe batch can't go on: %s%nTo go on where it is, start it again.%n", e.getMessage());
        onComplete.run();
    }

    /** The results in the order of the CSV. */
    public synchronized void write() throws IOException {
        if (complete) {
            return;
        }
        complete = true;
        Csv.write(result, rows.all());
        int done = rows.count("DONE");
        int failed = rows.count("FAILED");
        console.printf(
                Locale.ROOT,
                "%nTook %.1f s; %d of the rows were through before%n%d rows: %d done, %d failed, $%.4f; results are in %s%n",
                Duration.between(begun, Instant.now()).toMillis() / 1000.0,
                before,
                done + failed,
                done,
                failed,
                rows.cost(),
                result.toAbsolutePath());
        onComplete.run();
    }
}
