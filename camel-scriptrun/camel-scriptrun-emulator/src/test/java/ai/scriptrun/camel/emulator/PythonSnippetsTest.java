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
package ai.scriptrun.camel.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The Python snippets of the API's documentation, word for word but for URL and key, where Python and {@code requests}
 * are at hand. {@link CurlSnippetsTest} makes most of the same calls everywhere.
 */
class PythonSnippetsTest {

    @TempDir
    private Path folder;

    private final ScriptRunEmulator emulator = ScriptRunEmulator.builder()
            .queueTime(Duration.ZERO)
            .runTime(Duration.ZERO)
            .consistencyWindow(Duration.ZERO)
            .start();

    @BeforeAll
    static void needsPython() throws InterruptedException {
        try {
            int exit = new ProcessBuilder("python3", "-c", "import requests")
                    .start()
                    .waitFor();
            assumeTrue(exit == 0, "Python has no requests");
        } catch (IOException e) {
            assumeTrue(false, "There is no python3");
        }
    }

    @BeforeEach
    void addWorkflows() {
        for (SampleWorkflow sample : SampleWorkflow.values()) {
            emulator.createWorkflow(sample.json());
        }
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            create-workflow     | 'title': 'New workflow'
            list-workflows      | 'project': 307, 'title': 'Customer Feedback'
            get-workflow        | 'id': 6, 'project': 307
            update-workflow     | 'title': 'Updated Workflow Title', 'data': {}
            delete-workflow     | 204
            input-fields        | 'id': 'user_name'
            check-workflow      | 'valid': True
            get-nodes           | 'type': 'trigger-node'
            run-with-api-key    | 'status': 201
            run-with-jwt        | 'status': 201
            workflow-result     | Workflow run not found.
            history             | 'count': 0
            object-input        | 'status': 201
            poll-until-complete | Welcome, John Doe!
            """)
    void prints(String snippet, String output) throws Exception {
        assertThat(run(snippet(snippet))).contains(output);
    }

    @Test
    void nestedInputArrives() throws Exception {
        run(snippet("nested-input"));

        assertThat(emulator.runs().input(emulator.runs().ids().get(0))).contains("\"name\":\"Charlie\"");
    }

    @Test
    void theRecommendedPollingFindsTheResult() throws Exception {
        String runId = emulator.runs().start(6, "{\"user_name\": \"Ada\"}");

        assertThat(run(snippet("poll-workflow-result") + "print(poll_workflow_result('" + runId + "', '"
                        + emulator.apiKey() + "'))"))
                .contains("Welcome, Ada!");
    }

    /** The documentation has the import only in the first of the snippets that follow each other. */
    private String snippet(String name) throws IOException {
        try (InputStream text = PythonSnippetsTest.class.getResourceAsStream("/snippets/" + name + ".py")) {
            return "import requests\n"
                    + new String(text.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("https://scriptrun.ai", emulator.baseUrl())
                            .replace("<Your API Key>", emulator.apiKey())
                            .replace("<JWT Token>", emulator.jwtToken());
        }
    }

    private String run(String program) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        int exit = new ProcessBuilder("python3", "-c", program)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        String printed = Files.readString(output);
        assertThat(exit).as(printed).isZero();
        return printed;
    }
}
