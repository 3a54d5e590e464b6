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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ai.scriptrun.camel.model.Json;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The reference page is generated from the component's catalog. Run with {@code -Dscriptrun.docs.write=true} to write it
 * after options or headers have changed.
 */
class ReferencePageTest {

    private static final Path PAGE = Path.of("../../docs/reference.adoc");

    private static final String JSON = "`JsonNode`, as the service sent it";

    private static final List<List<String>> OPERATIONS = List.of(
            List.of("`createWorkflow`", "`projectId`, `title`", "the workflow, or its `data` alone", "`Workflow`"),
            List.of(
                    "`listWorkflows`",
                    "`projectId`, `title`, `page`",
                    "",
                    "`Iterable<Workflow>` that reads pages as they are needed; with `page`, that page's `List`"),
            List.of("`getWorkflow`", "`workflowId`", "", "`Workflow`"),
            List.of("`updateWorkflow`", "`workflowId`, `title`", "what is to change", "`Workflow`"),
            List.of("`deleteWorkflow`", "`workflowId`", "", "`null`"),
            List.of("`getInputFields`", "`workflowId`", "", "`List<InputField>`"),
            List.of("`checkWorkflow`", "`workflowId`", "", JSON),
            List.of("`getNodes`", "", "", JSON),
            List.of(
                    "`runWorkflow`",
                    "`workflowId`; header `CamelScriptRunStartKey`",
                    "the input: JSON, text, `Map`, POJO",
                    "`WorkflowRun` with the status `created`; with `await=true`, as `awaitResult`"),
            List.of("`getResult`", "`runId`", "", "the run as it is now, after `resultFormat`"),
            List.of("`awaitResult`", "`runId`", "", "the finished run, after `resultFormat`"),
            List.of(
                    "`getHistory`",
                    "`workflowId`, `ordering`, `page`, `pageSize`",
                    "",
                    "`Iterable<RunSummary>` that reads pages as they are needed; with `page`, that page's `List`"),
            List.of(
                    "`results` (consumer)",
                    "`workflowId`, or `runId`, or neither for tracked runs",
                    "",
                    "the finished run, after `resultFormat`"));

    private final JsonNode catalog = catalog();

    private static JsonNode catalog() {
        try (InputStream json =
                ReferencePageTest.class.getResourceAsStream("/META-INF/ai/scriptrun/camel/scriptrun.json")) {
            return Json.read(json.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void thePageMatchesTheCatalog() throws IOException {
        String page = page();
        if (Boolean.getBoolean("scriptrun.docs.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).content().isEqualTo(page);
    }

    @Test
    void everyOperationIsInTheTable() {
        assertThat(OPERATIONS)
                .extracting(row -> row.get(0).replaceAll("[` ]|\\(.*", ""))
                .containsExactlyElementsOf(() -> catalog.at("/properties/operation/enum")
                        .valueStream()
                        .map(JsonNode::asText)
                        .iterator());
    }

    @Test
    void everyOptionAndHeaderHasADescription() {
        for (String group : List.of("componentProperties", "properties", "headers")) {
            assertThat(catalog.get(group)).isNotEmpty().allSatisfy(entry -> assertThat(
                            entry.path("description").asText())
                    .as(entry.path("name").asText())
                    .isNotBlank());
        }
    }

    private String page() {
        StringBuilder page = new StringBuilder("= Reference\n\nMade from the component's catalog by the build.\n\n");
        page.append("`scriptrun:operation[?options]`\n\n");
        page.append(
                "== Operations\n\nSee xref:api-coverage.adoc[API coverage] for what each of them calls. An input is an"
                        + " endpoint option, or the header of that name.\n\n");
        table(page, OPERATIONS, "Operation", "Inputs", "Body before", "Body after");
        page.append("\n== Endpoint options\n\n");
        table(page, options("properties", "parameter"), "Name", "Default", "Type", "Description");
        page.append("\n== Component options\n\n");
        page.append("Every endpoint option that is not one of Camel's scheduled consumers can be set on the component"
                + " too, as `camel.component.scriptrun.name`; the endpoint wins. Beside them the component has:\n\n");
        table(page, ofComponentAlone(), "Name", "Default", "Type", "Description");
        page.append("\n== Headers\n\nConstants of `ai.scriptrun.camel.ScriptRunConstants`.\n\n");
        List<List<String>> headers = new ArrayList<>();
        catalog.get("headers")
                .properties()
                .forEach(header -> headers.add(List.of(
                        "`" + header.getKey() + "`",
                        header.getValue().path("javaType").asText(),
                        header.getValue().path("description").asText())));
        table(page, headers, "Name", "Type", "Description");
        return page.toString();
    }

    private List<List<String>> options(String group, String kind) {
        List<List<String>> rows = new ArrayList<>();
        catalog.get(group).properties().forEach(option -> {
            if (option.getValue().path("kind").asText().equals(kind)) {
                rows.add(row(option));
            }
        });
        return rows;
    }

    private List<List<String>> ofComponentAlone() {
        List<List<String>> rows = new ArrayList<>();
        catalog.get("componentProperties").properties().forEach(option -> {
            if (!catalog.get("properties").has(option.getKey())) {
                rows.add(row(option));
            }
        });
        return rows;
    }

    private static List<String> row(Map.Entry<String, JsonNode> option) {
        JsonNode details = option.getValue();
        // Of a class its simple name, of a generic type without its parameters.
        String type = details.path("type").asText().equals("duration")
                ? "Duration"
                : details.path("javaType").asText().replaceAll("<.*", "");
        String prefix =
                details.has("prefix") ? ", as `+" + details.path("prefix").asText() + "*+`" : "";
        String values = details.has("enum")
                ? " One of " + String.join(", ", Json.mapper().convertValue(details.get("enum"), String[].class)) + "."
                : "";
        return List.of(
                "`" + option.getKey() + "`" + prefix + (details.path("secret").asBoolean() ? " (secret)" : ""),
                details.path("defaultValue").asText(),
                type.substring(type.lastIndexOf('.') + 1),
                details.path("description").asText() + values);
    }

    private static void table(StringBuilder page, List<List<String>> rows, String... columns) {
        page.append("[options=\"header\"]\n|===\n|")
                .append(String.join(" |", columns))
                .append('\n');
        for (List<String> row : rows) {
            page.append('\n');
            row.forEach(
                    cell -> page.append('|').append(cell.replace("|", "\\|")).append('\n'));
        }
        page.append("|===\n");
    }
}
