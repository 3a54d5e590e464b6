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

import java.io.PrintStream;
import java.util.Collection;

import ai.scriptrun.camel.emulator.engine.Json;
import ai.scriptrun.camel.emulator.engine.Workflow;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What {@link Main} prints at its start: URL, keys, workflows, and calls to paste. */
final class Greeting {

    private static final String SAMPLE_TEXT = "Hello";

    private final ScriptRunEmulator emulator;
    private final PrintStream out;

    Greeting(ScriptRunEmulator emulator, PrintStream out) {
        this.emulator = emulator;
        this.out = out;
    }

    void print() {
        Collection<Workflow> workflows = emulator.engine().workflows().all();
        out.println("ScriptRun emulator: " + emulator.baseUrl());
        out.println("Page:               " + emulator.baseUrl() + "/");
        out.println("API key:            " + emulator.apiKey());
        out.println("JWT:                " + emulator.jwtToken());
        out.println("Workflows:");
        workflows.forEach(workflow -> out.printf("  %-6d %s%n", workflow.id(), workflow.title()));
        out.println();
        workflows.stream()
                .filter(workflow -> workflow.check().errors().isEmpty())
                .reduce((earlier, later) -> later)
                .ifPresent(this::printCalls);
        out.println("Ctrl-C ends the emulator.");
        out.flush();
    }

    private void printCalls(Workflow workflow) {
        String url = emulator.baseUrl() + "/api/v1/workflows/";
        String key = " -H \"X-Api-Key: " + emulator.apiKey() + "\"";
        out.println("Start a run:");
        out.println("  curl -X POST \"" + url + workflow.id() + "/run/\"" + key
                + " -H \"Content-Type: application/json\" -d '"
                + sampleInput(workflow).replace("'", "'\\''") + "'");
        out.println("Read its result, with the id that came back:");
        out.println("  curl \"" + url + "workflow_result/?id=ID\"" + key);
        out.println();
    }

    private static String sampleInput(Workflow workflow) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        for (JsonNode field : workflow.inputFields()) {
            String placeholder = field.path("placeholder").asText();
            input.put(field.path("id").asText(), placeholder.isEmpty() ? SAMPLE_TEXT : placeholder);
        }
        return Json.write(input);
    }
}
