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

import ai.scriptrun.camel.client.ApiCall.Repetition;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Every call of the API, with what it would mean to send it twice. */
@SuppressWarnings("ImmutableEnumChecker") // The functions are.
enum ApiOperation {
    createWorkflow(Repetition.UNSAFE, client -> client.createWorkflow(JsonNodeFactory.instance.objectNode())),
    listWorkflows(Repetition.SAFE, client -> client.listWorkflows(null, null, 1)),
    getWorkflow(Repetition.SAFE, client -> client.getWorkflow(6)),
    updateWorkflow(Repetition.SAFE, client -> client.updateWorkflow(6, JsonNodeFactory.instance.objectNode())),
    deleteWorkflow(Repetition.SAFE, client -> client.deleteWorkflow(6)),
    getInputFields(Repetition.SAFE, client -> client.getInputFields(6)),
    checkWorkflow(Repetition.SAFE, client -> client.checkWorkflow(6)),
    getNodes(Repetition.SAFE, ScriptRunClient::getNodes),
    runWorkflow(Repetition.START, client -> client.startRun(6, RunInput.EMPTY)),
    getResult(Repetition.SAFE, client -> client.getResult("getResult", null, "0781b175-2135-45ec-9063-ad3e0d929adc")),
    getHistory(Repetition.SAFE, client -> client.getHistory(6, null, 1, null));

    final Repetition repetition;
    private final Function<ScriptRunClient, CompletableFuture<?>> call;

    ApiOperation(Repetition repetition, Function<ScriptRunClient, CompletableFuture<?>> call) {
        this.repetition = repetition;
        this.call = call;
    }

    @SuppressWarnings("unchecked") // The tests only look whether and how it completes.
    CompletableFuture<Object> call(ScriptRunClient client) {
        return (CompletableFuture<Object>) call.apply(client);
    }
}
