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
package ai.scriptrun.camel.client;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import ai.scriptrun.camel.client.ApiCall.Idempotency;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Every call of the API, and the effect of sending it twice. */
@SuppressWarnings("ImmutableEnumChecker") // The functions are.
enum ApiOperation {
    createWorkflow(Idempotency.NOT_IDEMPOTENT, client -> client.createWorkflow(JsonNodeFactory.instance.objectNode())),
    listWorkflows(Idempotency.IDEMPOTENT, client -> client.listWorkflows(null, null, 1)),
    getWorkflow(Idempotency.IDEMPOTENT, client -> client.getWorkflow(6)),
    updateWorkflow(Idempotency.IDEMPOTENT, client -> client.updateWorkflow(6, JsonNodeFactory.instance.objectNode())),
    deleteWorkflow(Idempotency.IDEMPOTENT, client -> client.deleteWorkflow(6)),
    getInputFields(Idempotency.IDEMPOTENT, client -> client.getInputFields(6)),
    checkWorkflow(Idempotency.IDEMPOTENT, client -> client.checkWorkflow(6)),
    getNodes(Idempotency.IDEMPOTENT, ScriptRunClient::getNodes),
    runWorkflow(Idempotency.START, client -> client.startRun(6, RunInput.EMPTY)),
    getResult(
            Idempotency.IDEMPOTENT,
            client -> client.getResult("getResult", null, "0781b175-2135-45ec-9063-ad3e0d929adc")),
    getHistory(Idempotency.IDEMPOTENT, client -> client.getHistory(6, null, 1, null));

    final Idempotency idempotency;
    private final Function<ScriptRunClient, CompletableFuture<?>> call;

    ApiOperation(Idempotency idempotency, Function<ScriptRunClient, CompletableFuture<?>> call) {
        this.idempotency = idempotency;
        this.call = call;
    }

    @SuppressWarnings("unchecked") // The tests only look whether and how it completes.
    CompletableFuture<Object> call(ScriptRunClient client) {
        return (CompletableFuture<Object>) call.apply(client);
    }
}
