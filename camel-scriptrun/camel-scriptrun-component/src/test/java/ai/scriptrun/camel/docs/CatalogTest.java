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
package ai.scriptrun.camel.docs;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;

import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Tools that know components by catalogs alone know this one: IDEs, and camel-report, which validates routes. */
class CatalogTest {

    private static final String COMPONENT = "ai.scriptrun.camel.ScriptRunComponent";

    private final CamelCatalog catalog = new DefaultCamelCatalog();

    CatalogTest() {
        catalog.addComponent("scriptrun", COMPONENT);
    }

    @Test
    void acceptsValidOptions() {
        EndpointValidationResult result =
                catalog.validateEndpointProperties("scriptrun:runWorkflow?workflowId=1&await=true&awaitTimeout=5m");

        assertThat(result.isSuccess()).as(result.summaryErrorMessage(true)).isTrue();
    }

    @Test
    void findsAMisspelledOption() {
        EndpointValidationResult result =
                catalog.validateEndpointProperties("scriptrun:runWorkflow?workflwId=1", false, false, true);

        assertThat(result.isSuccess()).isFalse();
        assertThat(result.getUnknown()).containsExactly("workflwId");
    }

    @Test
    void findsAnUnknownOperation() {
        EndpointValidationResult result = catalog.validateEndpointProperties("scriptrun:runWorkflows?workflowId=1");

        assertThat(result.isSuccess()).isFalse();
        assertThat(result.getInvalidEnum()).containsEntry("operation", "runWorkflows");
    }

    @Test
    void saysThatProducersAreAsynchronous() {
        assertThat(catalog.componentModel("scriptrun").isAsync()).isTrue();
    }

    @Test
    void isListedAtThePlacesThatToolsRead() throws IOException {
        List<Properties> lists = new ArrayList<>();
        for (URL file : Collections.list(
                getClass().getClassLoader().getResources("META-INF/services/org/apache/camel/component.properties"))) {
            Properties list = new Properties();
            try (InputStream text = file.openStream()) {
                list.load(text);
            }
            lists.add(list);
        }

        assertThat(lists).anySatisfy(list -> assertThat(list)
                .containsEntry("components", "scriptrun")
                .containsEntry("groupId", "ai.scriptrun.camel")
                .containsEntry("artifactId", "camel-scriptrun"));
    }

    @Test
    void isTheSameNextToTheClassAndInMetaInf() throws IOException {
        assertThat(text("/ai/scriptrun/camel/scriptrun.json"))
                .isEqualTo(text("/META-INF/ai/scriptrun/camel/scriptrun.json"));
    }

    private static String text(String resource) throws IOException {
        try (InputStream json = CatalogTest.class.getResourceAsStream(resource)) {
            return new String(json.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
