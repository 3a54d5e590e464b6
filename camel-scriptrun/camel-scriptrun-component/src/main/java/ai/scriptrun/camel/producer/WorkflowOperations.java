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

import java.util.concurrent.CompletableFuture;

import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.client.ApiResult;
import ai.scriptrun.camel.client.ScriptRunClient;
import ai.scriptrun.camel.message.OutHeader;
import ai.scriptrun.camel.model.Workflow;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Exchange;

/** Creates, lists, reads, changes and deletes workflows. */
final class WorkflowOperations {

    private final ScriptRunClient client;
    private final Inputs inputs;
    private final BodyReader bodies;

    WorkflowOperations(ScriptRunClient client, Inputs inputs) {
        this.client = client;
        this.inputs = inputs;
        this.bodies = new BodyReader(inputs);
    }

    CompletableFuture<?> create(Exchange exchange) throws Exception {
        ObjectNode workflow = fill(exchange, body(exchange));
        require(workflow, "project", "projectId", ScriptRunConstants.PROJECT_ID);
        require(workflow, "title", "title", ScriptRunConstants.TITLE);
        return client.createWorkflow(workflow).thenAccept(response -> setWorkflow(exchange, response));
    }

    CompletableFuture<?> list(Exchange exchange) {
        Long project = inputs.projectId(exchange);
        String title = inputs.title(exchange);
        return Paging.read(exchange, inputs.page(exchange), page -> client.listWorkflows(project, title, page));
    }

    CompletableFuture<?> get(Exchange exchange) {
        long id = inputs.workflowId(exchange);
        return client.getWorkflow(id).thenAccept(response -> Outcome.set(exchange, id, response));
    }

    CompletableFuture<?> update(Exchange exchange) throws Exception {
        long id = inputs.workflowId(exchange);
        ObjectNode changes = body(exchange);
        String title = inputs.title(exchange);
        if (title != null && !changes.hasNonNull("title")) {
            changes.put("title", title);
        }
        return client.updateWorkflow(id, changes).thenAccept(response -> Outcome.set(exchange, id, response));
    }

    CompletableFuture<?> delete(Exchange exchange) {
        long id = inputs.workflowId(exchange);
        return client.deleteWorkflow(id).thenAccept(response -> Outcome.set(exchange, id, response));
    }

    /** The body as a workflow; an object without any of a workflow's keys is taken as its structure. */
    private ObjectNode body(Exchange exchange) throws Exception {
        ObjectNode body = bodies.object(exchange);
        if (body.isEmpty() || body.has("project") || body.has("title") || body.has("data")) {
            return body;
        }
        ObjectNode workflow = JsonNodeFactory.instance.objectNode();
        workflow.set("data", body);
        return workflow;
    }

    private ObjectNode fill(Exchange exchange, ObjectNode workflow) {
        Long project = inputs.projectId(exchange);
        String title = inputs.title(exchange);
        if (project != null && !workflow.hasNonNull("project")) {
            workflow.put("project", project);
        }
        if (title != null && !workflow.hasNonNull("title")) {
            workflow.put("title", title);
        }
        if (!workflow.hasNonNull("data")) {
            workflow.putObject("data");
        }
        return workflow;
    }

    private void require(ObjectNode workflow, String key, String option, String header) {
        if (!workflow.hasNonNull(key)) {
            throw inputs.invalid(
                    "the workflow has no " + key + "; put it into the body, the option " + option + " or the header "
                            + header + ".",
                    null);
        }
    }

    private static void setWorkflow(Exchange exchange, ApiResult<Workflow> response) {
        Outcome.set(exchange, response);
        OutHeader.set(
                exchange.getMessage(),
                ScriptRunConstants.WORKFLOW_ID,
                response.value().getId());
    }
}
