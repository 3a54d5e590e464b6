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

import ai.scriptrun.camel.emulator.engine.Json;
import ai.scriptrun.camel.emulator.engine.Workflow;
import ai.scriptrun.camel.emulator.engine.Workflows;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * A workflow as people keep it in files: the whole object or just its data.
 *
 * @param json a JSON object
 */
record WorkflowFile(JsonNode json) {

    private static final long DEFAULT_PROJECT = 1;
    private static final String DEFAULT_TITLE = "Workflow";

    static WorkflowFile parse(String text) {
        JsonNode json;
        try {
            json = Json.parse(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The workflow is not valid JSON: " + e.getOriginalMessage(), e);
        }
        if (!json.isObject()) {
            throw new IllegalArgumentException("Expected a workflow as a JSON object, but got " + json.getNodeType());
        }
        return new WorkflowFile(json);
    }

    /** Stores the workflow under the id that it has, or under the next one if it has none or that is taken. */
    long storeIn(Workflows workflows) {
        long id = isWhole() ? json.path("id").asLong() : 0;
        boolean idIsFree = id > 0 && workflows.find(id).isEmpty();
        return idIsFree
                ? storeAs(id, workflows)
                : workflows.create(project(), title(), data()).id();
    }

    /** Stores the workflow under the id that it has, unless there is one with that id. */
    void storeIfIdIsFree(Workflows workflows) {
        long id = json.path("id").asLong();
        if (workflows.find(id).isEmpty()) {
            storeAs(id, workflows);
        }
    }

    /** Stores the workflow under an id, in place of the one that had it. */
    long storeAs(long id, Workflows workflows) {
        return workflows.put(new Workflow(id, project(), title(), data())).id();
    }

    private boolean isWhole() {
        return json.has("data");
    }

    private long project() {
        return isWhole() ? json.path("project").asLong(DEFAULT_PROJECT) : DEFAULT_PROJECT;
    }

    private String title() {
        return isWhole() ? json.path("title").asText(DEFAULT_TITLE) : DEFAULT_TITLE;
    }

    private JsonNode data() {
        return isWhole() ? json.path("data") : json;
    }
}
