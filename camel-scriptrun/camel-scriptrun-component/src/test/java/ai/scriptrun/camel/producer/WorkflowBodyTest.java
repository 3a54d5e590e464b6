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
package ai.scriptrun.camel.producer;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.exception.InvalidInputException;
import ai.scriptrun.camel.fake.Reply;
import ai.scriptrun.camel.fake.ServiceTest;
import ai.scriptrun.camel.model.Json;
import ai.scriptrun.camel.model.Workflow;
import ai.scriptrun.camel.model.WorkflowData;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What createWorkflow and updateWorkflow send for a body. */
class WorkflowBodyTest extends ServiceTest {

    static Stream<Arguments> creations() {
        Workflow workflow = new Workflow();
        workflow.setProject(307L);
        workflow.setTitle("mine");
        WorkflowData data = new WorkflowData();
        data.setStartNode("n1");
        return Stream.of(
                // Whole workflows go as they are.
                arguments(
                        "{\"project\": 307, \"title\": \"mine\", \"data\": {\"x\": 1}}",
                        "",
                        "{'project':307,'title':'mine','data':{'x':1}}"),
                arguments(
                        "{\"project\": 307, \"title\": \"mine\", \"tags\": [1.50]}",
                        "",
                        "{'project':307,'title':'mine','tags':[1.50],'data':{}}"),
                arguments(workflow, "", "{'project':307,'title':'mine','data':{}}"),
                // Missing fields of the body are filled in, existing ones are kept.
                arguments("{\"title\": \"mine\"}", "projectId=8", "{'title':'mine','project':8,'data':{}}"),
                arguments("{\"project\": 307}", "title=other", "{'project':307,'title':'other','data':{}}"),
                arguments(
                        "{\"project\": null, \"title\": null, \"data\": null}",
                        "projectId=8&title=t",
                        "{'project':8,'title':'t','data':{}}"),
                arguments(
                        "{\"project\": 307, \"title\": \"mine\"}",
                        "projectId=8&title=other",
                        "{'project':307,'title':'mine','data':{}}"),
                // An object without their keys is the structure itself.
                arguments(
                        "{\"nodes\": [], \"start_node\": \"n1\"}",
                        "projectId=8&title=t",
                        "{'data':{'nodes':[],'start_node':'n1'},'project':8,'title':'t'}"),
                arguments(data, "projectId=8&title=t", "{'data':{'start_node':'n1'},'project':8,'title':'t'}"),
                arguments(
                        Map.of("nodes", List.of()),
                        "projectId=8&title=t",
                        "{'data':{'nodes':[]},'project':8,'title':'t'}"),
                arguments(
                        new ByteArrayInputStream("{\"edges\": []}".getBytes(StandardCharsets.UTF_8)),
                        "projectId=8&title=t",
                        "{'data':{'edges':[]},'project':8,'title':'t'}"),
                arguments(null, "projectId=8&title=t", "{'project':8,'title':'t','data':{}}"),
                arguments("", "projectId=8&title=t", "{'project':8,'title':'t','data':{}}"));
    }

    @ParameterizedTest
    @MethodSource("creations")
    void createsAWorkflowFromBodyAndInputs(Object body, String options, String sent) {
        server.reply(Reply.json(201, "{\"id\": 65}"));

        Exchange exchange = send("createWorkflow?" + options, body);

        assertThat(exchange.getException()).isNull();
        assertThat(request().body()).isEqualTo(sent.replace('\'', '"'));
        assertThat(exchange.getMessage().getBody(Workflow.class).getId()).isEqualTo(65);
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(ScriptRunConstants.WORKFLOW_ID, 65L)
                .containsEntry(ScriptRunConstants.HTTP_RESPONSE_CODE, 201);
    }

    static Stream<Arguments> updates() {
        return Stream.of(
                arguments("{\"title\": \"new\"}", "", "{'title':'new'}"),
                arguments("{\"data\": {\"nodes\": []}}", "", "{'data':{'nodes':[]}}"),
                arguments("{\"data\": {}}", "&title=new", "{'data':{},'title':'new'}"),
                arguments("{\"title\": \"mine\"}", "&title=new", "{'title':'mine'}"),
                arguments("{\"nodes\": []}", "", "{'data':{'nodes':[]}}"),
                arguments(null, "&title=new", "{'title':'new'}"),
                // Nothing would be lost by it: an empty object is no empty structure here.
                arguments("{}", "&title=new", "{'title':'new'}"));
    }

    @ParameterizedTest
    @MethodSource("updates")
    void updatesAWorkflowFromBodyAndInputs(Object body, String options, String sent) {
        server.reply(Reply.json(200, "{\"id\": 6}"));

        assertThat(send("updateWorkflow?workflowId=6" + options, body).getException())
                .isNull();

        assertThat(request().body()).isEqualTo(sent.replace('\'', '"'));
    }

    @Test
    void takesTitleAndProjectFromHeadersIfTheUriHasNone() {
        component.getConfiguration().setProjectId(8L);
        component.getConfiguration().setTitle("default");
        send("createWorkflow", exchange -> {
            exchange.getMessage().setHeader(ScriptRunConstants.PROJECT_ID, "9");
            exchange.getMessage().setHeader(ScriptRunConstants.TITLE, "header");
        });

        assertThat(request().body()).isEqualTo("{\"project\":9,\"title\":\"header\",\"data\":{}}");
    }

    @Test
    void doesNotChangeTheBodyOfTheRoute() {
        ObjectNode body = Json.mapper().createObjectNode().put("title", "mine");

        send("createWorkflow?projectId=8", body);

        assertThat(body.toString()).isEqualTo("{\"title\":\"mine\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "\"text\"", "null", "12", "no json", "{\"title\": ", "{} {}"})
    void rejectsABodyThatIsNotAJsonObject(String body) {
        for (String operation : List.of("createWorkflow?projectId=8&title=t", "updateWorkflow?workflowId=6")) {
            assertThat(send(operation, body).getException())
                    .isExactlyInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("the body");
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void rejectsAWorkflowWithoutProjectOrTitle() {
        assertThat(send("createWorkflow?title=t", "{}").getException())
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessage("createWorkflow: the workflow has no project; put it into the body, the option projectId or"
                        + " the header CamelScriptRunProjectId.");
        assertThat(send("createWorkflow?projectId=1", "{}").getException())
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the option title");
        assertThat(server.requests()).isEmpty();
    }

    static final class Hopeless {
        public Hopeless getSelf() {
            return this;
        }
    }

    @Test
    void reportsABodyThatCannotBeWrittenAsJson() {
        assertThat(send("runWorkflow?workflowId=6", new Hopeless()).getException())
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(
                        "runWorkflow: the body, a " + Hopeless.class.getName() + ", can't be written as JSON: ");
    }
}
