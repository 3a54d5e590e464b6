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
import java.util.Map;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Ends the handling of a request with an error response. */
final class ApiException extends RuntimeException {

    private final transient ApiResponse response;

    private ApiException(ApiResponse response) {
        super("HTTP " + response.status(), null, false, false);
        this.response = response;
    }

    static ApiException detail(int status, String detail) {
        return new ApiException(
                ApiResponse.of(status, JsonNodeFactory.instance.objectNode().put("detail", detail)));
    }

    static ApiException unauthorized(String detail) {
        return new ApiException(detail(401, detail).response.withHeader("WWW-Authenticate", "Bearer realm=\"api\""));
    }

    static ApiException movedPermanently(String location) {
        return new ApiException(ApiResponse.movedPermanently(location));
    }

    static ApiException notFound() {
        return detail(404, "Not found.");
    }

    static ApiException methodNotAllowed(String method, List<String> allowed) {
        return new ApiException(detail(405, "Method \"" + method + "\" not allowed.")
                .response
                .withHeader("Allow", String.join(", ", allowed)));
    }

    /** Has the errors of each invalid field of the body. */
    static ApiException invalid(Map<String, String> errors) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        errors.forEach((field, error) -> body.putArray(field).add(error));
        return new ApiException(ApiResponse.of(400, body));
    }

    ApiResponse response() {
        return response;
    }
}
