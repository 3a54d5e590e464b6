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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * The Python snippets of the API's documentation, word for word but for URL and key, where Python and {@code requests}
 * are at hand. {@link CurlSnippetsTest} makes most of the same calls everywhere.
 */
class PythonSnippetsTest {

    /** The documentation has the import only in the first of the snippets that follow each other. */
    private static final String RUN_EACH = """
            import sys, requests
            for path in sys.argv[1:]:
                print("###", flush=True)
                exec(open(path).read(), {"requests": requests})
            """;

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

    @TestFactory
    List<DynamicTest> printsTheExpectedOutput() throws Exception {
        String runId = emulator.runs().start(6, "{\"user_name\": \"Ada\"}");
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put("list-workflows", "'project': 307, 'title': 'Customer Feedback'");
        outputs.put("get-workflow", "'id': 6, 'project': 307");
        outputs.put("input-fields", "'id': 'user_name'");
        outputs.put("check-workflow", "'valid': True");
        outputs.put("get-nodes", "'type': 'trigger-node'");
        outputs.put("run-with-api-key", "'status': 201");
        outputs.put("run-with-jwt", "'status': 201");
        outputs.put("object-input", "'status': 201");
        outputs.put("nested-input", "");
        outputs.put("workflow-result", "Workflow run not found.");
        outputs.put("poll-until-complete", "Welcome, John Doe!");
        outputs.put("poll-workflow-result", "Welcome, Ada!");
        outputs.put("history", "'count': 6");
        outputs.put("create-workflow", "'title': 'New workflow'");
        outputs.put("update-workflow", "'title': 'Updated Workflow Title', 'data': {}");
        outputs.put("delete-workflow", "204");

        List<Path> programs = new ArrayList<>();
        for (String name : outputs.keySet()) {
            String call = name.equals("poll-workflow-result")
                    ? "print(" + "poll_workflow_result('" + runId + "', '" + emulator.apiKey() + "'))"
                    : "";
            programs.add(Files.writeString(folder.resolve(name), snippet(name) + call));
        }
        List<String> printed = List.of(run(programs).split("###\n", -1));
        assertThat(printed).hasSize(outputs.size() + 1);

        List<DynamicTest> tests = new ArrayList<>();
        outputs.forEach((name, output) -> {
            String own = printed.get(tests.size() + 1);
            tests.add(dynamicTest(name, () -> assertThat(own).contains(output)));
        });
        return tests;
    }

    private String snippet(String name) throws IOException {
        try (InputStream text = PythonSnippetsTest.class.getResourceAsStream("/snippets/" + name + ".py")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("https://scriptrun.ai", emulator.baseUrl())
                    .replace("<Your API Key>", emulator.apiKey())
                    .replace("<JWT Token>", emulator.jwtToken());
        }
    }

    private String run(List<Path> programs) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>(List.of("python3", "-c", RUN_EACH));
        programs.forEach(program -> command.add(program.toString()));
        int exit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        String printed = Files.readString(output);
        assertThat(exit).as(printed).isZero();
        return printed;
    }
}
