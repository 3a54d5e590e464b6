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
package ai.scriptrun.camel;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import ai.scriptrun.camel.fake.RawServer.Request;
import ai.scriptrun.camel.fake.Reply;
import ai.scriptrun.camel.fake.ServiceTest;
import ai.scriptrun.camel.model.InputField;
import ai.scriptrun.camel.model.RunSummary;
import ai.scriptrun.camel.model.Workflow;
import ai.scriptrun.camel.model.WorkflowRun;
import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** All twelve operations from the YAML DSL, each with a header that overrides its option. */
class YamlRoutesTest extends ServiceTest {

    private static final String SUCCEEDED = "{\"data\": {\"id\": \"" + RUN
            + "\", \"status\": \"succeed\", \"data\": {\"n1\": {\"id\": \"n1\", \"status\": \"succeed\","
            + " \"result\": {\"content\": \"Hi!\"}}}, \"metrics\": {\"total_cost\": 0.0032}}, \"status\": 200}";

    private final Map<String, Reply> service = new TreeMap<>();

    @BeforeEach
    void start() throws Exception {
        server.reply(Reply.by(
                request -> service.getOrDefault(request.method() + " " + request.path(), Reply.json(404, "{}"))));
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(PluginHelper.getResourceLoader(context).resolveResource("classpath:all-operations.yaml"));
    }

    @Test
    void createWorkflow() {
        service.put("POST /api/v1/workflows/", Reply.json(201, "{\"id\": 65}"));

        Message out = run("createWorkflow", Map.of("nodes", List.of()));

        assertThat(out.getBody(Workflow.class).getId()).isEqualTo(65);
        assertThat(request().body())
                .isEqualTo("{\"data\":{\"nodes\":[]},\"project\":307,\"title\":\"From the option\"}");
    }

    @Test
    void listWorkflows() throws Exception {
        String query = "GET /api/v1/workflows/?project=307&title=Classification";
        service.put(
                query,
                Reply.json(200, "{\"next\": \"?page=2\", \"results\": [{\"title\": \"a\"}, {\"title\": \"b\"}]}"));
        service.put(query + "&page=2", Reply.json(200, "{\"next\": null, \"results\": [{\"title\": \"c\"}]}"));
        MockEndpoint titles = context.getEndpoint("mock:titles", MockEndpoint.class);
        titles.expectedBodiesReceived("a", "b", "c");

        run("listWorkflows", null);

        titles.assertIsSatisfied();
    }

    @Test
    void getWorkflow() {
        service.put("GET /api/v1/workflows/65/", Reply.json(200, "{\"id\": 65, \"title\": \"t\"}"));

        assertThat(run("getWorkflow", null).getBody(String.class)).isEqualTo("{\"id\":65,\"title\":\"t\"}");
    }

    @Test
    void updateWorkflow() {
        service.put("PATCH /api/v1/workflows/65/", Reply.json(200, "{\"id\": 65}"));

        assertThat(run("updateWorkflow", null).getBody(Workflow.class).getId()).isEqualTo(65);
        assertThat(request().body()).isEqualTo("{\"title\":\"New title\"}");
    }

    @Test
    void deleteWorkflow() {
        service.put("DELETE /api/v1/workflows/65/", Reply.answer(204, "", ""));

        Message out = run("deleteWorkflow", "something");

        assertThat(out.getBody()).isNull();
        assertThat(out.getHeader(ScriptRunConstants.HTTP_RESPONSE_CODE)).isEqualTo(204);
    }

    @Test
    void getInputFields() {
        service.put("GET /api/v1/workflows/65/input-fields/", Reply.json(200, "[{\"id\": \"user_name\"}]"));

        assertThat((List<?>) run("getInputFields", null).getBody())
                .singleElement()
                .isInstanceOfSatisfying(
                        InputField.class, field -> assertThat(field.getId()).isEqualTo("user_name"));
    }

    @Test
    void checkWorkflow() {
        service.put("GET /api/v1/workflows/65/check_workflow/", Reply.json(200, "{\"valid\": true}"));

        assertThat(run("checkWorkflow", null).getBody())
                .isInstanceOfSatisfying(
                        JsonNode.class, node -> assertThat(node.toString()).isEqualTo("{\"valid\":true}"));
    }

    @Test
    void getNodes() {
        service.put("GET /api/v1/workflows/get_nodes/", Reply.json(200, "[{\"type\": \"basic-node\"}]"));

        assertThat(run("getNodes", null).getBody())
                .isInstanceOfSatisfying(
                        JsonNode.class, node -> assertThat(node.toString()).isEqualTo("[{\"type\":\"basic-node\"}]"));
    }

    @Test
    void runWorkflow() {
        service.put("POST /api/v1/workflows/65/run/", STARTED);

        Message out = run("runWorkflow", "Hello");

        assertThat(out.getBody(WorkflowRun.class).getStatus()).isEqualTo("created");
        assertThat(out.getHeader(ScriptRunConstants.RUN_ID)).isEqualTo(RUN);
        assertThat(request().headers()).containsEntry("content-type", "text/plain");
    }

    @Test
    void getResult() {
        service.put("GET /api/v1/workflows/workflow_result/?id=" + RUN, Reply.json(200, SUCCEEDED));

        Message out = run("getResult", null);

        assertThat(out.getBody(WorkflowRun.class).getData().get("n1").getContent())
                .isEqualTo("Hi!");
        assertThat(out.getHeaders())
                .containsEntry(ScriptRunConstants.RUN_STATUS, "succeed")
                .containsEntry(ScriptRunConstants.COMPLETE, true)
                .containsEntry(ScriptRunConstants.TOTAL_COST, 0.0032);
    }

    @Test
    void awaitResult() {
        service.put("GET /api/v1/workflows/workflow_result/?id=" + RUN, Reply.json(200, SUCCEEDED));

        assertThat(run("awaitResult", null).getBody()).isEqualTo("Hi!");
    }

    @Test
    void getHistory() {
        service.put(
                "GET /api/v1/workflows/65/history/?ordering=-created_at&page_size=2",
                Reply.json(
                        200,
                        "{\"count\": 3, \"next\": \"?page=2\", \"results\": [{\"id\": \"r1\"}, {\"id\": \"r2\"}]}"));

        Message out = run("getHistory", null);

        assertThat((List<?>) out.getBody()).hasSize(2).hasOnlyElementsOfType(RunSummary.class);
        assertThat(out.getHeaders())
                .containsEntry(ScriptRunConstants.TOTAL_COUNT, 3L)
                .containsEntry(ScriptRunConstants.NEXT_PAGE, 2);
    }

    private Message run(String operation, Object body) {
        Exchange exchange =
                template.send("direct:" + operation, in -> in.getMessage().setBody(body));
        assertThat(exchange.getException()).isNull();
        assertThat(server.requests()).extracting(Request::headers).allSatisfy(headers -> assertThat(headers)
                .containsEntry("x-api-key", API_KEY));
        return exchange.getMessage();
    }
}
