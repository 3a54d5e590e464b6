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

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import ai.scriptrun.camel.examples.support.JavaProcess;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The example as it comes: its own texts, on the embedded emulator. */
class FileBridgeTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path home;

    private static Map<String, String> textsBefore;
    private static int exitCode;
    private static String console;

    @BeforeAll
    static void run() throws Exception {
        textsBefore = Folder.texts(Folder.FEEDBACK);
        try (JavaProcess bridge = BridgeProcess.start(Folder.FEEDBACK, home, Map.of())) {
            exitCode = bridge.exitCode(Duration.ofMinutes(2));
            console = bridge.console();
        }
    }

    @Test
    void endsWithOneResultForEachFileAndSaysSo() throws Exception {
        int files = textsBefore.size();

        assertThat(console)
                .endsWith("\n" + files + " files in, " + files
                        + " results out, none missing, none twice; results are in " + home.resolve("outbox") + "\n");
        assertThat(exitCode).isZero();
        assertThat(Folder.texts(home.resolve("outbox")).keySet())
                .hasSizeGreaterThan(30)
                .containsExactlyInAnyOrderElementsOf(textsBefore.keySet().stream()
                        .map(file -> file + ".json")
                        .toList());
    }

    @Test
    void hasALineForEachFileOnTheConsoleAndInTheLog() throws Exception {
        assertThat(console.lines().filter(line -> line.matches(".* +\\d+\\.\\d s +\\d+ +\\$\\d\\.\\d{4}  .*")))
                .hasSameSizeAs(textsBefore.keySet());
        assertThat(home.resolve("runs.log")).hasContent(console);
    }

    @Test
    void leavesTheSourcesAsTheyAre() throws Exception {
        assertThat(Folder.texts(Folder.FEEDBACK)).isEqualTo(textsBefore);
    }

    @Test
    void writesWhatTheWorkflowAnswers() throws Exception {
        assertThat(result("0003_charged_twice.txt")).isEqualTo(JSON.readTree("""
                {"sentiment": "negative", "topic": {"category": "billing"}, "reply": "I am sorry to hear that. \
                Thank you for telling us; we will do our best to put it right."}"""));
        assertThat(result("web form 20418.json")).isEqualTo(JSON.readTree("""
                {"sentiment": "positive", "topic": {"category": "other"}, \
                "reply": "That is wonderful to hear! Thank you, and keep it up."}"""));
        assertThat(result("perché no.txt")).isEqualTo(JSON.readTree("""
                {"sentiment": "neutral", "topic": {"category": "other"}, "summary": \
                "Tutto perfetto: imballaggio curato, spedizione rapida, prodotto identico alle foto."}"""));
        // The API: an empty input is {}, and so is a field that isn't there.
        assertThat(result("empty.txt")).isEqualTo(JSON.readTree("""
                {"sentiment": "neutral", "topic": {"category": "other"}, "summary": {}}"""));
    }

    @Test
    void parsesJsonWhetherOrNotTheLlmPutsACodeFenceAroundIt() throws Exception {
        for (String file : textsBefore.keySet()) {
            assertThat(result(file).at("/topic/category").asText()).as(file).isNotEmpty();
        }
    }

    private static JsonNode result(String file) throws Exception {
        return JSON.readTree(Files.readString(home.resolve("outbox").resolve(file + ".json")));
    }
}
