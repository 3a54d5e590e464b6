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
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.emulator.http.Endpoint;
import ai.scriptrun.camel.exception.RunStartUncertainException;
import ai.scriptrun.camel.jdbc.Databases;
import ai.scriptrun.camel.jdbc.JdbcRunStore;
import ai.scriptrun.camel.reliability.CutStartsApplication.Moment;
import ai.scriptrun.camel.testing.ProofReport;
import ai.scriptrun.camel.testing.TestNode;
import ai.scriptrun.camel.testing.Workflows;
import com.zaxxer.hikari.HikariDataSource;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.core.ConditionTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.awaitility.Awaitility.await;

/** Applications that exit while they start runs with {@code uncertainStart=SEARCH}, and a node that lives on. */
final class CutStarts implements AutoCloseable {

    /** How long a dead application keeps its starts. */
    static final Duration LEASE = Duration.ofSeconds(2);

    private static final List<Moment> MOMENTS = List.of(Moment.values());

    private final ScriptRunEmulator service = ScriptRunEmulator.builder()
            .journal(false)
            .queueTime(Duration.ZERO)
            .runTime(Duration.ofMillis(100), Duration.ofMillis(300))
            .consistencyWindow(Duration.ZERO)
            .start();
    private final String url = Databases.postgresUrl();
    private final HikariDataSource database = Databases.pool(url, 8);
    private final JdbcTemplate sql = new JdbcTemplate(database);
    private final long echo = service.createWorkflow(Workflows.ECHO);
    private final TestNode survivor;
    private final Map<Integer, Set<String>> delivered = new ConcurrentHashMap<>();
    private final Set<Integer> uncertain = ConcurrentHashMap.newKeySet();
    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<Life> lives = new ArrayList<>();
    private final Map<Kind, Integer> cut = new EnumMap<>(Kind.class);
    private final Map<Kind, Integer> cutAndAccepted = new EnumMap<>(Kind.class);
    private final long begun = System.nanoTime();
    private final String name;
    private int rows;

    /** How a run is identified. */
    enum Kind {
        /** An output node that repeats the start key; all starts are of one workflow. */
        ECHO(40, 0),
        /** Only by the fact that no other start of its workflow is made at that time. */
        ALONE(20, 1),
        /** Not at all: two starts of its workflow are made at the same time. */
        PAIRS(20, 2);

        private final int rows;
        private final int rowsOfAWorkflow;

        Kind(int rows, int rowsOfAWorkflow) {
            this.rows = rows;
            this.rowsOfAWorkflow = rowsOfAWorkflow;
        }
    }

    /** An application, from its start to its exit. */
    private record Life(Kind kind, int firstRow, ChildJvm jvm) {

        Stream<String> keys() {
            return Stream.iterate(firstRow, row -> row + 1).limit(kind.rows).map(BatchRoutes::key);
        }
    }

    CutStarts(String name) throws Exception {
        this.name = name;
        // Late responses, so that many starts are in flight at the same time.
        service.faults().on(Endpoint.RUN).delay(Duration.ofMillis(100));
        JdbcRunStore store = new JdbcRunStore(database);
        store.setLease(LEASE);
        // The tables are created with the first use.
        store.leave("");
        survivor = new TestNode(service).runStore(store);
        survivor.component().getConfiguration().setCallTimeout(BatchApplication.CALL_TIMEOUT.toMillis());
        survivor.start(new CutStartsApplication.Starting(), new RouteBuilder() {
            @Override
            public void configure() {
                from("scriptrun:results?initialDelay=0&delay=50&greedy=true")
                        .onException(RunStartUncertainException.class)
                        .handled(true)
                        .process(exchange -> uncertain.add(row(exchange)))
                        .end()
                        .process(exchange -> delivered
                                .computeIfAbsent(row(exchange), row -> ConcurrentHashMap.newKeySet())
                                .add(exchange.getMessage().getHeader(ScriptRunConstants.RUN_ID, String.class)));
            }
        });
    }

    private static int row(Exchange exchange) {
        return exchange.getMessage().getHeader(BatchRoutes.ROW, Integer.class);
    }

    /** Runs applications of these kinds concurrently, and returns when all of them have ended. */
    void live(Kind... kinds) throws IOException {
        List<Life> now = new ArrayList<>();
        for (Kind kind : kinds) {
            now.add(start(kind));
        }
        lives.addAll(now);
        for (Life life : now) {
            ProcessHandle.of(life.jvm.pid())
                    .ifPresent(process -> process.onExit().join());
            examine(life);
        }
    }

    private Life start(Kind kind) throws IOException {
        String workflows = kind == Kind.ECHO
                ? String.valueOf(echo)
                : Stream.generate(() -> service.createWorkflow(Workflows.ECHO.replace("n={{ input.n }}", "done")))
                        .limit(kind.rows / kind.rowsOfAWorkflow)
                        .map(String::valueOf)
                        .collect(Collectors.joining(","));
        int first = rows;
        rows += kind.rows;
        String node = name + "-" + (first + 1);
        Moment moment = MOMENTS.get(random.nextInt(MOMENTS.size()));
        ChildJvm jvm = ChildJvm.start(
                node,
                List.of("-Xmx256m"),
                CutStartsApplication.class,
                service.baseUrl(),
                service.apiKey(),
                url,
                node,
                first,
                kind.rows,
                workflows,
                moment,
                // When most starts are in flight.
                moment == Moment.WRITTEN || moment == Moment.SENT
                        ? kind.rows - random.nextInt(kind.rows / 2)
                        : 1 + random.nextInt(kind.rows / 8));
        return new Life(kind, first, jvm);
    }

    /** Counts the starts that were stored when the application ended, but not their response. */
    private void examine(Life life) {
        Map<String, List<String>> runs = runsByKey();
        List<String> open = life.keys()
                .filter(key -> sql.queryForObject(
                                "SELECT count(*) FROM scriptrun_run WHERE start_key = ? AND state = 'STARTING'",
                                Integer.class,
                                key)
                        > 0)
                .toList();
        cut.merge(life.kind, open.size(), Integer::sum);
        cutAndAccepted.merge(
                life.kind, (int) open.stream().filter(runs::containsKey).count(), Integer::sum);
    }

    /** The runs at the service, by the key that their input has. */
    private Map<String, List<String>> runsByKey() {
        return service.runs().ids().stream()
                .collect(Collectors.groupingBy(id -> service.runs().input(id).replaceAll(".*\"(row-\\d+)\".*", "$1")));
    }

    /** How many starts were interrupted between the intent and the stored response. */
    int cut() {
        return cut.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Waits until nothing is open. */
    void settle(Duration patience) {
        try {
            await().pollInterval(Duration.ofMillis(250))
                    .atMost(patience)
                    .until(() -> sql.queryForObject(
                                    "SELECT count(*) FROM scriptrun_run WHERE owner IS NOT NULL", Integer.class)
                            == 0);
        } catch (ConditionTimeoutException e) {
            // They are counted as lost.
        }
    }

    /** What has become of the starts of a kind. */
    record Outcome(
            Kind kind, int written, int cut, int cutAndAccepted, int delivered, int uncertain, int twice, int lost) {}

    /** Prints and returns it. */
    List<Outcome> judge() {
        ProofReport report = new ProofReport(
                name,
                lives.size() + " exits, seed " + seed + ", "
                        + Duration.ofNanos(System.nanoTime() - begun).toSeconds() + " s",
                "what tells a run",
                "starts written down",
                "cut before the response was stored",
                "of these accepted",
                "delivered",
                "uncertain, failed exchanges",
                "made twice",
                "lost");
        Map<String, List<String>> runs = runsByKey();
        List<Outcome> outcomes = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            Outcome outcome = judge(kind, runs);
            outcomes.add(outcome);
            report.row(
                    kind,
                    outcome.written,
                    outcome.cut,
                    outcome.cutAndAccepted,
                    outcome.delivered,
                    outcome.uncertain,
                    outcome.twice,
                    outcome.lost);
        }
        report.publish();
        return outcomes;
    }

    private Outcome judge(Kind kind, Map<String, List<String>> runs) {
        Set<String> stored = new HashSet<>(sql.queryForList("SELECT start_key FROM scriptrun_run", String.class));
        int written = 0;
        int arrived = 0;
        int inDoubt = 0;
        int twice = 0;
        int lost = 0;
        for (Life life : lives.stream().filter(life -> life.kind == kind).toList()) {
            for (int row = life.firstRow; row < life.firstRow + kind.rows; row++) {
                List<String> made = runs.getOrDefault(BatchRoutes.key(row), List.of());
                boolean there = delivered.containsKey(row);
                boolean told = uncertain.contains(row);
                written += stored.contains(BatchRoutes.key(row)) ? 1 : 0;
                arrived += there ? 1 : 0;
                inDoubt += told ? 1 : 0;
                twice += made.size() > 1 ? 1 : 0;
                boolean rightOne = !there || delivered.get(row).equals(Set.copyOf(made));
                boolean silent = !there && !told && (stored.contains(BatchRoutes.key(row)) || !made.isEmpty());
                lost += silent || !rightOne ? 1 : 0;
            }
        }
        return new Outcome(
                kind,
                written,
                cut.getOrDefault(kind, 0),
                cutAndAccepted.getOrDefault(kind, 0),
                arrived,
                inDoubt,
                twice,
                lost);
    }

    @Override
    public void close() {
        lives.forEach(life -> life.jvm.close());
        survivor.close();
        database.close();
        service.close();
    }
}
