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
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ai.scriptrun.camel.emulator.EmulatorBuilder;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.emulator.http.Endpoint;
import ai.scriptrun.camel.emulator.llm.LlmReply;
import ai.scriptrun.camel.examples.support.JavaProcess;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.h2.tools.Server;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

class ScheduledBatchTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path DATA = Path.of("data/feedback.csv");
    private static final Duration LONG = Duration.ofSeconds(100);
    private static final int ROWS = 60;
    private static final String LIMIT = "-Dbatch.limit=10";

    private static final List<String> OPTIONS = List.of(
            "-Dcamel.component.scriptrun.poll-interval=200ms", "-Dbatch.cron=* * * * * ?", "-XX:TieredStopAtLevel=1");

    @TempDir
    private Path home;

    private List<CSVRecord> rows;

    @BeforeEach
    void takeTheFirstRows() throws IOException {
        rows = read(DATA).subList(0, ROWS);
        write();
    }

    private void write() throws IOException {
        try (var printer = CSVFormat.DEFAULT.print(home.resolve("rows.csv"), UTF_8)) {
            printer.printRecord("id", "feedback");
            printer.printRecords(rows);
        }
    }

    @Test
    void answersEachRowInOrder() throws Exception {
        try (JavaProcess batch = start(home, Map.of())) {
            assertThat(batch.exitCode(LONG)).as(batch::console).isZero();
            assertThat(batch.console())
                    .containsPattern("(?m)^ +\\d+ done, 0 failed, \\$0\\.\\d{4}  \\d+ to go")
                    .contains("\n60 rows:   60 done, 0 failed, $0.")
                    .endsWith("results are in " + home.resolve("result.csv") + "\n");
        }
        assertResultHasEachRowOnceInOrder();
        assertThat(read(home.resolve("result.csv")))
                .extracting(row -> row.get("sentiment"))
                .containsOnly("positive", "negative", "neutral");
    }

    @Test
    void isKilledAndGoesOnWhereItWas() throws Exception {
        try (ScriptRunEmulator service = quick().start()) {
            Map<String, String> environment = environment(service);
            try (JavaProcess batch = start(home, environment, LIMIT)) {
                await().atMost(LONG).until(() -> service.runs().accepted() >= ROWS / 2);
                batch.kill();
            }
            assertThat(home.resolve("result.csv")).doesNotExist();
            try (JavaProcess batch = start(home, environment, LIMIT)) {
                assertThat(batch.exitCode(LONG)).as(batch::console).isZero();
                assertThat(batch.console()).containsPattern("Resuming: [1-9]\\d* rows are through from before");
            }

            assertResultHasEachRowOnceInOrder();
            assertThat(inputs(service)).containsExactlyInAnyOrderElementsOf(feedback());
            assertThat(service.runs().mostInFlight()).isLessThanOrEqualTo(10);
        }
    }

    @Test
    void isInterruptedWithoutAWordOfTrouble() throws Exception {
        try (ScriptRunEmulator service = quick().start()) {
            Map<String, String> environment = environment(service);
            try (JavaProcess batch = start(home, environment, LIMIT)) {
                await().atMost(LONG).until(() -> service.runs().accepted() >= ROWS / 4);
                batch.interrupt();
                batch.exitCode(LONG);
                assertThat(batch.console()).doesNotContain("Exception", "\tat ");
            }
            try (JavaProcess batch = start(home, environment, LIMIT)) {
                assertThat(batch.exitCode(LONG)).as(batch::console).isZero();
            }
            assertResultHasEachRowOnceInOrder();
        }
    }

    @Test
    void isRunOnceByTwoNodesThatShareTheDatabase() throws Exception {
        Server database = Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", home.toString())
                .start();
        try (ScriptRunEmulator service = quick().start()) {
            Map<String, String> environment = environment(service);
            String url = "-Dbatch.database=jdbc:h2:tcp://localhost:" + database.getPort() + "/./shared";
            try (JavaProcess one = start(Files.createDirectory(home.resolve("1")), environment, LIMIT, url);
                    JavaProcess two = start(Files.createDirectory(home.resolve("2")), environment, LIMIT, url)) {
                assertThat(one.exitCode(LONG)).as(one::console).isZero();
                assertThat(two.exitCode(LONG)).as(two::console).isZero();
            }

            assertThat(inputs(service)).containsExactlyInAnyOrderElementsOf(feedback());
            assertThat(service.runs().mostInFlight()).isLessThanOrEqualTo(10);
        } finally {
            database.stop();
        }
    }

    @Test
    void saysWhichRowsHaveNoAnswer() throws Exception {
        try (ScriptRunEmulator service = quick().llm(request -> {
                    if (request.text("user").equals(rows.get(6).get("feedback"))) {
                        throw new IllegalStateException("out of order");
                    }
                    return LlmReply.of("neutral");
                })
                .start()) {
            try (JavaProcess batch = start(home, environment(service))) {
                assertThat(batch.exitCode(LONG)).as(batch::console).isEqualTo(1);
            }
            assertResultHasEachRowOnceInOrder();
            CSVRecord failed = read(home.resolve("result.csv")).get(6);
            assertThat(failed.get("sentiment")).isEmpty();
            assertThat(failed.get("error")).matches("run [0-9a-f-]{36} failed");
        }
    }

    @Test
    void reportsARowThatTheServiceRefuses() throws Exception {
        try (ScriptRunEmulator service = quick().start()) {
            service.faults().on(Endpoint.RUN).call(7).status(404);
            try (JavaProcess batch = start(home, environment(service))) {
                assertThat(batch.exitCode(LONG)).as(batch::console).isEqualTo(1);
                assertThat(batch.console()).contains("\n60 rows:   59 done, 1 failed, $0.");
            }
            assertResultHasEachRowOnceInOrder();
            assertThat(read(home.resolve("result.csv")))
                    .filteredOn(row -> row.get("sentiment").isEmpty())
                    .singleElement()
                    .satisfies(row -> assertThat(row.get("error")).contains("404"));
        }
    }

    @Test
    void waitsWhereNothingCanBeStartedAndGoesOnOnceItCan() throws Exception {
        try (ScriptRunEmulator service = quick().start()) {
            Map<String, String> environment = environment(service);
            Map<String, String> wrong = new HashMap<>(environment);
            wrong.put("SCRIPTRUN_API_KEY", "no-such-key");
            try (JavaProcess batch = start(home, wrong)) {
                await().atMost(LONG).untilAsserted(() -> assertThat(batch.console())
                        .contains("was not accepted, and is retried", "401"));
                batch.interrupt();
                assertThat(batch.exitCode(LONG)).as(batch::console).isNotZero();
            }
            try (JavaProcess batch = start(home, environment)) {
                assertThat(batch.exitCode(LONG)).as(batch::console).isZero();
            }
            assertResultHasEachRowOnceInOrder();
            assertThat(service.runs().accepted()).isEqualTo(ROWS);
        }
    }

    @Test
    void startsNothingAgainOnceAllIsDone() throws Exception {
        try (ScriptRunEmulator service = quick().start()) {
            Map<String, String> environment = environment(service);
            for (int i = 0; i < 2; i++) {
                try (JavaProcess batch = start(home, environment)) {
                    assertThat(batch.exitCode(LONG)).as(batch::console).isZero();
                    assertThat(batch.console()).contains((i == 0 ? "0" : "60") + " of the rows were through before");
                }
            }
            assertThat(service.runs().accepted()).isEqualTo(ROWS);
        }
    }

    @Test
    void takesAnotherFileForAnotherBatch() throws Exception {
        try (ScriptRunEmulator service = quick().start()) {
            Map<String, String> environment = environment(service);
            for (List<CSVRecord> night : List.of(rows.subList(0, 5), rows.subList(5, 8))) {
                rows = night;
                write();
                try (JavaProcess batch = start(home, environment)) {
                    assertThat(batch.exitCode(LONG)).as(batch::console).isZero();
                }
                assertResultHasEachRowOnceInOrder();
            }
        }
    }

    @Test
    void saysThatTheFileIsBroken() throws Exception {
        Files.writeString(home.resolve("rows.csv"), "id,feedback\n1,\"without an end");
        try (JavaProcess batch = start(home, Map.of())) {
            assertThat(batch.exitCode(LONG)).as(batch::console).isEqualTo(2);
            assertThat(batch.console()).contains("The batch can't begin: ", "rows.csv is no CSV: ");
        }
    }

    private void assertResultHasEachRowOnceInOrder() throws IOException {
        assertThat(read(home.resolve("result.csv")))
                .extracting(row -> row.get("id"), row -> row.get("feedback"))
                .containsExactlyElementsOf(rows.stream()
                        .map(row -> tuple(row.get("id"), row.get("feedback")))
                        .toList());
    }

    private List<String> feedback() {
        return rows.stream().map(row -> row.get("feedback")).toList();
    }

    private static List<String> inputs(ScriptRunEmulator service) throws IOException {
        List<String> inputs = new ArrayList<>();
        for (String id : service.runs().ids()) {
            inputs.add(JSON.readTree(service.runs().input(id)).path("feedback").asText());
        }
        return inputs;
    }

    private JavaProcess start(Path nodeHome, Map<String, String> environment, String... options) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("-Dbatch.home=" + nodeHome, "-Dbatch.csv=" + home.resolve("rows.csv")));
        arguments.addAll(OPTIONS);
        arguments.addAll(List.of(options));
        return JavaProcess.start(
                ScheduledBatch.class, nodeHome.resolve("console.txt"), environment, arguments.toArray(String[]::new));
    }

    private static EmulatorBuilder quick() {
        return ScriptRunEmulator.builder()
                .queueTime(Duration.ZERO)
                .runTime(Duration.ofMillis(100), Duration.ofMillis(800));
    }

    private static Map<String, String> environment(ScriptRunEmulator service) {
        long workflow = service.createWorkflow(ScheduledBatchTest.class.getResourceAsStream("/sentiment.json"));
        return Map.of(
                "SCRIPTRUN_BASE_URL", service.baseUrl(),
                "SCRIPTRUN_API_KEY", service.apiKey(),
                "SCRIPTRUN_WORKFLOW_ID", Long.toString(workflow));
    }

    private static List<CSVRecord> read(Path csv) throws IOException {
        try (CSVParser records = CSVParser.parse(
                csv,
                UTF_8,
                CSVFormat.DEFAULT
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            return records.getRecords();
        }
    }
}
