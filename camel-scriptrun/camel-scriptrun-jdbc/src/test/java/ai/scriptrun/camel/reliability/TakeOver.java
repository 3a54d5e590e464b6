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
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import ai.scriptrun.camel.client.Credentials;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.jdbc.JdbcRunStore;
import ai.scriptrun.camel.jdbc.OtherRuns;
import ai.scriptrun.camel.store.RunKind;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.awaitility.Awaitility.await;

/** Three nodes own many runs that take hours; one of them is killed. */
final class TakeOver implements AutoCloseable {

    private static final int NODES = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final ScriptRunEmulator service = ScriptRunEmulator.builder()
            .journal(false)
            .queueTime(Duration.ZERO)
            .runTime(Duration.ofHours(5))
            .start();
    private final long workflow = service.createWorkflow(ChainWorkflow.json(""));
    private final String name;
    private final String url;
    private final JdbcTemplate sql;
    private final List<ChildJvm> nodes = new ArrayList<>();

    /**
     * @param name     of the nodes
     * @param url      of the database, for the nodes
     * @param database the same one, for this JVM
     * @param runs     how many runs go on
     * @param others   how many other rows there are
     */
    TakeOver(String name, String url, DataSource database, int runs, int others) {
        this.name = name;
        this.url = url;
        this.sql = new JdbcTemplate(database);
        // The tables are created with the first use.
        new JdbcRunStore(database).leave("");
        RunKind kind = RunKind.tracked(service.baseUrl());
        OtherRuns other = new OtherRuns(database);
        other.add(kind, others);
        insert(kind, runs);
        other.analyze();
    }

    /** As if routes had started them, which would take longer. */
    private void insert(RunKind kind, int runs) {
        String account = Credentials.apiKey(service.apiKey()).fingerprint();
        List<Object[]> rows = Stream.generate(() -> service.runs().start(workflow, "{\"n\": 1}"))
                .limit(runs)
                .map(id -> new Object[] {kind.service(), kind.name(), account, workflow, id})
                .toList();
        sql.batchUpdate(
                "INSERT INTO scriptrun_run (service, kind, account, workflow_id, run_id, state, owner, due_at, started_at,"
                        + " deliveries) VALUES (?, ?, ?, ?, ?, 'RUNNING', '', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 0)",
                rows);
    }

    /** The runs of a killed node, and when other nodes had claimed all of them. */
    record Result(int held, Duration time) {}

    Result measure(Path folder) throws Exception {
        for (int i = 1; i <= NODES; i++) {
            nodes.add(startNode(folder.resolve(name + "-" + i)));
        }
        for (ChildJvm node : nodes) {
            node.await(NodeApplication.WORKING, Duration.ofMinutes(1));
        }
        await().atMost(PATIENCE).until(() -> runsOf("") == 0);
        // The node with most of them.
        int most = 0;
        String owner = "";
        ChildJvm doomed = null;
        for (ChildJvm node : nodes) {
            for (String candidate : owners(node)) {
                int held = runsOf(candidate);
                if (held > most) {
                    most = held;
                    owner = candidate;
                    doomed = node;
                }
            }
        }
        doomed.killAfter(Duration.ZERO);
        long killed = System.nanoTime();
        String dead = owner;
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> runsOf(dead) == 0);
        return new Result(most, Duration.ofNanos(System.nanoTime() - killed));
    }

    private ChildJvm startNode(Path log) throws IOException {
        return ChildJvm.start(
                log.getFileName().toString(),
                List.of("-Xmx512m"),
                NodeApplication.class,
                service.baseUrl(),
                service.apiKey(),
                workflow,
                url,
                log,
                0,
                0,
                NodeApplication.Routes.EVENTS);
    }

    private List<String> owners(ChildJvm node) {
        return sql.queryForList(
                "SELECT owner FROM scriptrun_node WHERE owner LIKE ?", String.class, node.name() + "/%");
    }

    private int runsOf(String owner) {
        return sql.queryForObject("SELECT count(*) FROM scriptrun_run WHERE owner = '" + owner + "'", Integer.class);
    }

    @Override
    public void close() {
        nodes.forEach(ChildJvm::close);
        service.close();
    }
}
