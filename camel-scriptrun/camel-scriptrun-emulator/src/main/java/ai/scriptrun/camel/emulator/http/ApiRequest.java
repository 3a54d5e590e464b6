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

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import ai.scriptrun.camel.emulator.engine.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.Request;

/** What the API's calls read from a request. */
final class ApiRequest {

    private final Request request;
    private final String id;

    ApiRequest(Request request, String id) {
        this.request = request;
        this.id = id;
    }

    /** The id in the path. */
    String id() {
        return id;
    }

    /** The workflow's number in the path. */
    long workflowId() {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw ApiException.notFound();
        }
    }

    Optional<String> query(String name) {
        var parameter = request.queryParameter(name);
        return parameter.isPresent() ? Optional.of(parameter.firstValue()) : Optional.empty();
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    /** The URL as the client sees it, for links to other pages. */
    String url() {
        return request.getAbsoluteUrl();
    }

    String text() {
        return new String(request.getBody(), StandardCharsets.UTF_8);
    }

    /** The body, which must be a JSON object. */
    ObjectNode jsonObject() {
        String contentType = header("Content-Type").orElse("application/json");
        if (!contentType.contains("json")) {
            throw ApiException.detail(415, "Unsupported media type \"" + contentType + "\" in request.");
        }
        JsonNode body;
        try {
            body = Json.parse(text());
        } catch (JsonProcessingException e) {
            throw ApiException.detail(400, "JSON parse error - " + e.getOriginalMessage());
        }
        if (!body.isObject()) {
            throw ApiException.detail(400, "Invalid data. Expected a dictionary.");
        }
        return (ObjectNode) body;
    }
}
