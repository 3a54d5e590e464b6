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

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;

import javax.sql.DataSource;

import ai.scriptrun.camel.store.DeliveryAttempt;
import ai.scriptrun.camel.store.HistoryMark;
import ai.scriptrun.camel.store.NewRun;
import ai.scriptrun.camel.store.NewStart;
import ai.scriptrun.camel.store.Payload;
import ai.scriptrun.camel.store.RunKind;
import ai.scriptrun.camel.store.RunState;
import ai.scriptrun.camel.store.RunStore;
import ai.scriptrun.camel.store.StoredRun;
import ai.scriptrun.camel.store.StoredStart;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps runs in a database: they outlive the application, and nodes share them. PostgreSQL and H2. Nodes agree by the
 * database's locks and its clock alone. Every statement is made with a connection of its own, but for
 * {@link #inTransaction} and what is done in it, which join a Spring transaction of the same {@link DataSource}, as
 * {@code JdbcTemplate} does. Thread-safe once it is in use; set its properties before.
 *
 * <p>The tables are made with the first use, see {@link #setCreateSchema}.
 */
public class JdbcRunStore implements RunStore {

    private static final Duration SHORTEST_LEASE = Duration.ofMillis(100);

    private final JdbcTemplate sql;
    private final TransactionTemplate own;
    private final TransactionTemplate joined;
    private final Schema schema;
    private volatile Statements statements;
    private Duration lease = Duration.ofSeconds(15);
    private boolean createSchema = true;
    private String nodeId = ManagementFactory.getRuntimeMXBean().getName() + "-"
            + UUID.randomUUID().toString().substring(0, 8);

    /** @param dataSource the database; a pool, because several threads use it */
    public JdbcRunStore(DataSource dataSource) {
        DataSourceTransactionManager transactions = new DataSourceTransactionManager(dataSource);
        this.sql = new JdbcTemplate(dataSource);
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.joined = new TransactionTemplate(transactions);
        this.schema = new Schema(dataSource, own);
    }

    /**
     * How long a node that has died keeps its runs (15 s). Longer than the longest pause of a node, such as a full garbage
     * collection, or it loses its runs and they are delivered by others.
     */
    public void setLease(Duration lease) {
        if (lease == null || lease.compareTo(SHORTEST_LEASE) < 0) {
            throw new IllegalArgumentException(
                    "The lease is " + lease + "; it has to be at least " + SHORTEST_LEASE.toMillis() + " ms.");
        }
        this.lease = lease;
    }

    /** Whether missing tables are made (true). Without, run the file {@code schema-….sql} of this package's folder. */
    public void setCreateSchema(boolean createSchema) {
        this.createSchema = createSchema;
    }

    /** The name of this node, for people who look into the tables (its own for each process). */
    public void setNodeId(String nodeId) {
        if (nodeId == null || nodeId.isBlank() || nodeId.length() > 200) {
            throw new IllegalArgumentException(
                    "The nodeId is '" + nodeId + "'; it has to be a text of at most 200 characters.");
        }
        this.nodeId = nodeId;
    }

    private Dialect dialect() {
        return schema.ready(createSchema);
    }

    private Statements statements() {
        Statements known = statements;
        if (known == null) {
            known = Statements.of(dialect());
            statements = known;
        }
        return known;
    }

    @Override
    public Duration lease() {
        return lease;
    }

    @Override
    public String join(String account) {
        String owner = nodeId + "/" + UUID.randomUUID();
        Statements s = statements();
        own.executeWithoutResult(tx -> sql.update(s.join(), owner, account, lease.toMillis()));
        return owner;
    }

    @Override
    public boolean renew(String owner) {
        Statements s = statements();
        return own.execute(tx -> sql.update(s.renew(), lease.toMillis(), owner)) == 1;
    }

    @Override
    public void leave(String owner) {
        Statements s = statements();
        own.executeWithoutResult(tx -> {
            // In this order: it waits for a claim that isn't committed yet, whose runs can then be seen.
            sql.update(s.leave(), owner);
            sql.update(s.freeAll(), owner);
        });
    }

    @Override
    public int add(Collection<NewRun> runs) {
        Statements s = statements();
        int added = 0;
        // In one order on all nodes, or two that add the same runs could lock each other out.
        List<NewRun> unknown = new ArrayList<>(runs);
        unknown.sort(Comparator.comparing((NewRun run) -> run.kind().name()).thenComparing(NewRun::runId));
        unknown.removeAll(known(unknown));
        for (NewRun run : unknown) {
            added += insert(s, run);
        }
        return added;
    }

    private Set<NewRun> known(List<NewRun> runs) {
        Set<NewRun> known = new HashSet<>();
        if (runs.size() < 2) {
            return known;
        }
        for (RunKind kind : runs.stream().map(NewRun::kind).distinct().toList()) {
            String[] ids = runs.stream()
                    .filter(run -> run.kind().equals(kind))
                    .map(NewRun::runId)
                    .toArray(String[]::new);
            Set<String> stored = new HashSet<>(own.execute(
                    tx -> sql.queryForList(statements().known(), String.class, ids, kind.service(), kind.name())));
            runs.stream()
                    .filter(run -> run.kind().equals(kind) && stored.contains(run.runId()))
                    .forEach(known::add);
        }
        return known;
    }

    private int insert(Statements s, NewRun run) {
        boolean delivered = run.state() == RunState.DELIVERED;
        byte[] payload = delivered || Payload.NONE.equals(run.payload()) ? null : PayloadCodec.write(run.payload());
        try {
            return own.execute(tx -> sql.update(
                    s.insertRun(),
                    run.kind().service(),
                    run.kind().name(),
                    run.account(),
                    run.workflowId(),
                    run.runId(),
                    run.state().name(),
                    delivered ? null : "",
                    -run.age().toMillis(),
                    time(run.createdAt()),
                    payload));
        } catch (DuplicateKeyException e) {
            if (dialect().failsWhereThere()) {
                return 0;
            }
            throw e;
        }
    }

    @Override
    public boolean isLasting() {
        return true;
    }

    @Override
    public StoredStart intend(NewStart start, String owner) {
        Statements s = statements();
        StoredStart known = start.startKey() == null ? null : find(start);
        if (known != null) {
            return known;
        }
        byte[] payload = PayloadCodec.write(start.payload());
        GeneratedKeyHolder id = new GeneratedKeyHolder();
        try {
            own.executeWithoutResult(tx -> {
                // An owner that is forgotten could not be found again, nor could its start.
                if (sql.queryForList(s.accountOf(), String.class, owner).isEmpty()) {
                    throw new IllegalStateException("the lease of " + owner + " has run out");
                }
                sql.update(
                        connection -> {
                            PreparedStatement insert = connection.prepareStatement(s.intend(), new String[] {"id"});
                            insert.setString(1, start.kind().service());
                            insert.setString(2, start.kind().name());
                            insert.setString(3, start.account());
                            insert.setLong(4, start.workflowId());
                            insert.setString(5, start.startKey());
                            insert.setString(6, owner);
                            insert.setBytes(7, payload);
                            return insert;
                        },
                        id);
            });
        } catch (DuplicateKeyException e) {
            return find(start);
        }
        return id.getKey() == null ? find(start) : new StoredStart(id.getKey().longValue(), true, false, null);
    }

    private StoredStart find(NewStart start) {
        List<StoredStart> found = own.execute(tx -> sql.query(
                statements().findStart(),
                (row, number) -> new StoredStart(
                        row.getLong("id"),
                        false,
                        row.getString("run_id") == null && row.getBoolean("lives"),
                        row.getString("run_id")),
                start.kind().service(),
                start.workflowId(),
                start.startKey()));
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public boolean started(long id, String owner, String runId, boolean deliver) {
        Statements s = statements();
        return own.execute(tx -> sql.update(deliver ? s.started() : s.ended(), runId, id, owner)) == 1;
    }

    @Override
    public void notStarted(long id, String owner) {
        Statements s = statements();
        own.executeWithoutResult(tx -> sql.update(s.notStarted(), id, owner));
    }

    @Override
    public void uncertain(long id, String owner) {
        Statements s = statements();
        own.executeWithoutResult(tx -> sql.update(s.ended(), null, id, owner));
    }

    @Override
    public List<StoredRun> claim(RunKind kind, String owner, int most) {
        Statements s = statements();
        return own.execute(tx -> {
            List<String> account = sql.queryForList(s.accountOf(), String.class, owner);
            if (account.isEmpty()) {
                return List.of();
            }
            List<StoredRun> claimed =
                    new ArrayList<>(sql.query(s.selectFree(), RUN, kind.service(), kind.name(), account.get(0), most));
            if (claimed.size() < most) {
                for (String dead : sql.queryForList(s.deadOwners(), String.class)) {
                    claimed.addAll(sql.query(
                            s.selectOf(),
                            RUN,
                            kind.service(),
                            kind.name(),
                            dead,
                            account.get(0),
                            most - claimed.size()));
                    if (claimed.size() == most) {
                        break;
                    }
                }
            }
            if (!claimed.isEmpty()) {
                Object ids = claimed.stream().map(StoredRun::id).toArray(Long[]::new);
                sql.update(s.own(), owner, ids);
            }
            return claimed;
        });
    }

    private static final RowMapper<StoredRun> RUN = (row, number) -> {
        Instant startedAt = row.getObject("started_at", OffsetDateTime.class).toInstant();
        Instant checkedAt = row.getObject("checked_at", OffsetDateTime.class).toInstant();
        return new StoredRun(
                row.getLong("id"),
                row.getObject("workflow_id", Long.class),
                row.getString("run_id"),
                row.getString("account"),
                RunState.valueOf(row.getString("state")),
                Duration.between(startedAt, checkedAt),
                row.getInt("deliveries"));
    };

    @Override
    public List<StoredRun> held(RunKind kind, String owner) {
        Statements s = statements();
        return own.execute(tx -> sql.query(s.held(), RUN, kind.service(), kind.name(), owner));
    }

    @Override
    public DeliveryAttempt beginDelivery(long id, String owner) {
        Statements s = statements();
        return own.execute(tx -> {
            if (sql.update(s.beginDelivery(), id, owner) == 0) {
                return null;
            }
            return sql.queryForObject(s.payload(), (row, number) -> attempt(row.getInt(1), row.getBytes(2)), id);
        });
    }

    private static DeliveryAttempt attempt(int number, byte[] payload) {
        try {
            return new DeliveryAttempt(number, payload == null ? Payload.NONE : PayloadCodec.read(payload), null);
        } catch (IOException | RuntimeException e) {
            return new DeliveryAttempt(number, Payload.NONE, e);
        }
    }

    @Override
    public boolean delivered(long id, String owner) {
        Statements s = statements();
        return joined.execute(tx -> sql.update(s.delivered(), id, owner)) == 1;
    }

    @Override
    public boolean release(long id, String owner, Duration delay) {
        Statements s = statements();
        return own.execute(tx -> sql.update(s.release(), delay.toMillis(), id, owner)) == 1;
    }

    @Override
    public HistoryMark historyMark(RunKind kind) {
        Statements s = statements();
        List<HistoryMark> marks = own.execute(tx -> sql.query(
                s.mark(),
                (row, number) -> new HistoryMark(
                        instant(row.getObject(1, OffsetDateTime.class)),
                        instant(row.getObject(2, OffsetDateTime.class)),
                        row.getBoolean(3)),
                kind.service(),
                kind.name()));
        return marks.isEmpty() ? null : marks.get(0);
    }

    @Override
    public void setHistoryMark(RunKind kind, HistoryMark mark) {
        Statements s = statements();
        OffsetDateTime begunAt = time(mark.begunAt());
        OffsetDateTime readUpTo = time(mark.readUpTo());
        try {
            own.executeWithoutResult(
                    tx -> sql.update(s.insertMark(), kind.service(), kind.name(), begunAt, readUpTo, mark.complete()));
        } catch (DuplicateKeyException e) {
            if (!dialect().failsWhereThere()) {
                throw e;
            }
        }
        if (readUpTo != null) {
            own.executeWithoutResult(tx ->
                    sql.update(s.advanceMark(), readUpTo, readUpTo, mark.complete(), kind.service(), kind.name()));
        } else if (mark.complete()) {
            own.executeWithoutResult(tx -> sql.update(s.completeMark(), kind.service(), kind.name()));
        }
    }

    private static OffsetDateTime time(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    @Override
    public int count(RunKind kind, int most) {
        Statements s = statements();
        return own.execute(tx -> sql.queryForObject(s.count(), Integer.class, kind.service(), kind.name(), most));
    }

    @Override
    public int forget(Duration keepDelivered, int most) {
        Statements s = statements();
        return own.execute(tx -> {
            List<String> dead = sql.queryForList(s.lockDeadOwners(), String.class);
            if (!dead.isEmpty()) {
                // A statement of its own, which sees what a claim has committed before the owners were locked.
                sql.update(s.forgetOwners(), (Object) dead.toArray(String[]::new));
            }
            return sql.update(s.forgetRuns(), -keepDelivered.toMillis(), most);
        });
    }

    @Override
    public boolean isTransactional() {
        return true;
    }

    @Override
    public <T> T inTransaction(Callable<T> work) throws Exception {
        try {
            return joined.execute(tx -> {
                try {
                    return work.call();
                } catch (RuntimeException | Error e) {
                    throw e;
                } catch (Exception e) {
                    throw new WorkFailed(e);
                }
            });
        } catch (WorkFailed e) {
            throw e.failure;
        }
    }

    /** Carries a checked exception through Spring's template, which rolls back for it. */
    private static final class WorkFailed extends RuntimeException {

        private final Exception failure;

        WorkFailed(Exception failure) {
            super(failure);
            this.failure = failure;
        }
    }
}
