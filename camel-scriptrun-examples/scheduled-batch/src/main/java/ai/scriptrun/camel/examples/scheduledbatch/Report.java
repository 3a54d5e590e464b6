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
import java.util.Map;

import ai.scriptrun.camel.examples.scheduledbatch.Results.Result;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Prints the progress of the batch, and writes its results once it is complete. Used by one thread. */
public final class Report {

    private static final int ENOUGH_TO_TELL = 20;

    private final PrintStream console = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    private final Instant begun = Instant.now();
    private final Batch batch;
    private final Results results;
    private final Path file;
    private final int before;
    private final Runnable onComplete;
    private boolean complete;

    Report(Batch batch, Results results, Path file, Runnable onComplete) {
        this.batch = batch;
        this.results = results;
        this.file = file;
        this.onComplete = onComplete;
        this.before = results.all().size();
    }

    void begin(String title) {
        console.print(title);
        if (before > 0) {
            console.printf("  Resuming: %d rows are through from before%n%n", before);
        }
    }

    /** Prints the progress, or the outcome. */
    public void tell() throws IOException {
        Map<String, Result> now = results.all();
        if (complete) {
            return;
        }
        if (now.size() < batch.rows().size()) {
            console.printf("  %s  %s%n", sum(now), left(now.size()));
            return;
        }
        Csv.write(file, batch.rows(), now);
        complete = true;
        console.printf(
                Locale.ROOT,
                "%nTook %.1f s; %d of the rows were through before%n%d rows: %s; results are in %s%n",
                Duration.between(begun, Instant.now()).toMillis() / 1000.0,
                before,
                now.size(),
                sum(now),
                file.toAbsolutePath());
        onComplete.run();
    }

    private static String sum(Map<String, Result> results) {
        long failed = results.values().stream()
                .filter(result -> result.error() != null)
                .count();
        double cost = results.values().stream()
                .filter(result -> result.cost() != null)
                .mapToDouble(Result::cost)
                .sum();
        return String.format(Locale.ROOT, "%4d done, %d failed, $%.4f", results.size() - failed, failed, cost);
    }

    private String left(int through) {
        int left = batch.rows().size() - through;
        int here = through - before;
        long seconds = here < ENOUGH_TO_TELL
                ? 0
                : Duration.between(begun, Instant.now()).toSeconds() * left / here;
        return left + " to go" + (seconds == 0 ? "" : ", " + seconds + " s");
    }

    /** Whether each row has an answer. */
    boolean isGood() {
        Map<String, Result> now = results.all();
        return now.size() == batch.rows().size() && now.values().stream().allMatch(result -> result.error() == null);
    }
}
