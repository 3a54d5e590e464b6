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
package ai.scriptrun.camel.emulator.http;

import java.util.Optional;
import java.util.UUID;

import ai.scriptrun.camel.emulator.engine.Engine;
import ai.scriptrun.camel.emulator.engine.Run;
import ai.scriptrun.camel.emulator.engine.StartAnswer;
import ai.scriptrun.camel.emulator.engine.Workflow;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Start a run and read its result. */
final class RunCalls {

    static final String UNKNOWN_RUN = "Workflow run not found.";

    private final Engine engine;

    RunCalls(Engine engine) {
        this.engine = engine;
    }

    ApiResponse run(Workflow workflow, JsonNode input) {
        StartAnswer answer = engine.start(workflow, input);
        if (answer instanceof StartAnswer.Rejected rejected) {
            ObjectNode data = JsonNodeFactory.instance.objectNode();
            rejected.errors().forEach(data.putArray("errors")::add);
            return ApiResponse.executor(rejected.status(), data);
        }
        Run run = ((StartAnswer.Accepted) answer).run();
        return ApiResponse.executor(
                201,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", run.id().toString())
                        .put("status", "created"));
    }

    ApiResponse result(ApiRequest request) {
        String id = request.query("id")
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> ApiException.detail(400, "Missing id parameter."));
        Run run = find(id).orElseThrow(() -> ApiException.detail(400, UNKNOWN_RUN));
        return ApiResponse.executor(200, ResultJson.of(run, engine.now()));
    }

    Optional<Run> find(String id) {
        try {
            return engine.runs().find(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
