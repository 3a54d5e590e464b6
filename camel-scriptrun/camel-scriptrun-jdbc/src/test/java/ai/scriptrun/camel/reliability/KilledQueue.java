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
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.emulator.http.Endpoint;
import ai.scriptrun.camel.jdbc.Databases;
import ai.scriptrun.camel.reliability.EventLog.Event;
import ai.scriptrun.camel.reliability.EventLog.Kind;
import ai.scriptrun.camel.testing.ProofReport;
import org.awaitility.core.ConditionTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.awaitility.Awaitility.await;

/** Nodes work on a queue while they are killed one after the other, each of which is started again and sends its rows again. */
final class KilledQueue implements AutoCloseable {

    private static final Duration SAMPLE_INTERVAL = Duration.ofMillis(100);

    /** Samples without a run until no start is expected any more. */
    private static final int STILL = 30;

    private final ScriptRunEmulator service;
    private final long workflow;
    private final Plan plan;
    private final Path folder;
    private final String url = Databases.postgresUrl();
    private final JdbcTemplate sql = new JdbcTemplate(new SingleConnectionDataSource(url, true));
    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<ChildJvm> nodes = new ArrayList<>();
    private final List<Path> logs = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private int stillFor;

    /**
     * What is done.
     *
     * @param name    of the nodes
     * @param nodes   how many there are
     * @param senders how many of them send rows, and are killed
     * @param rows    how many rows they have together
     * @param starts  how many of them may be started
     * @param kills   how many kills, spread evenly over the starts
     * @param options of the start, such as {@code &maxInFlight=20}
     */
    record Plan(String name, int nodes, int senders, int rows, int starts, int kills, String options) {}

    /** How many starts were accepted, and runs in flight at that moment, as the store has it and in fact. */
    record Sample(long accepted, int inStore, int inFlight) {}

    KilledQueue(Plan plan, ScriptRunEmulator service, long workflow, Path folder) {
        this.plan = plan;
        this.service = service;
        this.workflow = workflow;
        this.folder = folder;
        // Late responses make it likely that a kill happens between the acceptance of starts and their responses.
        service.faults().on(Endpoint.RUN).delay(Duration.ofMillis(20));
    }

    /** A service whose runs take between once and three times this time. */
    static ScriptRunEmulator service(Duration shortest) {
        return ScriptRunEmulator.builder()
                .journal(false)
                .queueTime(Duration.ZERO)
                .runTime(shortest, shortest.multipliedBy(3))
                .consistencyWindow(Duration.ZERO)
                .start();
    }

    /** Does it, and waits until every row has come to an end, but not for longer. */
    Outcome run(Duration patience) throws Exception {
        long begun = System.nanoTime();
        long before = service.runs().accepted();
        for (int node = 0; node < plan.nodes; node++) {
            nodes.add(start(node));
        }
        for (int kill = 1; kill <= plan.kills; kill++) {
            long due = before + (long) plan.starts * kill / (plan.kills + 1);
            sampleUntil(() -> service.runs().accepted() >= due, patience);
            int victim = random.nextInt(plan.senders);
            nodes.get(victim).killAfter(Duration.ofMillis(random.nextInt(100)));
            nodes.set(victim, start(victim));
        }
        for (int node = 0; node < plan.senders; node++) {
            nodes.get(node).await(BatchApplication.SENT, patience);
        }
        sampleUntil(this::isStill, patience);
        Set<Integer> lost = new HashSet<>(IntStream.range(0, plan.rows).boxed().toList());
        Map<Integer, Set<String>> delivered = EventLog.all(Kind.DELIVERED, events())
                .collect(Collectors.groupingBy(Event::input, Collectors.mapping(Event::runId, Collectors.toSet())));
        Set<Integer> uncertain =
                EventLog.all(Kind.UNCERTAIN, events()).map(Event::input).collect(Collectors.toSet());
        long deliveries = EventLog.all(Kind.DELIVERED, events()).count();
        lost.removeAll(delivered.keySet());
        lost.removeAll(uncertain);
        lost.removeAll(queued());
        return new Outcome(
                plan,
                seed,
                Duration.ofNanos(System.nanoTime() - begun),
                service.runs().accepted() - before,
                service.runs().mostInFlight(workflow),
                delivered.size(),
                deliveries - delivered.size(),
                uncertain.size(),
                lost.size(),
                service.runs().repeated().size(),
                inFlight(),
                samples.stream()
                        .filter(sample -> sample.accepted >= plan.starts * 9L / 10 && sample.accepted < plan.starts)
                        .toList());
    }

    /** What has become of it. */
    record Outcome(
            Plan plan,
            long seed,
            Duration time,
            long accepted,
            int mostInFlight,
            int delivered,
            long deliveredAgain,
            int uncertain,
            int lost,
            int startedTwice,
            int leftInFlight,
            List<Sample> lastTenth) {

        void print() {
            new ProofReport(
                            plan.name,
                            plan.nodes + " nodes" + plan.options.replace('&', ' ') + ", seed " + seed + ", "
                                    + time.toSeconds() + " s",
                            "rows",
                            "kills",
                            "starts accepted",
                            "started twice",
                            "most in flight",
                            "in flight in the last tenth by the store: least, median, most",
                            "at the service: median, most",
                            "results delivered",
                            "delivered again",
                            "uncertain, failed exchanges",
                            "lost",
                            "in flight for ever")
                    .row(
                            plan.rows,
                            plan.kills,
                            accepted,
                            startedTwice,
                            mostInFlight,
                            inStore(0) + ", " + inStore(0.5) + ", " + inStore(1),
                            inFlight(0.5) + ", " + inFlight(1),
                            delivered,
                            deliveredAgain,
                            uncertain,
                            lost,
                            leftInFlight)
                    .publish();
        }

        /** In flight by the store in the last tenth: the least, 0, to the most, 1. */
        int inStore(double quantile) {
            return quantile(lastTenth.stream().map(Sample::inStore).sorted().toList(), quantile);
        }

        int inFlight(double quantile) {
            return quantile(lastTenth.stream().map(Sample::inFlight).sorted().toList(), quantile);
        }

        private static int quantile(List<Integer> sorted, double quantile) {
            return sorted.isEmpty() ? -1 : sorted.get((int) Math.round(quantile * (sorted.size() - 1)));
        }
    }

    private ChildJvm start(int node) throws IOException {
        String name = plan.name + "-" + (logs.size() + 1);
        Path log = folder.resolve(name);
        logs.add(log);
        boolean sends = node < plan.senders;
        return ChildJvm.start(
                name,
                List.of("-Xmx256m"),
                BatchApplication.class,
                service.baseUrl(),
                service.apiKey(),
                url,
                log,
                "scriptrun:runWorkflow?workflowId=" + workflow + "&track=true&queue=true" + plan.options,
                node,
                plan.senders,
                sends ? plan.rows : 0);
    }

    private void sampleUntil(BooleanSupplier done, Duration patience) {
        try {
            await().pollInterval(SAMPLE_INTERVAL).atMost(patience).until(() -> {
                if (isReady()) {
                    samples.add(new Sample(service.runs().accepted(), inFlight(), running()));
                }
                return done.getAsBoolean();
            });
        } catch (ConditionTimeoutException e) {
            // It is counted.
        }
    }

    private boolean isReady() {
        return sql.queryForObject("SELECT to_regclass('scriptrun_run') IS NOT NULL", Boolean.class);
    }

    /** Whether everything has come to an end, and no start follows. */
    private boolean isStill() {
        stillFor = undone() == 0 ? stillFor + 1 : 0;
        return stillFor > (plan.starts < plan.rows ? STILL : 0);
    }

    /** Rows that are neither delivered nor given up, and places that are taken; without those that must not be started. */
    private int undone() {
        String kept = plan.starts < plan.rows ? " AND state <> 'QUEUED'" : "";
        return sql.queryForObject("SELECT count(*) FROM scriptrun_run WHERE owner IS NOT NULL" + kept, Integer.class)
                + inFlight();
    }

    /** Rows that wait. */
    private List<Integer> queued() {
        return sql.queryForList("SELECT start_key FROM scriptrun_run WHERE state = 'QUEUED'", String.class).stream()
                .map(key -> Integer.valueOf(key.substring(BatchRoutes.key(0).length() - 1)))
                .toList();
    }

    /** The cost of all runs whose cost is known. */
    double cost() {
        return sql.queryForObject("SELECT coalesce(sum(cost), 0) FROM scriptrun_run", Double.class);
    }

    private int inFlight() {
        return sql.queryForObject(
                "SELECT count(*) FROM scriptrun_run WHERE flight_of IS NOT NULL"
                        + " AND (state IN ('STARTING', 'RUNNING') OR doubt_until > now())",
                Integer.class);
    }

    /** Of the youngest runs, because those that are older have ended. */
    private int running() {
        List<String> ids = service.runs().ids();
        return (int) ids.subList(Math.max(0, ids.size() - 200), ids.size()).stream()
                .map(service.runs()::status)
                .filter(status -> !status.equals("succeed") && !status.equals("failed"))
                .count();
    }

    private List<Event> events() throws IOException {
        List<Event> events = new ArrayList<>();
        for (Path log : logs) {
            events.addAll(EventLog.read(log));
        }
        return events;
    }

    @Override
    public void close() {
        nodes.forEach(ChildJvm::close);
    }
}
