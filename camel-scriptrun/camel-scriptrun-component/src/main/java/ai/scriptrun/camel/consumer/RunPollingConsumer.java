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
package ai.scriptrun.camel.consumer;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import ai.scriptrun.camel.client.ScriptRunClient;
import ai.scriptrun.camel.connection.ScriptRunConnection;
import ai.scriptrun.camel.message.ResultBody;
import ai.scriptrun.camel.message.RunHeaders;
import ai.scriptrun.camel.result.FinishedRun;
import ai.scriptrun.camel.run.AwaitedRun;
import ai.scriptrun.camel.run.RunPolicy;
import ai.scriptrun.camel.run.RunWait;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.PollingConsumerSupport;

/**
 * Fetches the run that an endpoint names, for {@code pollEnrich} and consumer templates, with each call. The
 * caller's thread waits, and no other; a wait that outlasts the caller's timeout is continued by the next call.
 */
public final class RunPollingConsumer extends PollingConsumerSupport {

    private final ResultsOptions options;
    private final Supplier<ScriptRunConnection> connections;
    private final RunPolicy policy;
    private final String runId;
    private RunWait wait;

    /**
     * @param endpoint    the endpoint
     * @param options     its options, which name the run
     * @param connections gives the connection once the endpoint is started
     */
    public RunPollingConsumer(Endpoint endpoint, ResultsOptions options, Supplier<ScriptRunConnection> connections) {
        super(endpoint);
        this.options = options;
        this.connections = connections;
        this.policy = options.policy();
        this.runId = options.runId().toLowerCase(Locale.ROOT);
    }

    @Override
    public Exchange receive() {
        return receive(Long.MAX_VALUE);
    }

    /** Polls once; {@code null} if the run has no result yet. */
    @Override
    public synchronized Exchange receiveNoWait() {
        try {
            FinishedRun run = connections
                    .get()
                    .driver()
                    .poll("results", options.workflowId(), runId, policy)
                    .join();
            return run.complete() ? exchange(run, null) : null;
        } catch (RuntimeException e) {
            return exchange(null, ScriptRunClient.unwrap(e));
        }
    }

    @Override
    public synchronized Exchange receive(long timeout) {
        if (wait == null) {
            wait = begin();
        }
        Exchange exchange;
        try {
            exchange = exchange(wait.result().get(timeout, TimeUnit.MILLISECONDS), null);
        } catch (TimeoutException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException e) {
            exchange = exchange(null, ScriptRunClient.unwrap(e));
        }
        wait = null;
        return exchange;
    }

    private RunWait begin() {
        ScriptRunConnection connection = connections.get();
        Instant now = connection.timer().now();
        AwaitedRun run = AwaitedRun.withUnknownStart(
                "results", options.workflowId(), runId, now, now.plus(options.resultTimeout()));
        return connection.driver().await(run, policy, Duration.ZERO);
    }

    private Exchange exchange(FinishedRun run, Throwable failure) {
        Exchange exchange = getEndpoint().createExchange();
        if (run == null) {
            RunHeaders.setUnfinished(exchange.getIn(), options.workflowId(), runId);
            exchange.setException(failure);
        } else {
            RunHeaders.setFinished(exchange.getIn(), options.workflowId(), run, null);
            exchange.getIn().setBody(ResultBody.of(run, options.resultFormat()));
        }
        return exchange;
    }

    @Override
    protected synchronized void doStop() {
        if (wait != null) {
            wait.result().cancel(false);
            wait = null;
        }
    }
}
