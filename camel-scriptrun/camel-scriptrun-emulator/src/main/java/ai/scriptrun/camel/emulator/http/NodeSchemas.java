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

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import ai.scriptrun.camel.emulator.engine.Json;
import com.fasterxml.jackson.databind.JsonNode;

/** The node types that the emulator runs, and what each takes. */
final class NodeSchemas {

    private static final String RESOURCE = "node-schemas.json";

    private NodeSchemas() {}

    static JsonNode read() {
        try (InputStream json = NodeSchemas.class.getResourceAsStream(RESOURCE)) {
            return Json.parse(new String(json.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
    }
}
