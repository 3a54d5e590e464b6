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
package ai.scriptrun.camel.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import ai.scriptrun.camel.ResultFormat;
import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.ScriptRunOperation;
import ai.scriptrun.camel.StartFrom;
import ai.scriptrun.camel.client.CallListener;
import ai.scriptrun.camel.client.Credentials;
import ai.scriptrun.camel.client.ScriptRunClient;
import ai.scriptrun.camel.client.Throttle;
import ai.scriptrun.camel.connection.Listeners;
import ai.scriptrun.camel.connection.ScriptRunConnection;
import ai.scriptrun.camel.consumer.ResultsOptions;
import ai.scriptrun.camel.consumer.RunSource;
import ai.scriptrun.camel.consumer.TrackedRuns;
import ai.scriptrun.camel.consumer.WorkflowHistory;
import ai.scriptrun.camel.producer.InputOptions;
import ai.scriptrun.camel.producer.ProducerOptions;
import ai.scriptrun.camel.producer.ScriptRunProducer;
import ai.scriptrun.camel.producer.StartMemory;
import ai.scriptrun.camel.producer.StartOrders;
import ai.scriptrun.camel.producer.StoredInput;
import ai.scriptrun.camel.run.RunPolicy;
import ai.scriptrun.camel.start.StartSettings;
import ai.scriptrun.camel.start.Starts;
import ai.scriptrun.camel.store.AfterStart;
import ai.scriptrun.camel.store.RunStore;
import ai.scriptrun.camel.store.StartTerms;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;

/** A node from its start to its death: the component's own classes, on simulated time, store and service. */
final class SimulatedNode {

    static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration SETTLING = Duration.ofSeconds(15);
    static final String ACCOUNT = "account";
    private static final RunPolicy POLICY = new RunPolicy(
            Duration.ofSeconds(3),
            Duration.ofSeconds(5),
            3,
            Duration.ofSeconds(2),
            Optional.of(Duration.ofMillis(500)));

    final int index;
    final NodeLife life;
    private final World world;
    private final NodeClock clock;
    private final Lane workers;
    private final Lane alarms;
    private final Lane consuming;
    private final List<Request.Emission> uncommitted = new ArrayList<>();
    private ScriptRunConnection connection;
    private Starts starts;
    private SimulatedConsumer consumer;
    private ScriptRunProducer queueing;
    private ScriptRunProducer starting;

    SimulatedNode(World world, int index, String name, NodeClock clock) {
        this.world = world;
        this.index = index;
        this.life = new NodeLife(name);
        this.clock = clock;
        this.workers = new Lane("workers", life, false);
        this.alarms = new Lane("alarms", life, false);
        this.consuming = new Lane("consumer", life, true);
    }

    /** A scheduler with one thread. */
    private SimulatedTimer timer(String name) {
        Lane lane = new Lane(name, life, true);
        return new SimulatedTimer(world.time, lane, lane, clock);
    }

    void boot() {
        world.time.after(0, consuming, this::start);
    }

    private void start() {
        world.trace(life, "starts");
        RunStore store = SimulatedStore.of(world, this);
        SimulatedTimer timer = new SimulatedTimer(world.time, workers, alarms, clock);
        ScriptRunClient client = new ScriptRunClient(
                new SimulatedTransport(world, this),
                SimulatedService.URL,
                Credentials.apiKey("secret"),
                // A history's consumer blocks its thread until its call is done, and a retry would need another one.
                world.shape.origin() == Shape.Origin.FOUND ? 0 : 3,
                new Throttle(timer),
                timer,
                CallListener.NONE);
        connection = new ScriptRunConnection(
                SimulatedService.URL, client, timer, task -> timer.after(Duration.ZERO, task), Listeners.NONE);
        connection.start();
        StartSettings settings = new StartSettings(
                POLICY, Duration.ofHours(24), CALL_TIMEOUT, SETTLING, new StoredInput(SimulatedCamel.context()));
        starts = new Starts(
                store, SimulatedService.URL, ACCOUNT, connection, settings, timer("starts"), timer("start-lease"));
        starts.start();
        queueing = producer(true);
        starting = producer(false);
        consumer = new SimulatedConsumer(
                world, this, results(), connection, store, ACCOUNT, source(store), starts::ended, timer("lease"));
        consumer.setMaxMessagesPerPoll(world.shape.room());
        consumer.start();
    }

    NodeClock clock() {
        return clock;
    }

    private RunSource source(RunStore store) {
        return world.shape.origin() == Shape.Origin.FOUND
                ? new WorkflowHistory(results(), SimulatedService.URL, ACCOUNT, store)
                : new TrackedRuns(SimulatedService.URL, POLICY, Duration.ofHours(24));
    }

    private ResultsOptions results() {
        return new ResultsOptions(
                world.shape.origin() == Shape.Origin.FOUND ? SimulatedService.WORKFLOW : null,
                null,
                Set.of("succeed", "failed"),
                StartFrom.ALL,
                world.shape.pageSize(),
                ResultFormat.RUN,
                world.shape.transacted(),
                POLICY,
                Duration.ofHours(24),
                Duration.ofDays(7));
    }

    private ScriptRunProducer producer(boolean queue) {
        ProducerOptions options = new ProducerOptions(
                new InputOptions(SimulatedService.WORKFLOW, null, null, null, null, null, null, Set.of("workflowId")),
                false,
                true,
                queue,
                false,
                true,
                ResultFormat.RUN,
                POLICY,
                Duration.ofMinutes(3),
                CALL_TIMEOUT,
                Duration.ofSeconds(60));
        StartTerms terms =
                new StartTerms(world.shape.maxInFlight(), null, world.shape.search(), queue, AfterStart.DELIVER);
        ScriptRunProducer producer = new ScriptRunProducer(
                SimulatedCamel.endpoint(),
                ScriptRunOperation.runWorkflow,
                options,
                () -> connection,
                new StartOrders(SimulatedService.URL, ACCOUNT, terms, true),
                () -> starts,
                new StartMemory());
        producer.start();
        return producer;
    }

    /** Each poll, as Camel's scheduler makes it. */
    void poll(Runnable poll, Duration delay) {
        world.time.after(delay.toNanos(), consuming, () -> {
            try {
                poll.run();
                world.check(
                        consumer.getResultsInMemory() <= world.shape.room(),
                        () -> this + " has " + consumer.getResultsInMemory() + " results in memory");
            } finally {
                if (!life.isDead()) {
                    poll(poll, delay);
                }
            }
        });
    }

    /** An emission is part of the transaction. */
    void join(Request.Emission emission) {
        uncommitted.add(emission);
    }

    void endTransaction(boolean committed) {
        for (Request.Emission emission : uncommitted) {
            emission.accepted = committed;
            emission.failed = !committed;
        }
        uncommitted.clear();
    }

    /** Something happens on one of the node's many threads. */
    void later(Duration delay, Runnable task) {
        world.time.after(delay.toNanos(), workers, task);
    }

    /** An exchange asks for a run. */
    void send(Request request, Client client) {
        later(Duration.ZERO, () -> {
            if (starts == null) {
                return;
            }
            Exchange exchange = new DefaultExchange(SimulatedCamel.context());
            exchange.getIn().setHeader(Journal.REQUEST, request.name);
            exchange.getIn().setBody("{\"request\":\"" + request.name + "\"}");
            if (request.keyed) {
                exchange.getIn().setHeader(ScriptRunConstants.START_KEY, request.name);
            }
            world.trace(life, "asked", request.name);
            (request.queued ? queueing : starting).process(exchange, sync -> {
                life.checkAlive();
                world.trace(life, "answers", request.name, exchange.getException());
                client.answered(request, exchange.getException());
            });
        });
    }

    /** Camel stops the application: first its routes, then the component. */
    void stop(Runnable end) {
        world.time.after(0, consuming, () -> {
            if (consumer != null) {
                world.trace(life, "stops");
                consumer.stop();
                starts.stop();
                connection.stop();
                world.time.after(Duration.ofSeconds(2), end);
            }
        });
    }

    @Override
    public String toString() {
        return life.name;
    }
}
