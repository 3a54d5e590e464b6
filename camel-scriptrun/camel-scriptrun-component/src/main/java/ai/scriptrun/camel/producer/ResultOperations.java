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

import ai.scriptrun.camel.connection.ScriptRunConnection;
import ai.scriptrun.camel.run.RunPolicy;
import org.apache.camel.Exchange;

/** Reads a run's result: its current state, or the result once the run has finished. */
final class ResultOperations {

    private final ScriptRunConnection connection;
    private final Inputs inputs;
    private final RunPolicy policy;
    private final Awaiting awaiting;

    ResultOperations(ScriptRunConnection connection, Inputs inputs, ProducerOptions options) {
        this.connection = connection;
        this.inputs = inputs;
        this.policy = options.policy();
        this.awaiting = new Awaiting(connection, options);
    }

    CompletableFuture<?> await(Exchange exchange) {
        return awaiting.run(exchange, "awaitResult", inputs.workflowIdIfAny(exchange), inputs.runId(exchange), null);
    }

    CompletableFuture<?> get(Exchange exchange) {
        Long workflowId = inputs.workflowIdIfAny(exchange);
        String runId = inputs.runId(exchange);
        return connection
                .driver()
                .poll("getResult", workflowId, runId, policy)
                .thenAccept(run -> awaiting.set(exchange, "getResult", workflowId, run));
    }
}
