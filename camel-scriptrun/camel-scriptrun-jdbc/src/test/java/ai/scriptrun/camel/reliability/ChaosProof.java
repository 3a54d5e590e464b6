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

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

import ai.scriptrun.camel.testing.ProofReport;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Three nodes on PostgreSQL while nodes are killed, frozen beyond their lease, and the database is killed, all in one go.
 * Takes several minutes: {@code mvn test -Pproof -Dtest=ChaosProof}. System properties: {@code chaos.runs},
 * {@code chaos.rounds} (each three kills of nodes, one freeze, one kill of the database), {@code seed}.
 */
class ChaosProof {

    private static final int NODES = 3;
    private static final int RUNS = Integer.getInteger("chaos.runs", 3_000);
    private static final int ROUNDS = Integer.getInteger("chaos.rounds", 10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /** Time for the effects of the last failure: a lease, the polls after it, and repeated deliveries. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final AtomicInteger disturbed = new AtomicInteger();

    private enum Disturbance {
        NODE_KILLED,
        NODE_FROZEN,
        DATABASE_KILLED
    }

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void noRunIsLostOrStuckAndOnlyRunsInDeliveryAreEmittedTwice(NodeApplication.Routes routes) throws Exception {
        ExecutorService starters = Executors.newFixedThreadPool(2);
        try (ChaosCluster cluster = new ChaosCluster(routes, NODES, folder)) {
            for (int node = 0; node < NODES; node++) {
                cluster.awaitWorking(node);
            }
            long begun = System.nanoTime();
            List<Disturbance> plan = plan();
            List<Future<?>> starting = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                int first = i;
                starting.add(starters.submit(() -> startRuns(cluster, first, plan.size())));
            }
            for (Disturbance disturbance : plan) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt((int) LONGEST_PAUSE.toMillis()));
                disturb(cluster, disturbance);
                disturbed.incrementAndGet();
            }
            for (Future<?> done : starting) {
                done.get();
            }
            judge(cluster, routes, begun);
        } finally {
            starters.shutdownNow();
        }
    }

    private List<Disturbance> plan() {
        List<Disturbance> plan = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            plan.addAll(Collections.nCopies(3, Disturbance.NODE_KILLED));
            plan.add(Disturbance.NODE_FROZEN);
            plan.add(Disturbance.DATABASE_KILLED);
        }
        Collections.shuffle(plan, random);
        return plan;
    }

    /** Every other run; no faster than disturbances come, so that each of them meets runs. */
    private Void startRuns(ChaosCluster cluster, int first, int disturbances) {
        for (int input = first; input < RUNS; input += 2) {
            int due = (int) ((long) input * disturbances / RUNS);
            await().atMost(Duration.ofMinutes(10)).until(() -> disturbed.get() >= due);
            cluster.startRun(input);
        }
        return null;
    }

    private void disturb(ChaosCluster cluster, Disturbance disturbance) throws Exception {
        int node = random.nextInt(NODES);
        switch (disturbance) {
            case NODE_KILLED -> cluster.killNode(node);
            case NODE_FROZEN -> cluster.freezeNode(node, NodeApplication.LEASE.plusMillis(500 + random.nextInt(2_000)));
            case DATABASE_KILLED -> cluster.killServer();
        }
    }

    private void judge(ChaosCluster cluster, NodeApplication.Routes routes, long begun) throws Exception {
        try {
            await().atMost(PATIENCE).until(() -> cluster.open().isEmpty());
        } catch (ConditionTimeoutException e) {
            // They are counted as stuck.
        }
        Set<String> stuck = cluster.open();
        Set<String> started = new HashSet<>(cluster.started());
        Map<String, Long> delivered =
                cluster.delivered().stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        Set<String> lost = new HashSet<>(started);
        lost.removeAll(delivered.keySet());
        lost.removeAll(stuck);
        Set<String> again = delivered.keySet().stream()
                .filter(run -> delivered.get(run) > 1)
                .collect(Collectors.toSet());
        Set<String> unexplained = new HashSet<>(again);
        unexplained.removeAll(cluster.inDelivery());
        new ProofReport(
                        "chaos-" + routes.name().toLowerCase(Locale.ROOT),
                        "seed " + seed + ", " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun) + " s",
                        "nodes killed",
                        "nodes frozen",
                        "database killed",
                        "runs started",
                        "delivered",
                        "lost",
                        "stuck",
                        "delivered twice",
                        "of these in delivery at a disturbance")
                .row(
                        3 * ROUNDS,
                        ROUNDS,
                        ROUNDS,
                        started.size(),
                        delivered.size(),
                        lost.size(),
                        stuck.size(),
                        again.size(),
                        again.size() - unexplained.size())
                .publish();

        assertThat(started).hasSize(RUNS);
        assertThat(cluster.accepted()).isEqualTo(RUNS);
        assertThat(lost).as("lost").isEmpty();
        assertThat(stuck).as("stuck").isEmpty();
        assertThat(unexplained).as("delivered twice, and not in delivery").isEmpty();
        if (routes == NodeApplication.Routes.EFFECTS) {
            assertThat(again).as("effects that are there twice").isEmpty();
        }
    }
}
