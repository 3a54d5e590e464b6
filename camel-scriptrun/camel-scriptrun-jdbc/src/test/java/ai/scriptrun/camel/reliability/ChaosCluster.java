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
package ai.scriptrun.camel.reliability;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.jdbc.Databases;
import ai.scriptrun.camel.jdbc.JdbcRunStore;
import ai.scriptrun.camel.testing.TestNode;
import com.zaxxer.hikari.HikariDataSource;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Nodes that only deliver, each in a separate JVM, and their database, which is killed as well. Runs are started from
 * this JVM, which is not killed, so that all of them are known.
 */
final class ChaosCluster implements AutoCloseable {

    private static final Duration NODE_START = Duration.ofMinutes(1);

    private final ScriptRunEmulator service = ScriptRunEmulator.builder()
            .journal(false)
            .runTime(Duration.ofSeconds(1), Duration.ofSeconds(10))
            .start();
    private final long workflow = service.createWorkflow(ChainWorkflow.json(""));
    private final NodeApplication.Routes routes;
    private final Path folder;
    private final PostgresProcess server;
    private final HikariDataSource pool;
    private final TestNode starter;
    private final List<ChildJvm> nodes = new ArrayList<>();
    private final List<Path> logs = new ArrayList<>();
    private final Path startLog;
    private final Set<String> inDelivery = new HashSet<>();

    ChaosCluster(NodeApplication.Routes routes, int count, Path folder) throws Exception {
        this.routes = routes;
        this.folder = folder;
        server = new PostgresProcess(folder);
        pool = Databases.pool(server.url(), 4);
        sql().execute(EffectRoutes.TABLE);
        startLog = folder.resolve("starts");
        starter = new TestNode(service).runStore(new JdbcRunStore(pool));
        starter.start(starts(workflow, new EventLog(startLog)));
        for (int i = 0; i < count; i++) {
            nodes.add(startNode());
        }
    }

    /** A start that can't be stored, because the database is down, is repeated until it is. */
    private static RouteBuilder starts(long workflow, EventLog events) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(200).redeliveryDelay(300));
                from("direct:start")
                        .toF("scriptrun:runWorkflow?workflowId=%d&track=true", workflow)
                        .process(exchange -> events.add(
                                EventLog.Kind.STARTED,
                                exchange.getMessage().getHeader(CollectingRoutes.INPUT, Integer.class),
                                exchange.getMessage().getHeader("CamelScriptRunRunId", String.class)));
            }
        };
    }

    private ChildJvm startNode() throws IOException {
        String name = "chaos-" + routes.name().toLowerCase(java.util.Locale.ROOT) + "-" + (logs.size() + 1);
        Path log = folder.resolve(name);
        logs.add(log);
        return ChildJvm.start(
                name,
                List.of("-Xmx256m"),
                NodeApplication.class,
                service.baseUrl(),
                service.apiKey(),
                workflow,
                server.url(),
                log,
                0,
                0,
                routes);
    }

    /** A new connection for each statement, because a kill of the server breaks existing ones. */
    private JdbcTemplate sql() {
        return new JdbcTemplate(new DriverManagerDataSource(server.url()));
    }

    void startRun(int input) {
        starter.template().sendBodyAndHeader("direct:start", Map.of("n", input), CollectingRoutes.INPUT, input);
    }

    /** Returns when the node delivers results. */
    void awaitWorking(int node) throws InterruptedException {
        nodes.get(node).await(NodeApplication.WORKING, NODE_START);
    }

    /** Kills a node and starts another one in its place. */
    void killNode(int node) throws Exception {
        nodes.get(node).killAfter(Duration.ZERO);
        noteInDelivery();
        nodes.set(node, startNode());
        awaitWorking(node);
    }

    /** Freezes a node like a suspended machine, and continues it. */
    void freezeNode(int node, Duration time) throws Exception {
        signal("-STOP", node);
        noteInDelivery();
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
        signal("-CONT", node);
    }

    private void signal(String signal, int node) throws Exception {
        Process kill = new ProcessBuilder(
                        "kill", signal, String.valueOf(nodes.get(node).pid()))
                .start();
        if (kill.waitFor() != 0) {
            throw new AssertionError("kill " + signal + " has failed");
        }
    }

    /** Kills all processes of the server, and starts it on the same files. */
    void killServer() throws IOException {
        server.kill();
        server.start();
        noteInDelivery();
    }

    /** The deliveries in the store that have begun and not ended. */
    private void noteInDelivery() {
        inDelivery.addAll(
                sql().queryForList("SELECT run_id FROM scriptrun_run WHERE state = 'DELIVERING'", String.class));
    }

    Set<String> inDelivery() {
        return inDelivery;
    }

    Set<String> open() {
        return new HashSet<>(
                sql().queryForList("SELECT run_id FROM scriptrun_run WHERE owner IS NOT NULL", String.class));
    }

    /** Ids of the runs that were started, each as often as it was. */
    List<String> started() throws IOException {
        return EventLog.read(startLog).stream().map(EventLog.Event::runId).toList();
    }

    /** Ids of the runs that were delivered, each as often as it was. */
    List<String> delivered() throws IOException {
        if (routes == NodeApplication.Routes.EFFECTS) {
            return sql().queryForList("SELECT run_id FROM effects", String.class);
        }
        List<String> delivered = new ArrayList<>();
        for (Path log : logs) {
            EventLog.all(EventLog.Kind.DELIVERED, EventLog.read(log))
                    .map(EventLog.Event::runId)
                    .forEach(delivered::add);
        }
        return delivered;
    }

    long accepted() {
        return service.runs().accepted();
    }

    @Override
    public void close() {
        nodes.forEach(ChildJvm::close);
        starter.close();
        pool.close();
        server.close();
        service.close();
    }
}
