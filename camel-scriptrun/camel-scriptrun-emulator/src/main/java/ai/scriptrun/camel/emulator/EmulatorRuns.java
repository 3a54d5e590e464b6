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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;

import ai.scriptrun.camel.emulator.engine.Engine;
import ai.scriptrun.camel.emulator.engine.InFlight;
import ai.scriptrun.camel.emulator.engine.Json;
import ai.scriptrun.camel.emulator.engine.Run;
import ai.scriptrun.camel.emulator.engine.StartAnswer;
import ai.scriptrun.camel.emulator.engine.Workflow;
import com.fasterxml.jackson.core.JsonProcessingException;

/** The runs of an emulator, for tests. A live view, safe for use by several threads. */
public final class EmulatorRuns {

    private final Engine engine;

    EmulatorRuns(Engine engine) {
        this.engine = engine;
    }

    /**
     * How many starts the service has accepted, whether or not their responses arrived.
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
     * The current status of a run.
     *
     * @param id the run's id
     * @return a status of the API, such as {@code in progress}; {@code not found} if there is no such run
     */
    public String status(String id) {
        return engine.runs()
                .find(UUID.fromString(id))
                .map(run -> run.at(engine.now()).status().word())
                .orElse("not found");
    }

    /**
     * The input that the workflow of a run received.
     *
     * @param id the run's id
     * @return JSON; plain text is wrapped in {@code __raw_input__}, default values of input fields are filled in
     * @throws NoSuchElementException if there is no such run
     */
    public String input(String id) {
        return engine.runs().find(UUID.fromString(id)).map(Run::input).orElseThrow();
    }

    /**
     * Starts a run without a call of the API, to simulate another user of the same workflow.
     *
     * @param workflowId the workflow's id
     * @param input JSON
     * @return the run's id
     * @throws NoSuchElementException if there is no such workflow
     * @throws IllegalArgumentException if the input is not JSON, or the service rejects the start
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
     * The highest number of runs in flight at the same time, of all workflows: accepted, and not yet ended.
     *
     * @return the maximum until now; a run that began in the millisecond in which another ended does not overlap it
     */
    public int mostInFlight() {
        return InFlight.most(engine.runs().all(), engine.now());
    }

    /**
     * The highest number of runs of one workflow in flight at the same time: accepted, and not yet ended.
     *
     * @param workflowId the workflow's id
     * @return the maximum until now; 0 if there is no such workflow
     */
    public int mostInFlight(long workflowId) {
        return InFlight.most(ofWorkflow(workflowId), engine.now());
    }

    private List<Run> ofWorkflow(long workflowId) {
        return engine.runs().all().stream()
                .filter(run -> run.workflowId() == workflowId)
                .toList();
    }

    /**
     * The starts that were made more than once: of the same workflow with the same input. For tests whose inputs are all
     * different, these are starts that were repeated.
     *
     * @return the ids of their runs, together for each workflow and input, the first start first; empty if every start
     *     was different
     */
    public List<List<String>> repeated() {
        Map<List<Object>, List<String>> byStart = new LinkedHashMap<>();
        for (Run run : engine.runs().all()) {
            byStart.computeIfAbsent(List.of(run.workflowId(), run.input()), start -> new ArrayList<>())
                    .add(run.id().toString());
        }
        return byStart.values().stream()
                .filter(ids -> ids.size() > 1)
                .map(List::copyOf)
                .toList();
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
