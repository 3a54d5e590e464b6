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

import ai.scriptrun.camel.emulator.engine.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Reads a run's input from the body of the start, which depends on how the caller proved who it is. */
public final class InputBody {

    private InputBody() {}

    static JsonNode read(ApiRequest request, Credentials.Mode mode) {
        return mode == Credentials.Mode.API_KEY || request.text().isBlank() ? flat(request.text()) : wrapped(request);
    }

    /**
     * Reads a body that is the input itself. The content type doesn't matter: what is a JSON object or array is taken as
     * that, all else as plain text.
     *
     * @param text the body
     * @return the input
     */
    public static JsonNode flat(String text) {
        if (text.isBlank()) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            JsonNode json = Json.parse(text);
            if (json.isContainerNode()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            // plain text, then
        }
        return JsonNodeFactory.instance.objectNode().put("__raw_input__", text);
    }

    private static JsonNode wrapped(ApiRequest request) {
        JsonNode body = request.jsonObject();
        if (!body.has("input_data") && !body.isEmpty()) {
            throw ApiException.invalid(Map.of("input_data", "This field is required."));
        }
        JsonNode input = body.path("input_data");
        if (input.isMissingNode() || input.isNull()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (!input.isContainerNode()) {
            throw ApiException.invalid(Map.of("input_data", "Value must be a JSON object."));
        }
        return input;
    }
}
