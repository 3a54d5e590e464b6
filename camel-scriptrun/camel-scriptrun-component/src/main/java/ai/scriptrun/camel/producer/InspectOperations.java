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

import ai.scriptrun.camel.client.ScriptRunClient;
import org.apache.camel.Exchange;

/** Reads metadata: a workflow's input fields and validation, and the node schemas. */
final class InspectOperations {

    private final ScriptRunClient client;
    private final Inputs inputs;

    InspectOperations(ScriptRunClient client, Inputs inputs) {
        this.client = client;
        this.inputs = inputs;
    }

    CompletableFuture<?> inputFields(Exchange exchange) {
        long id = inputs.workflowId(exchange);
        return client.getInputFields(id).thenAccept(response -> Outcome.set(exchange, id, response));
    }

    CompletableFuture<?> check(Exchange exchange) {
        long id = inputs.workflowId(exchange);
        return client.checkWorkflow(id).thenAccept(response -> Outcome.set(exchange, id, response));
    }

    CompletableFuture<?> nodes(Exchange exchange) {
        return client.getNodes().thenAccept(response -> Outcome.set(exchange, response));
    }
}
