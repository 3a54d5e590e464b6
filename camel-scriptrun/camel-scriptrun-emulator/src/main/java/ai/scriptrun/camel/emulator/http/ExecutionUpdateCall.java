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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ai.scriptrun.camel.emulator.engine.Engine;
import ai.scriptrun.camel.emulator.engine.NodeResult;
import ai.scriptrun.camel.emulator.engine.Run;
import ai.scriptrun.camel.emulator.engine.RunStatus;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Sets a run's state from an external execution service; from then on only updates change it. */
final class ExecutionUpdateCall {

    private static final String TYPE = "workflow_execution_progress_change";

    private final Engine engine;
    private final RunCalls runs;

    ExecutionUpdateCall(Engine engine, RunCalls runs) {
        this.engine = engine;
        this.runs = runs;
    }

    ApiResponse take(ApiRequest request) {
        Run run = runs.find(request.id()).orElseThrow(ApiException::notFound);
        JsonNode body = request.jsonObject();
        if (!body.path("type").asText().equals(TYPE)) {
            throw ApiException.invalid(Map.of("type", "Expected " + TYPE + "."));
        }
        JsonNode payload = body.path("payload");
        if (!payload.path("id").asText().equals(run.id().toString())) {
            throw ApiException.invalid(Map.of("payload", "The id is not that of the run in the path."));
        }
        RunStatus status = RunStatus.of(payload.path("status").asText())
                .orElseThrow(() -> ApiException.invalid(Map.of("payload", "Unknown status.")));
        engine.report(run, status, results(payload.path("data")));
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("status", "created");
        answer.putObject("detail").put("msg", "ok");
        return ApiResponse.ok(answer);
    }

    private static List<NodeResult> results(JsonNode data) {
        if (!data.isObject()) {
            throw ApiException.invalid(Map.of("payload", "The data must be an object."));
        }
        List<NodeResult> results = new ArrayList<>();
        data.properties()
                .forEach(node -> results.add(NodeResult.of(node.getKey(), node.getValue())
                        .orElseThrow(() -> ApiException.invalid(
                                Map.of("payload", "Node " + node.getKey() + " has an unknown status.")))));
        return results;
    }
}
