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

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path of the API and the calls that it takes.
 *
 * @param endpoints one for each HTTP method that the path allows
 * @param id the id in the path; {@code null} if it has none
 */
record Route(List<Endpoint> endpoints, String id) {

    static final String BASE_PATH = "/api/v1/workflows/";

    private static final Pattern ITEM = Pattern.compile("([^/]+)/(?:([^/]+)/)?");

    /** Finds the route of a path that ends with a slash; empty if the API has no such path. */
    static Optional<Route> of(String path) {
        if (!path.startsWith(BASE_PATH)) {
            return Optional.empty();
        }
        String rest = path.substring(BASE_PATH.length());
        return switch (rest) {
            case "" -> Optional.of(new Route(List.of(Endpoint.LIST_WORKFLOWS, Endpoint.CREATE_WORKFLOW), null));
            case "get_nodes/" -> Optional.of(new Route(List.of(Endpoint.GET_NODES), null));
            case "workflow_result/" -> Optional.of(new Route(List.of(Endpoint.RESULT), null));
            default -> item(rest);
        };
    }

    private static Optional<Route> item(String rest) {
        Matcher item = ITEM.matcher(rest);
        if (!item.matches()) {
            return Optional.empty();
        }
        String id = item.group(1);
        String action = item.group(2);
        if (id.equals("execution-update") && action != null) {
            return Optional.of(new Route(List.of(Endpoint.EXECUTION_UPDATE), action));
        }
        return ofWorkflow(action == null ? "" : action).map(endpoints -> new Route(endpoints, id));
    }

    private static Optional<List<Endpoint>> ofWorkflow(String action) {
        return switch (action) {
            case "" -> Optional.of(List.of(Endpoint.GET_WORKFLOW, Endpoint.UPDATE_WORKFLOW, Endpoint.DELETE_WORKFLOW));
            case "input-fields" -> Optional.of(List.of(Endpoint.INPUT_FIELDS));
            case "check_workflow" -> Optional.of(List.of(Endpoint.CHECK_WORKFLOW));
            case "run" -> Optional.of(List.of(Endpoint.RUN));
            case "history" -> Optional.of(List.of(Endpoint.HISTORY));
            default -> Optional.empty();
        };
    }

    Endpoint endpoint(String method) {
        return endpoints.stream()
                .filter(endpoint -> endpoint.method().equals(method))
                .findFirst()
                .orElseThrow(() -> ApiException.methodNotAllowed(
                        method, endpoints.stream().map(Endpoint::method).toList()));
    }
}
