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

import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;

import ai.scriptrun.camel.emulator.engine.Engine;
import ai.scriptrun.camel.emulator.engine.Json;
import ai.scriptrun.camel.emulator.engine.Run;
import ai.scriptrun.camel.emulator.engine.StartAnswer;
import ai.scriptrun.camel.emulator.engine.Workflow;
import com.fasterxml.jackson.core.JsonProcessingException;

/** The runs of an emulator, as a test wants to see them. A live view, safe for use by several threads. */
public final class EmulatorRuns {

    private final Engine engine;

    EmulatorRuns(Engine engine) {
        this.engine = engine;
    }

    /**
     * How many starts the service has accepted, whether or not their answers arrived.
     *
     * @return their number since the emulator was started
     */
    public long accepted() {
        return engine.runs().started();
    }

    /**
     * The ids of all runs.
     *
     * @return a copy, in the order of their starts
     */
    public List<String> ids() {
        return engine.runs().ids().stream().map(UUID::toString).toList();
    }

    /**
     * How a run is now.
     *
     * @param id the run's id
     * @return the API's word, such as {@code in progress}; {@code not found} if there is no such run
     */
    public String status(String id) {
        return engine.runs()
                .find(UUID.fromString(id))
                .map(run -> run.at(engine.now()).status().word())
                .orElse("not found");
    }

    /**
     * The input that a run was started with, as its workflow sees it.
     *
     * @param id the run's id
     * @return JSON; plain text is wrapped in {@code __raw_input__}, default values of input fields are filled in
     * @throws NoSuchElementException if there is no such run
     */
    public String input(String id) {
        return engine.runs().find(UUID.fromString(id)).map(Run::input).orElseThrow();
    }

    /**
     * Starts a run past the API, as somebody else who uses the same workflow.
     *
     * @param workflowId the workflow's id
     * @param input JSON
     * @return the run's id
     * @throws NoSuchElementException if there is no such workflow
     * @throws IllegalArgumentException if the input is not JSON, or the service refuses the start
     */
    public String start(long workflowId, String input) {
        Workflow workflow = engine.workflows().find(workflowId).orElseThrow();
        StartAnswer answer;
        try {
            answer = engine.start(workflow, Json.parse(input));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The input is not valid JSON", e);
        }
        if (answer instanceof StartAnswer.Rejected rejected) {
            throw new IllegalArgumentException("The start was refused: " + rejected.errors());
        }
        return ((StartAnswer.Accepted) answer).run().id().toString();
    }

    /**
     * Lets a run expire: from now on the service doesn't know its id any more. Its history entry stays.
     *
     * @param id the run's id
     * @return whether there was such a run
     */
    public boolean expire(String id) {
        return engine.runs().forget(UUID.fromString(id));
    }
}
