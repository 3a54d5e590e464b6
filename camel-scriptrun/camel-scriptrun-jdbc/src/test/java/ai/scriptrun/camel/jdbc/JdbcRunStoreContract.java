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

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import ai.scriptrun.camel.store.DeliveryAttempt;
import ai.scriptrun.camel.store.HistoryMark;
import ai.scriptrun.camel.store.NewRun;
import ai.scriptrun.camel.store.Payload;
import ai.scriptrun.camel.store.RunState;
import ai.scriptrun.camel.store.RunStore;
import ai.scriptrun.camel.store.RunStoreContract;
import ai.scriptrun.camel.store.StoredRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What a store in a database must do in addition. */
abstract class JdbcRunStoreContract extends RunStoreContract {

    private static final Duration LEASE = Duration.ofMillis(600);

    private DataSource database;
    private JdbcRunStore store;

    abstract DataSource open();

    @BeforeEach
    void openStore() {
        database = open();
        store = new JdbcRunStore(database);
    }

    @Override
    protected RunStore store() {
        return store;
    }

    private JdbcRunStore anotherNode() {
        JdbcRunStore other = new JdbcRunStore(database);
        other.setLease(LEASE);
        return other;
    }

    private List<StoredRun> awaitClaim(String owner, int count) {
        List<StoredRun> claimed = new ArrayList<>();
        await().until(() -> {
            claimed.addAll(store.claim(TRACKED, owner, 7));
            return claimed.size() >= count;
        });
        return claimed;
    }

    @Test
    void theRunsOfADeadOwnerAreClaimedByOthersOnceItsLeaseHasExpired() {
        List<String> ids = addTracked(30);
        JdbcRunStore dying = anotherNode();
        String dead = dying.join(ACCOUNT);
        assertThat(dying.claim(TRACKED, dead, 30)).hasSize(30);
        String owner = store.join(ACCOUNT);
        assertThat(store.claim(TRACKED, owner, 30)).isEmpty();

        assertThat(awaitClaim(owner, 30)).extracting(StoredRun::runId).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void anOwnerThatRenewsInTimeKeepsItsRuns() {
        addTracked(1);
        JdbcRunStore living = anotherNode();
        String keeper = living.join(ACCOUNT);
        living.claim(TRACKED, keeper, 1);
        String owner = store.join(ACCOUNT);
        Instant end = Instant.now().plus(LEASE.multipliedBy(3));
        await().pollInterval(LEASE.dividedBy(4)).until(() -> {
            assertThat(living.renew(keeper)).isTrue();
            assertThat(store.claim(TRACKED, owner, 1)).isEmpty();
            return Instant.now().isAfter(end);
        });
    }

    @Test
    void anOwnerWithAnExpiredLeaseCanChangeNothing() {
        addTracked(2);
        JdbcRunStore frozen = anotherNode();
        String late = frozen.join(ACCOUNT);
        List<StoredRun> runs = frozen.claim(TRACKED, late, 2);
        frozen.beginDelivery(runs.get(0).id(), late);
        awaitClaim(store.join(ACCOUNT), 2);

        assertThat(frozen.renew(late)).isFalse();
        assertThat(frozen.claim(TRACKED, late, 2)).isEmpty();
        assertThat(frozen.delivered(runs.get(0).id(), late)).isFalse();
        assertThat(frozen.beginDelivery(runs.get(1).id(), late)).isNull();
    }

    @Test
    void runsThatSeveralNodesAddConcurrentlyAreStoredOnce() throws Exception {
        List<NewRun> runs =
                IntStream.range(0, 100).mapToObj(i -> tracked(newRunId())).toList();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Integer> adder = () -> anotherNode().add(runs);
            int added = 0;
            for (Future<Integer> done :
                    threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> adder).toList())) {
                added += done.get();
            }
            assertThat(added).isEqualTo(100);
        } finally {
            threads.shutdownNow();
        }
        assertThat(store.count(TRACKED, 1_000)).isEqualTo(100);
        assertThat(store.count(TRACKED, 40)).isEqualTo(40);
    }

    @Test
    void aClaimThatIsCommittedAfterItsOwnerWasDeletedLeavesNoClaimedRun() throws Exception {
        assertNoRunIsLeftBehind(owner -> {
            // The lease of the owner is over, and others tidy up.
            await().until(() -> new JdbcTemplate(database)
                            .queryForObject(
                                    "SELECT count(*) FROM scriptrun_node WHERE owner = ? AND lease_until > CURRENT_TIMESTAMP",
                                    Integer.class,
                                    owner)
                    == 0);
            store.forget(Duration.ofDays(1), 100);
        });
    }

    @Test
    void aClaimThatIsCommittedWhileItsOwnerLeavesLeavesNoClaimedRun() throws Exception {
        assertNoRunIsLeftBehind(owner -> store.leave(owner));
    }

    /** @param meanwhile what others do while the claim waits for its commit; it may have to wait for that, too */
    private void assertNoRunIsLeftBehind(Consumer<String> meanwhile) throws Exception {
        addTracked(5);
        CommitGate gate = new CommitGate(database);
        JdbcRunStore frozen = new JdbcRunStore(gate);
        frozen.setLease(LEASE);
        String late = frozen.join(ACCOUNT);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            gate.shut();
            Future<List<StoredRun>> claim = threads.submit(() -> frozen.claim(TRACKED, late, 5));
            gate.awaitCommit();
            Future<?> others = threads.submit(() -> meanwhile.accept(late));
            try {
                others.get(2 * LEASE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                assertThat(others).isNotDone();
            }
            gate.open();
            claim.get();
            others.get();
        } finally {
            gate.open();
            threads.shutdownNow();
        }

        assertThat(awaitClaim(store.join(ACCOUNT), 5)).hasSize(5);
    }

    @Test
    void headersAndInputKeepTheirTypes() {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("text", "grün");
        headers.put("number", 7L);
        headers.put("decimal", new BigDecimal("1.50"));
        headers.put("time", Instant.parse("2026-11-26T12:00:00Z"));
        headers.put("bytes", new byte[] {0, 1, -1});
        headers.put("list", List.of(1, "two", Map.of("three", 3)));
        headers.put("nothing", null);
        Map<String, Object> kept = new LinkedHashMap<>(headers);
        headers.put("connection", database);
        headers.put(
                "model",
                new ai.scriptrun.camel.model.WorkflowRun(
                        com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode()));
        NewRun run = new NewRun(
                TRACKED,
                ACCOUNT,
                6L,
                newRunId(),
                RunState.RUNNING,
                Duration.ZERO,
                null,
                new Payload(headers, new byte[] {1, 2}));
        store.add(List.of(run));
        String owner = store.join(ACCOUNT);
        DeliveryAttempt attempt =
                store.beginDelivery(store.claim(TRACKED, owner, 1).get(0).id(), owner);

        assertThat(attempt.payload().headers().keySet()).isEqualTo(kept.keySet());
        assertThat(attempt.payload().headers())
                .containsEntry("decimal", new BigDecimal("1.50"))
                .containsEntry("number", 7L)
                .containsEntry("list", List.of(1, "two", Map.of("three", 3)));
        assertThat((byte[]) attempt.payload().headers().get("bytes")).containsExactly(0, 1, -1);
        assertThat((byte[]) attempt.payload().input()).containsExactly(1, 2);
    }

    @Test
    void anUnreadableRowIsReportedAndDoesNotBlockOthers() {
        List<String> ids = addTracked(3);
        String owner = store.join(ACCOUNT);
        new JdbcTemplate(database)
                .update("UPDATE scriptrun_run SET payload = ? WHERE run_id = ?", new byte[] {1, 2, 3}, ids.get(1));
        for (StoredRun run : store.claim(TRACKED, owner, 3)) {
            DeliveryAttempt attempt = store.beginDelivery(run.id(), owner);
            if (run.runId().equals(ids.get(1))) {
                assertThat(attempt.unreadable()).isNotNull();
                assertThat(attempt.payload()).isEqualTo(Payload.NONE);
            } else {
                assertThat(attempt.payload().headers()).containsEntry("order", "A-17");
            }
        }
    }

    @Test
    void tablesAreCreatedOnceIfManyNodesStartConcurrently() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<String> joining = () -> anotherNode().join(ACCOUNT);
            for (Future<String> done : threads.invokeAll(
                    IntStream.range(0, 8).mapToObj(i -> joining).toList())) {
                assertThat(done.get()).isNotEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void existingTablesAreUsedIfCreateSchemaIsOff() {
        JdbcRunStore reserved = anotherNode();
        reserved.setCreateSchema(false);
        assertThatThrownBy(() -> reserved.join(ACCOUNT)).hasMessageContaining("scriptrun_node");
        new ResourceDatabasePopulator(new ClassPathResource(Dialect.of(database).schemaFile(), JdbcRunStore.class))
                .execute(database);
        assertThat(reserved.join(ACCOUNT)).isNotEmpty();
    }

    @Test
    void aDeliveryCommitsTogetherWithTheUsersChanges() throws Exception {
        JdbcTemplate users = new JdbcTemplate(database);
        users.execute("CREATE TABLE results (n int)");
        addTracked(1);
        String owner = store.join(ACCOUNT);
        long id = store.claim(TRACKED, owner, 1).get(0).id();
        assertThatThrownBy(() -> store.inTransaction(() -> {
                    store.delivered(id, owner);
                    users.update("INSERT INTO results VALUES (1)");
                    throw new java.io.IOException("the route failed");
                }))
                .isInstanceOf(java.io.IOException.class);
        assertThat(users.queryForObject("SELECT count(*) FROM results", Integer.class))
                .isZero();
        assertThat(store.count(TRACKED, 10)).isEqualTo(1);
        store.inTransaction(() -> {
            users.update("INSERT INTO results VALUES (1)");
            return store.delivered(id, owner);
        });
        assertThat(users.queryForObject("SELECT count(*) FROM results", Integer.class))
                .isEqualTo(1);
        assertThat(store.count(TRACKED, 10)).isZero();
    }

    @Test
    void aStartedRunStaysStoredIfTheUsersTransactionIsRolledBack() {
        TransactionTemplate users = new TransactionTemplate(new DataSourceTransactionManager(database));
        users.executeWithoutResult(tx -> {
            addTracked(1);
            tx.setRollbackOnly();
        });
        assertThat(store.count(TRACKED, 10)).isEqualTo(1);
    }

    @Test
    void deliveredRunsAreDeletedInBatchesAfterKeepDelivered() {
        addTracked(5);
        String owner = store.join(ACCOUNT);
        store.claim(TRACKED, owner, 4).forEach(run -> store.delivered(run.id(), owner));
        assertThat(store.forget(Duration.ofHours(1), 3)).isZero();
        assertThat(store.forget(Duration.ofSeconds(-1), 3)).isEqualTo(3);
        assertThat(store.forget(Duration.ofSeconds(-1), 3)).isEqualTo(1);
        assertThat(store.count(TRACKED, 10)).isEqualTo(1);
    }

    @Test
    void runsThatMustBeKeptDoNotDelayTheDeletionOfOthers() {
        store.add(IntStream.range(0, 5)
                .mapToObj(i -> found(newRunId(), RunState.DELIVERED, NOON))
                .toList());
        store.setHistoryMark(HISTORY, new HistoryMark(NOON, NOON, true));
        addTracked(1);
        String owner = store.join(ACCOUNT);
        store.delivered(store.claim(TRACKED, owner, 1).get(0).id(), owner);

        assertThat(store.forget(Duration.ofSeconds(-1), 3)).isZero();
        assertThat(store.forget(Duration.ofSeconds(-1), 3)).isEqualTo(1);
        store.setHistoryMark(HISTORY, new HistoryMark(NOON, NOON.plusSeconds(1), true));
        int forgotten = 0;
        for (int i = 0; i < 3; i++) {
            forgotten += store.forget(Duration.ofSeconds(-1), 3);
        }
        assertThat(forgotten).isEqualTo(5);
    }

    @Test
    void theNewestRunsOfAHistoryWithoutTimesAreKept() {
        store.setHistoryMark(HISTORY, new HistoryMark(null, null, true));
        new OtherRuns(database).add(HISTORY, 15_000);
        int delivered = 10_500;
        assertThat(deliveredRuns()).isEqualTo(delivered);
        while (store.forget(Duration.ofSeconds(-1), 1_000) > 0) {
            assertThat(deliveredRuns()).isGreaterThanOrEqualTo(10_000);
        }
        assertThat(deliveredRuns()).isEqualTo(10_000);
    }

    private int deliveredRuns() {
        return new JdbcTemplate(database)
                .queryForObject("SELECT count(*) FROM scriptrun_run WHERE owner IS NULL", Integer.class);
    }

    @Test
    void aLargePayloadIsReadBack() {
        byte[] input = new byte[200_000];
        new Random(7).nextBytes(input);
        store.add(List.of(new NewRun(
                TRACKED,
                ACCOUNT,
                6L,
                newRunId(),
                RunState.RUNNING,
                Duration.ZERO,
                null,
                new Payload(Map.of(), input))));
        String owner = store.join(ACCOUNT);
        StoredRun run = store.claim(TRACKED, owner, 1).get(0);
        for (int i = 1; i <= 2; i++) {
            DeliveryAttempt attempt = store.beginDelivery(run.id(), owner);
            assertThat(attempt.number()).isEqualTo(i);
            assertThat((byte[]) attempt.payload().input()).isEqualTo(input);
        }
    }

    @Test
    void worksWithAPoolWithoutAutoCommit() {
        JdbcRunStore careful = new JdbcRunStore(new DelegatingDataSource(database) {
            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = super.getConnection();
                connection.setAutoCommit(false);
                return connection;
            }
        });
        careful.add(List.of(tracked(newRunId())));
        String owner = careful.join(ACCOUNT);
        StoredRun run = careful.claim(TRACKED, owner, 1).get(0);
        careful.release(run.id(), owner, Duration.ZERO);
        long id = careful.claim(TRACKED, owner, 1).get(0).id();
        assertThat(careful.beginDelivery(id, owner).number()).isEqualTo(1);
        assertThat(careful.delivered(id, owner)).isTrue();

        assertThat(store.count(TRACKED, 10)).isZero();
        assertThat(deliveredRuns()).isEqualTo(1);
    }

    @Test
    void aDeadOwnerIsDeletedOnceItOwnsNoRun() {
        addTracked(1);
        JdbcRunStore dying = anotherNode();
        dying.claim(TRACKED, dying.join(ACCOUNT), 1);
        JdbcTemplate tables = new JdbcTemplate(database);
        await().until(() -> tables.queryForObject(
                        "SELECT count(*) FROM scriptrun_node WHERE lease_until < CURRENT_TIMESTAMP", Integer.class)
                == 1);
        store.forget(Duration.ofHours(1), 10);
        String owner = store.join(ACCOUNT);
        assertThat(store.claim(TRACKED, owner, 1)).hasSize(1);
        store.forget(Duration.ofHours(1), 10);
        assertThat(tables.queryForList("SELECT owner FROM scriptrun_node", String.class))
                .containsExactly(owner);
    }

    @Test
    void wrongSettingsAreRejected() {
        assertThatThrownBy(() -> store.setLease(Duration.ofMillis(5))).hasMessageContaining("at least 100 ms");
        assertThatThrownBy(() -> store.setNodeId(" ")).hasMessageContaining("nodeId");
        assertThat(Arrays.stream(Dialect.values()).map(Dialect::schemaFile))
                .allSatisfy(
                        file -> assertThat(JdbcRunStore.class.getResource(file)).isNotNull());
    }

    @Test
    void aRepeatedDeliveryTellsHowLongTheEndHasBeenKnown() {
        addTracked(1);
        String owner = store().join(ACCOUNT);
        long id = awaitClaim(owner, 1).get(0).id();
        await().until(() -> store().beginDelivery(id, owner).sinceEnd().compareTo(Duration.ofMillis(50)) > 0);
        store().release(id, owner, Duration.ZERO);
        awaitClaim(owner, 1);
        assertThat(store().beginDelivery(id, owner).sinceEnd()).isGreaterThan(Duration.ofMillis(50));
    }
}
