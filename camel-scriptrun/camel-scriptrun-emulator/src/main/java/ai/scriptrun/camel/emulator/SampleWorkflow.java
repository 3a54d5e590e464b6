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
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Sample workflows. Their ids are those that the API's own examples use. */
public enum SampleWorkflow {
    /** Id 6: greets {@code user_name}; accepts any input. One LLM node and one output node. */
    WELCOME("welcome"),
    /** Id 65: the API's own example, trigger, if/else on {@code category}, and two LLM nodes; no output node. */
    TEXT_CLASSIFICATION("text-classification"),
    /** Id 271: the input fields of the API's example, {@code user_name} and {@code language}, and one output node. */
    GREETING("greeting"),
    /**
     * Id 307: decides whether {@code feedback} is positive or not, and writes a reply. Three LLM nodes, and one output
     * node in each branch.
     */
    FEEDBACK("feedback"),
    /** Id 7: its LLM node fails for every input, and every run of it ends as {@code failed}. */
    FAILING("failing");

    private final String fileName;

    SampleWorkflow(String fileName) {
        this.fileName = fileName + ".json";
    }

    /**
     * The whole workflow, with id, project, title and data.
     *
     * @return JSON, for {@link ScriptRunEmulator#createWorkflow(String)} or for the body of a create
     */
    public String json() {
        try (InputStream json = SampleWorkflow.class.getResourceAsStream("workflows/" + fileName)) {
            return new String(json.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(fileName, e);
        }
    }
}
