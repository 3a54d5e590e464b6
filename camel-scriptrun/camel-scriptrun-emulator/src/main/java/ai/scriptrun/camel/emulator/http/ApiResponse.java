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

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An answer of the API.
 *
 * @param status the HTTP status
 * @param body what is sent as JSON; {@code null} for no body
 * @param headers further headers
 */
record ApiResponse(int status, JsonNode body, Map<String, String> headers) {

    static ApiResponse ok(JsonNode body) {
        return of(200, body);
    }

    static ApiResponse of(int status, JsonNode body) {
        return new ApiResponse(status, body, Map.of());
    }

    static ApiResponse noContent() {
        return of(204, null);
    }

    static ApiResponse movedPermanently(String location) {
        return new ApiResponse(301, null, Map.of("Location", location));
    }

    /** The envelope of {@code run} and {@code workflow_result}: HTTP 200, with the executor's own status inside. */
    static ApiResponse executor(int status, JsonNode data) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("data", data);
        body.put("status", status);
        return ok(body);
    }

    ApiResponse withHeader(String name, String value) {
        return new ApiResponse(status, body, Map.of(name, value));
    }
}
