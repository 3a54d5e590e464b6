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
package ai.scriptrun.camel.examples.queuebridge;

import java.io.IOException;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Handler;
import org.apache.camel.Header;

import static ai.scriptrun.camel.ScriptRunConstants.START_KEY;

/** A request with its start key, which an output node of the workflow repeats, so that the start of a run is known. */
public final class NamedRequest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Adds the key to a JSON object; any other text is unchanged. */
    @Handler
    public String name(String request, @Header(START_KEY) String key) {
        try {
            return JSON.readTree(request == null ? "" : request) instanceof ObjectNode input
                    ? input.put("request", key).toString()
                    : request;
        } catch (IOException e) {
            // Not JSON: the check of the input reports it.
            return request;
        }
    }
}
