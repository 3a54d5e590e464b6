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
package ai.scriptrun.camel.springboot;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The component's options as its catalog has them. */
final class Catalog {

    static final ObjectMapper JSON = new ObjectMapper();

    record Option(String name, JsonNode details) {

        String text(String key) {
            return details.path(key).asText(null);
        }

        boolean isDuration() {
            return "duration".equals(text("type"));
        }

        /** The option's type as that of a configuration property. */
        String type() {
            if (isDuration()) {
                return "java.time.Duration";
            }
            return switch (text("javaType")) {
                case "boolean" -> "java.lang.Boolean";
                case "int" -> "java.lang.Integer";
                case "long" -> "java.lang.Long";
                default -> text("javaType");
            };
        }
    }

    private Catalog() {}

    static List<Option> options() throws IOException {
        try (InputStream json = Catalog.class.getResourceAsStream("/META-INF/ai/scriptrun/camel/scriptrun.json")) {
            return JSON.readTree(json).get("componentProperties").properties().stream()
                    .map(property -> new Option(property.getKey(), property.getValue()))
                    .toList();
        }
    }
}
