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

import ai.scriptrun.camel.emulator.engine.Engine;
import com.fasterxml.jackson.databind.JsonNode;

/** The workflow API: from a call to its answer. */
final class WorkflowApi {

    private final Credentials credentials;
    private final WorkflowCalls workflows;
    private final RunCalls runs;
    private final HistoryCall history;
    private final ExecutionUpdateCall updates;
    private final JsonNode nodeSchemas = NodeSchemas.read();

    WorkflowApi(Engine engine, Credentials credentials) {
        this.credentials = credentials;
        this.workflows = new WorkflowCalls(engine.workflows());
        this.runs = new RunCalls(engine);
        this.history = new HistoryCall(engine);
        this.updates = new ExecutionUpdateCall(engine, runs);
    }

    ApiResponse answer(Call call) {
        try {
            return call.endpoint() == Endpoint.EXECUTION_UPDATE
                    ? answerToService(call.request())
                    : answerToClient(call.endpoint(), call.request());
        } catch (ApiException e) {
            return e.response();
        }
    }

    private ApiResponse answerToService(ApiRequest request) {
        credentials.checkService(request);
        return updates.take(request);
    }

    private ApiResponse answerToClient(Endpoint endpoint, ApiRequest request) {
        Credentials.Mode mode = credentials.check(request);
        return switch (endpoint) {
            case CREATE_WORKFLOW -> workflows.create(request);
            case LIST_WORKFLOWS -> workflows.list(request);
            case GET_WORKFLOW -> workflows.get(request);
            case UPDATE_WORKFLOW -> workflows.update(request);
            case DELETE_WORKFLOW -> workflows.delete(request);
            case INPUT_FIELDS -> workflows.inputFields(request);
            case CHECK_WORKFLOW -> workflows.check(request);
            case RUN -> runs.run(workflows.find(request), InputBody.read(request, mode));
            case RESULT -> runs.result(request);
            case HISTORY -> history.page(request, workflows.find(request));
            case GET_NODES -> ApiResponse.ok(nodeSchemas);
            case EXECUTION_UPDATE -> answerToService(request);
        };
    }
}
