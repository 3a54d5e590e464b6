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
import java.util.Set;

import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.emulator.http.Endpoint;
import ai.scriptrun.camel.jdbc.Databases;
import ai.scriptrun.camel.reliability.EventLog.Event;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Nodes in JVMs of their own, their database and the service, in this one. */
final class Cluster implements AutoCloseable {

    /** How long each run takes. */
    static final Duration RUN_TIME = Duration.ofSeconds(8);

    private final ScriptRunEmulator service = ScriptRunEmulator.builder()
            .journal(false)
            .queueTime(Duration.ZERO)
            .runTime(RUN_TIME)
            .consistencyWindow(Duration.ZERO)
            .start();
    private final CallCounter calls = new CallCounter(service);
    private final long workflow = service.createWorkflow(ChainWorkflow.json(""));
    private final String url = Databases.postgresUrl();
    private final JdbcTemplate sql = new JdbcTemplate(new DriverManagerDataSource(url));
    private final String name;
    private final Path folder;
    private final List<ChildJvm> nodes = new ArrayList<>();
    private final List<Path> logs = new ArrayList<>();

    Cluster(String name, Path folder) {
        this.name = name;
        this.folder = folder;
        // Late responses spread the starts, and with them the ends of the runs, over some seconds.
        service.faults().on(Endpoint.RUN).delay(Duration.ofMillis(50));
    }

    /** A node that starts runs for these inputs, and waits for runs until it is killed. */
    ChildJvm node(int firstInput, int inputs) throws IOException {
        String node = nodeName(nodes.size() + 1);
        Path log = folder.resolve(node);
        nodes.add(ChildJvm.start(
                node,
                List.of("-Xmx256m"),
                NodeApplication.class,
                service.baseUrl(),
                service.apiKey(),
                workflow,
                url,
                log,
                firstInput,
                inputs,
                NodeApplication.Routes.EVENTS));
        logs.add(log);
        return nodes.get(nodes.size() - 1);
    }

    /** What a node has done. */
    List<Event> events(int node) throws IOException {
        return EventLog.read(logs.get(node - 1));
    }

    /** What all nodes have done. */
    List<Event> events() throws IOException {
        List<Event> events = new ArrayList<>();
        for (Path log : logs) {
            events.addAll(EventLog.read(log));
        }
        return events;
    }

    /** The runs that are not delivered yet. */
    int runsLeft() {
        return sql.queryForObject("SELECT count(*) FROM scriptrun_run WHERE owner IS NOT NULL", Integer.class);
    }

    /** How many runs a node owns, or owned when it died. */
    int runsOf(int node) {
        return sql.queryForObject(
                "SELECT count(*) FROM scriptrun_run WHERE owner LIKE ?", Integer.class, nodeName(node) + "/%");
    }

    private String nodeName(int node) {
        return name + "-" + node;
    }

    /** The runs whose delivery has begun and has no recorded end. */
    Set<String> inDelivery() {
        return new HashSet<>(
                sql.queryForList("SELECT run_id FROM scriptrun_run WHERE state = 'DELIVERING'", String.class));
    }

    ScriptRunEmulator service() {
        return service;
    }

    CallCounter calls() {
        return calls;
    }

    double callsPerRun(Endpoint endpoint) {
        return (double) calls.of(endpoint) / service.runs().accepted();
    }

    @Override
    public void close() {
        nodes.forEach(ChildJvm::close);
        service.close();
    }
}
