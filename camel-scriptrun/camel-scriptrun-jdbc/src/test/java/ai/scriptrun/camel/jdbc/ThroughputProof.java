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
package ai.scriptrun.camel.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import ai.scriptrun.camel.store.NewRun;
import ai.scriptrun.camel.store.Payload;
import ai.scriptrun.camel.store.RunKind;
import ai.scriptrun.camel.store.RunState;
import ai.scriptrun.camel.store.StoredRun;
import ai.scriptrun.camel.testing.ProofReport;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code mvn test -Pproof -Dtest=ThroughputProof}: runs added, claimed, begun and delivered a second by 8 callers among
 * 1,000,000 other runs on PostgreSQL; by the store, and by the same statements without it.
 */
class ThroughputProof {

    private static final RunKind KIND = RunKind.tracked("http://localhost");
    private static final int OTHERS = 1_000_000;
    private static final int CALLERS = 8;
    private static final int CLAIMED = 50;
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration MEASURED = Duration.ofSeconds(10);
    private static final int ROUNDS = 3;
    private static final Duration LEASE = Duration.ofHours(1);

    /** The required throughput on an idle machine, if commits don't wait for a disk. */
    private static final int GOAL = 2_000;

    private static final double LEAST_RATIO = 0.5;

    /** Settings of the server that determine the cost of a commit. */
    private static final List<String> SETTINGS = List.of("fsync", "synchronous_commit", "shared_buffers");

    private static final Payload PAYLOAD =
            new Payload(Map.of("order", "A-17", "customer", 4711), Map.of("text", "Summarise this."));

    /** The shared test server doesn't wait for the disk, so that this is the cost of the store itself. */
    @Test
    void theStoreHandlesTwoThousandRunsASecondWithoutDurableCommits() throws Exception {
        Rates rates = measure("throughput-fast", Databases.postgresUrl());
        assertThat(rates.store).isGreaterThanOrEqualTo(GOAL);
        assertThat(rates.ratio()).isGreaterThanOrEqualTo(LEAST_RATIO);
    }

    /** As PostgreSQL comes. The disk's latency decides, three commits a life, for bare SQL as well. */
    @Test
    void theStoreIsHardlySlowerThanPlainSqlWithDurableCommits() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start()) {
            Rates rates = measure("throughput-durable", postgres.getJdbcUrl("postgres", "postgres"));
            assertThat(rates.ratio()).isGreaterThanOrEqualTo(LEAST_RATIO);
        }
    }

    /** Whole lives a second. */
    private record Rates(double store, double bare) {

        double ratio() {
            return store / bare;
        }
    }

    private static Rates measure(String name, String url) throws Exception {
        try (HikariDataSource database = Databases.pool(url, CALLERS)) {
            new JdbcRunStore(database).leave("");
            new OtherRuns(database).add(KIND, OTHERS);
            JdbcTemplate server = new JdbcTemplate(database);
            String settings = SETTINGS.stream()
                    .map(setting -> setting + " " + server.queryForObject("SHOW " + setting, String.class))
                    .collect(Collectors.joining(", "));
            livesASecond(database, StoreLives::new);
            // In turn, because the machine isn't equally fast all the time.
            double store = 0;
            double bare = 0;
            for (int i = 0; i < ROUNDS; i++) {
                bare += livesASecond(database, BareLives::new) / ROUNDS;
                store += livesASecond(database, StoreLives::new) / ROUNDS;
            }
            Rates rates = new Rates(store, bare);
            new ProofReport(name, settings, "callers", "other runs", "whole lives a second", "bare SQL", "ratio")
                    .row(
                            CALLERS,
                            OTHERS,
                            Math.round(store),
                            Math.round(bare),
                            String.format(Locale.ROOT, "%.2f", rates.ratio()))
                    .publish();
            return rates;
        }
    }

    /** What one caller does again and again. */
    interface Lives extends AutoCloseable {

        /** Brings so many new runs through. */
        int live(int runs) throws SQLException;

        @Override
        void close() throws SQLException;
    }

    private static double livesASecond(DataSource database, Function<DataSource, Lives> kind) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            long begin = System.nanoTime() + WARM_UP.toNanos();
            long end = begin + MEASURED.toNanos();
            Callable<Integer> caller = () -> {
                int lives = 0;
                try (Lives all = kind.apply(database)) {
                    while (System.nanoTime() < end) {
                        int lived = all.live(CLAIMED);
                        lives += System.nanoTime() < begin ? 0 : lived;
                    }
                }
                return lives;
            };
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                all.add(callers.submit(caller));
            }
            int lives = 0;
            for (Future<Integer> done : all) {
                lives += done.get();
            }
            return lives / (double) MEASURED.toSeconds();
        } finally {
            callers.shutdownNow();
        }
    }

    static List<NewRun> newRuns(int count) {
        return Stream.generate(() -> new NewRun(
                        KIND,
                        OtherRuns.ACCOUNT,
                        6L,
                        UUID.randomUUID().toString(),
                        RunState.RUNNING,
                        Duration.ZERO,
                        null,
                        PAYLOAD))
                .limit(count)
                .toList();
    }

    private static final class StoreLives implements Lives {

        private final JdbcRunStore store;
        private final String owner;

        StoreLives(DataSource database) {
            store = new JdbcRunStore(database);
            store.setLease(LEASE);
            owner = store.join(OtherRuns.ACCOUNT);
        }

        @Override
        public int live(int runs) {
            newRuns(runs).forEach(run -> store.add(List.of(run)));
            int lives = 0;
            for (StoredRun run : store.claim(KIND, owner, runs)) {
                if (store.beginDelivery(run.id(), owner) != null && store.delivered(run.id(), owner)) {
                    lives++;
                }
            }
            return lives;
        }

        @Override
        public void close() {
            store.leave(owner);
        }
    }
}
