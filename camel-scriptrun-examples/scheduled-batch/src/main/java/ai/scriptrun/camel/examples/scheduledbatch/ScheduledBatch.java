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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.sql.DataSource;

import ai.scriptrun.camel.examples.support.Service;
import org.apache.camel.main.Main;

/**
 * Sends the rows of a CSV through a workflow when Quartz says so, and ends after one batch. After a restart,
 * it continues where it was. The exit code is 0 if there is an answer for each row, 1 if not, and 2 if it could not
 * start.
 */
public final class ScheduledBatch {

    private ScheduledBatch() {}

    /**
     * Runs the example.
     *
     * @param args nothing
     */
    public static void main(String[] args) {
        int exitCode;
        try {
            exitCode = run();
        } catch (Exception e) {
            System.err.println("The batch can't begin: " + e.getMessage());
            exitCode = 2;
        }
        System.exit(exitCode);
    }

    private static int run() throws Exception {
        Path home = Files.createDirectories(Path.of(System.getProperty("batch.home", "target/scheduled-batch")));
        Path csv = Path.of(System.getProperty("batch.csv", "data/feedback.csv"));
        if (!Files.isRegularFile(csv)) {
            throw new IOException("there is no file " + csv.toAbsolutePath());
        }
        // No write delay: otherwise a crash loses the commits of the last half second. With "retry:": otherwise an
        // interrupted thread closes the database for all, and Camel interrupts threads when it stops. No close on
        // exit: after Ctrl-C, Camel still writes to the database while it stops.
        String url = System.getProperty(
                "batch.database",
                "jdbc:h2:retry:" + home.toAbsolutePath().resolve("batch") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
        Batch batch = Csv.read(csv);
        DataSource database = Database.open(url);
        Results results = new Results(database, batch);

        try (Service service =
                Service.choose(System.getenv(), ScheduledBatch.class.getResourceAsStream("/sentiment.json"))) {
            Main camel = new Main();
            Report report = new Report(batch, results, home.resolve("result.csv"), camel::completed);
            report.begin(String.format(
                    "%n  ScriptRun scheduled batch%n  workflow %s at %s%n  rows     %s%n%n",
                    service.workflowId(), service.name(), csv.toAbsolutePath()));
            camel.addOverrideProperty("batch.database", url);
            service.properties().forEach(camel::addOverrideProperty);
            camel.configure().addRoutesBuilder(new BatchRoutes());
            camel.bind("runs", Database.runs(database));
            camel.bind("results", results);
            camel.bind("report", report);
            camel.run();
            return report.isGood() ? 0 : 1;
        }
    }
}
