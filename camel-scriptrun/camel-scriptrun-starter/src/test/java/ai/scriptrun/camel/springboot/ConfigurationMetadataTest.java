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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import ai.scriptrun.camel.springboot.Catalog.Option;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.util.StringHelper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The metadata for IDEs is generated from the component's catalog. Run with {@code -Dscriptrun.docs.write=true} to write it after
 * options have changed.
 */
class ConfigurationMetadataTest {

    private static final Path FILE = Path.of("src/main/resources/META-INF/spring-configuration-metadata.json");

    @Test
    void theMetadataMatchesTheCatalog() throws IOException {
        String metadata = metadata().toPrettyString() + "\n";
        if (Boolean.getBoolean("scriptrun.docs.write")) {
            Files.writeString(FILE, metadata);
        }
        assertThat(FILE).content().isEqualTo(metadata);
    }

    private static ObjectNode metadata() throws IOException {
        ObjectNode metadata = Catalog.JSON.createObjectNode();
        ArrayNode groups = metadata.putArray("groups");
        groups.addObject().put("name", ScriptRunOptions.PREFIX);
        groups.addObject().put("name", JdbcRunStoreProperties.PREFIX);
        groups.addObject().put("name", ConsoleProperties.PREFIX);
        ArrayNode properties = metadata.putArray("properties");
        ArrayNode hints = metadata.putArray("hints");
        flag(properties, "enabled", "Whether to configure the ScriptRun component from these properties at all.");
        flag(properties, "customizer.enabled", "Whether to set these properties on the ScriptRun component.");
        store(properties, Boolean.class, "enabled", "Whether runs live in the application's database.")
                .put("defaultValue", false);
        store(properties, Duration.class, "lease", "How long a node that has died keeps its runs.")
                .put("defaultValue", "15s");
        store(properties, Boolean.class, "create-schema", "Whether missing tables are made.")
                .put("defaultValue", true);
        store(properties, String.class, "node-id", "The name of this node; its own for each process by default.");
        console(properties, "enabled", "Whether the console is served, where its artifact is there.", true);
        console(properties, "read-only", "Whether the console only shows.", true);
        console(properties, "show-data", "Whether the console shows inputs, headers and start keys.", false);
        console(
                properties,
                "allow-remote",
                "Whether the console may be open to other machines, behind the application's own security.",
                false);
        properties
                .addObject()
                .put("name", ConsoleProperties.PREFIX + ".path")
                .put("type", "java.lang.String")
                .put("description", "Where the console is.")
                .put("defaultValue", "/scriptrun");
        for (Option option : Catalog.options()) {
            ObjectNode property = properties.addObject();
            property.put("name", ScriptRunOptions.PREFIX + "." + StringHelper.camelCaseToDash(option.name()));
            property.put("type", option.type());
            property.put("description", option.text("description"));
            if (option.details().has("defaultValue")) {
                property.set("defaultValue", option.details().get("defaultValue"));
            }
            // An enum type brings its values along; a string with a choice of them does not.
            if (option.details().has("enum") && option.type().equals("java.lang.String")) {
                ObjectNode hint = hints.addObject();
                hint.set("name", property.get("name"));
                ArrayNode values = hint.putArray("values");
                option.details().get("enum").forEach(value -> values.addObject().set("value", value));
            }
        }
        return metadata;
    }

    private static void flag(ArrayNode properties, String name, String description) {
        properties
                .addObject()
                .put("name", ScriptRunOptions.PREFIX + "." + name)
                .put("type", "java.lang.Boolean")
                .put("description", description)
                .put("defaultValue", true);
    }

    private static void console(ArrayNode properties, String name, String description, boolean value) {
        properties
                .addObject()
                .put("name", ConsoleProperties.PREFIX + "." + name)
                .put("type", "java.lang.Boolean")
                .put("description", description)
                .put("defaultValue", value);
    }

    private static ObjectNode store(ArrayNode properties, Class<?> type, String name, String description) {
        return properties
                .addObject()
                .put("name", JdbcRunStoreProperties.PREFIX + "." + name)
                .put("type", type.getName())
                .put("description", description);
    }
}
