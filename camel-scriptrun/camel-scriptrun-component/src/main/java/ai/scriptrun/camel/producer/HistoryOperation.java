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
import ai.scriptrun.camel.client.ScriptRunClient;
import org.apache.camel.Exchange;

/** Reads a workflow's run history. */
final class HistoryOperation implements Operation {

    private final ScriptRunClient client;
    private final Inputs inputs;

    HistoryOperation(ScriptRunClient client, Inputs inputs) {
        this.client = client;
        this.inputs = inputs;
    }

    @Override
    public CompletableFuture<?> execute(Exchange exchange) {
        long workflowId = inputs.workflowId(exchange);
        String ordering = inputs.ordering(exchange);
        Integer pageSize = inputs.pageSize(exchange);
        return Paging.read(
                        exchange,
                        inputs.page(exchange),
                        page -> client.getHistory(workflowId, ordering, page, pageSize))
                .thenRun(() -> exchange.getMessage().setHeader(ScriptRunConstants.WORKFLOW_ID, workflowId));
    }
}
