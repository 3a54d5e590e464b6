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
package ai.scriptrun.camel.model;

import java.util.concurrent.atomic.AtomicReference;

import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.fake.Reply;
import ai.scriptrun.camel.fake.ServiceTest;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Reading a workflow and writing it back loses no fields, including unknown ones. */
class UnknownPropertiesTest extends ServiceTest {

    private static final String WORKFLOW = """
            {"id":65,"project":12,"title":"Text Classification","owner":{"name":"Zoë","quota":1E+3},"cost":0.10,
            "big":123456789012345678901234567890,"data":{"edges":[{"id":"e1","type":"custom-edge","style":{"stroke":"#76A9FA",
            "strokeWidth":2},"source":"n1","target":"n2","animated":false,"sourceHandle":"condition-true","x":null}],
            "nodes":[{"id":"n1","type":"trigger-node","position":{"x":250,"y":0.50},"measured":{"width":1},"selected":true,
            "data":{"id":"n1","name":"Trigger","input_fields":[{"id":"category","future":[[]]}],"next_nodes":["n2"]}},
            "not even an object"],"viewport":{"x":434,"y":557,"zoom":1.0,"rotation":null},"start_node":"n1","lanes":{}},
            "tags":[],"deleted":null}""".replace("\n", "");

    @Test
    void surviveReadingAndUpdating() throws Exception {
        AtomicReference<String> stored = new AtomicReference<>(WORKFLOW);
        server.reply(Reply.by(request -> {
            if ("PATCH".equals(request.method())) {
                stored.set(request.body());
            }
            return Reply.json(200, stored.get());
        }));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:copy")
                        .to("scriptrun:getWorkflow?workflowId=65")
                        .to("scriptrun:updateWorkflow")
                        .to("scriptrun:getWorkflow");
            }
        });

        Exchange exchange = template.send("direct:copy", empty -> {});

        assertThat(exchange.getException()).isNull();
        assertThat(stored).hasValue(WORKFLOW);
        assertThat(exchange.getMessage().getBody(String.class)).isEqualTo(WORKFLOW);
        assertThat(exchange.getMessage().getHeader(ScriptRunConstants.WORKFLOW_ID))
                .isEqualTo(65L);
    }

    @Test
    void surviveAChangeOfKnownProperties() throws Exception {
        Workflow workflow = new Workflow((com.fasterxml.jackson.databind.node.ObjectNode) Json.read(WORKFLOW));

        workflow.setTitle("New");
        workflow.getData().setStartNode("n2");
        workflow.getData().getViewport().setZoom(2.0);
        workflow.getData().getNodes().get(0).setType("output-node");
        workflow.getData().getEdges().get(0).setTarget("n3");

        assertThat(workflow)
                .hasToString(WORKFLOW.replace("Text Classification", "New")
                        .replace("\"start_node\":\"n1\"", "\"start_node\":\"n2\"")
                        .replace("\"zoom\":1.0", "\"zoom\":2.0")
                        .replace("trigger-node", "output-node")
                        .replace("\"target\":\"n2\"", "\"target\":\"n3\""));
    }
}
