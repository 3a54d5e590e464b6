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
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

import ai.scriptrun.camel.ScriptRunOperation;
import ai.scriptrun.camel.client.ScriptRunClient;
import ai.scriptrun.camel.connection.ScriptRunConnection;
import ai.scriptrun.camel.start.Starts;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/** Makes calls of the ScriptRun API from exchanges; waits without holding a thread. */
public class ScriptRunProducer extends DefaultAsyncProducer {

    private final ScriptRunOperation name;
    private final ProducerOptions options;
    private final Supplier<ScriptRunConnection> connections;
    private final StartOrders orders;
    private final Supplier<Starts> starts;
    private final StartMemory memory;

    /** The same for each of the endpoint's producers; Camel may create several. */
    private final String identity;

    private ScriptRunConnection connection;
    private Operation operation;

    /**
     * @param endpoint    the endpoint
     * @param name        what the endpoint does
     * @param options     its options
     * @param connections gives the connection once the endpoint is started
     * @param orders      what the endpoint's starts have in common
     * @param starts      gives the application's starts
     * @param memory      remembers starts for redeliveries
     */
    public ScriptRunProducer(
            Endpoint endpoint,
            ScriptRunOperation name,
            ProducerOptions options,
            Supplier<ScriptRunConnection> connections,
            StartOrders orders,
            Supplier<Starts> starts,
            StartMemory memory) {
        super(endpoint);
        this.name = name;
        this.options = options;
        this.connections = connections;
        this.orders = orders;
        this.starts = starts;
        this.memory = memory;
        this.identity = endpoint.getEndpointUri() + "#" + orders.account();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        connection = connections.get();
        operation = operation();
    }

    private Operation operation() {
        Inputs inputs = new Inputs(name, options.inputs());
        ScriptRunClient client = connection.client();
        WorkflowOperations workflows = new WorkflowOperations(client, inputs);
        InspectOperations inspect = new InspectOperations(client, inputs);
        ResultOperations results = new ResultOperations(connection, inputs, options);
        return switch (name) {
            case createWorkflow -> workflows::create;
            case listWorkflows -> workflows::list;
            case getWorkflow -> workflows::get;
            case updateWorkflow -> workflows::update;
            case deleteWorkflow -> workflows::delete;
            case getInputFields -> inspect::inputFields;
            case checkWorkflow -> inspect::check;
            case getNodes -> inspect::nodes;
            case runWorkflow -> start(inputs);
            case getResult -> results::get;
            case awaitResult -> results::await;
            case getHistory -> new HistoryOperation(client, inputs);
            case results -> throw new IllegalStateException("scriptrun:results has no producer");
        };
    }

    private Operation start(Inputs inputs) {
        Operation start = new RunOperation(connection, inputs, options, orders, starts, memory, identity);
        return options.await() || (options.track() && !options.queue())
                ? new WorkflowReadFirst(connection.graphs(), inputs, start)
                : start;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        CompletableFuture<?> done;
        try {
            done = operation.execute(exchange);
        } catch (Exception e) {
            done = CompletableFuture.failedFuture(e);
        }
        if (done.isDone() || exchange.isTransacted()) {
            // A transaction is bound to its thread, so the route has to continue on this one.
            done.handle((nothing, failure) -> failure)
                    .thenAccept(failure -> fail(exchange, failure))
                    .join();
            callback.done(true);
            return true;
        }
        LogContext log = new LogContext();
        done.whenComplete((nothing, failure) -> {
            fail(exchange, failure);
            try {
                connection.continuations().execute(() -> log.run(() -> callback.done(false)));
            } catch (RejectedExecutionException e) {
                // The component is stopping, but the exchange has to complete.
                log.run(() -> callback.done(false));
            }
        });
        return false;
    }

    private static void fail(Exchange exchange, Throwable failure) {
        if (failure != null) {
            exchange.setException(ScriptRunClient.unwrap(failure));
        }
    }
}
