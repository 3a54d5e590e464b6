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
import com.github.tomakehurst.wiremock.http.Request;

/** The workflow API: from a request to its answer. */
final class WorkflowApi {

    private final Credentials credentials;
    private final WorkflowCalls workflows;
    private final RunCalls runs;
    private final HistoryCall history;

    WorkflowApi(Engine engine, Credentials credentials) {
        this.credentials = credentials;
        this.workflows = new WorkflowCalls(engine.workflows());
        this.runs = new RunCalls(engine);
        this.history = new HistoryCall(engine);
    }

    ApiResponse answer(Request request) {
        try {
            String path = path(request.getUrl());
            if (!path.endsWith("/")) {
                return withoutSlash(request);
            }
            Route route = Route.of(path).orElseThrow(ApiException::notFound);
            ApiRequest apiRequest = new ApiRequest(request, route.id());
            Endpoint endpoint = route.endpoint(request.getMethod().getName());
            return answer(endpoint, apiRequest);
        } catch (ApiException e) {
            return e.response();
        }
    }

    private ApiResponse answer(Endpoint endpoint, ApiRequest request) {
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
            case GET_NODES, EXECUTION_UPDATE -> throw ApiException.notFound();
        };
    }

    private static String path(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }

    /**
     * A path without the closing slash is sent on to the one with it, but only where following a redirect repeats the
     * same call: most clients turn any other method into a GET.
     */
    private static ApiResponse withoutSlash(Request request) {
        String path = path(request.getUrl());
        if (Route.of(path + "/").isEmpty()) {
            throw ApiException.notFound();
        }
        if (!request.getMethod().getName().equals("GET")) {
            throw ApiException.detail(
                    500,
                    "You called this URL via " + request.getMethod() + ", but the URL doesn't end in a slash. Change"
                            + " your client to call " + path + "/.");
        }
        return ApiResponse.movedPermanently(path + "/" + request.getUrl().substring(path.length()));
    }
}
