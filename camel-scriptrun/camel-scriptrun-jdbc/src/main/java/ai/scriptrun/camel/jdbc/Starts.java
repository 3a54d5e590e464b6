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

import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import ai.scriptrun.camel.store.AfterStart;
import ai.scriptrun.camel.store.NewStart;
import ai.scriptrun.camel.store.RunKind;
import ai.scriptrun.camel.store.RunState;
import ai.scriptrun.camel.store.StartFailure;
import ai.scriptrun.camel.store.StartInDoubt;
import ai.scriptrun.camel.store.StoredStart;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** Starts that are about to be made, and how they went. */
final class Starts {

    /** How long an uncertain start counts as in flight while the workflow's durations are unknown. */
    private static final Duration USUAL_DOUBT = Duration.ofMinutes(15);

    private final Transactions transactions;
    private final Leases leases;
    private final Limits limits;
    private final Sql statements;

    Starts(Transactions transactions, Leases leases, Limits limits, Dialect dialect) {
        this.transactions = transactions;
        this.leases = leases;
        this.limits = limits;
        this.statements = new Sql(dialect);
    }

    StoredStart intend(NewStart start, String owner) {
        StoredStart known = start.startKey() == null ? null : transactions.single(sql -> find(sql, start));
        if (known != null) {
            return known;
        }
        byte[] payload = PayloadCodec.write(start.payload());
        try {
            StoredStart stored = transactions.own(sql -> intend(sql, start, owner, payload));
            return stored == null ? transactions.single(sql -> find(sql, start)) : stored;
        } catch (DuplicateKeyException e) {
            return transactions.single(sql -> find(sql, start));
        }
    }

    /** {@code null} where the key has come meanwhile. */
    private StoredStart intend(JdbcOperations sql, NewStart start, String owner, byte[] payload) {
        // An owner that is forgotten could not be found again, nor could its start.
        if (leases.lock(sql, owner) == null) {
            throw new IllegalStateException("the lease of " + owner + " has run out");
        }
        if (start.terms().isLimited()) {
            String limit = limits.lock(sql, start.service(), start.workflowId()).limitReached(start.terms());
            if (limit != null) {
                return StoredStart.held(limit);
            }
        }
        RunKind kind = RunKind.starting(start.service());
        Number id = insert(sql, statements.insert, start, kind, RunState.STARTING, owner, payload);
        return id == null ? null : StoredStart.added(id.longValue(), RunState.STARTING);
    }

    /** The new record's id, or {@code null} where the key is there. */
    static Number insert(
            JdbcOperations sql,
            String statement,
            NewStart start,
            RunKind kind,
            RunState state,
            String owner,
            byte[] payload) {
        GeneratedKeyHolder id = new GeneratedKeyHolder();
        sql.update(
                connection -> {
                    PreparedStatement insert = connection.prepareStatement(statement, new String[] {"id"});
                    insert.setString(1, kind.service());
                    insert.setString(2, kind.name());
                    insert.setString(3, start.account());
                    insert.setLong(4, start.workflowId());
                    insert.setLong(5, start.workflowId());
                    insert.setString(6, start.startKey());
                    insert.setString(7, state.name());
                    insert.setString(8, owner);
                    insert.setString(9, TermsText.write(start.terms()));
                    insert.setBytes(10, payload);
                    return insert;
                },
                id);
        return id.getKey();
    }

    /** The start that has the same key, or {@code null}. */
    StoredStart find(JdbcOperations sql, NewStart start) {
        List<StoredStart> found = sql.query(
                statements.find,
                (row, number) -> {
                    RunState state = RunState.valueOf(row.getString("state"));
                    boolean pending =
                            state == RunState.QUEUED || (state == RunState.STARTING && row.getBoolean("lives"));
                    return StoredStart.known(row.getLong("id"), state, pending, row.getString("run_id"));
                },
                start.service(),
                start.workflowId(),
                start.startKey());
        return found.isEmpty() ? null : found.get(0);
    }

    boolean started(long id, String owner, String runId, AfterStart then) {
        String statement =
                switch (then) {
                    case DELIVER -> statements.deliver;
                    case WATCH -> statements.watch;
                    case REMEMBER -> statements.remember;
                };
        try {
            return transactions.single(sql -> sql.update(statement, runId, id, owner)) == 1;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    void notStarted(long id, String owner) {
        transactions.single(sql -> sql.update(statements.notStarted, id, owner));
    }

    void refused(long id, String owner, StartFailure failure) {
        byte[] text = FailureCodec.write(failure);
        transactions.single(sql -> sql.update(statements.refused, text, id, owner));
    }

    void uncertain(long id, String owner, boolean deliver) {
        String statement = deliver ? statements.deliverUncertain : statements.rememberUncertain;
        transactions.own(sql -> {
            List<Long> left = sql.query(
                    statements.inDoubtSince,
                    (row, number) -> {
                        Duration age = Times.age(row);
                        Duration longest =
                                limits.longest(sql, row.getString("service"), row.getLong("workflow_id"), USUAL_DOUBT);
                        return Math.max(0, longest.minus(age).toMillis());
                    },
                    id,
                    owner);
            return left.isEmpty() ? 0 : sql.update(statement, left.get(0), id, owner);
        });
    }

    boolean restarting(long id, String owner) {
        return transactions.single(sql -> sql.update(statements.restarting, id, owner)) == 1;
    }

    List<StartInDoubt> inDoubt(String service, long workflowId, Duration oldest) {
        return transactions.single(sql -> sql.query(
                statements.inDoubt,
                (row, number) -> new StartInDoubt(
                        row.getLong("id"),
                        row.getString("start_key"),
                        RunState.STARTING.name().equals(row.getString("state")) && row.getBoolean("lives"),
                        Times.age(row)),
                service,
                workflowId,
                -oldest.toMillis()));
    }

    Set<String> startedRuns(String service, Collection<String> runIds) {
        Set<String> started = new HashSet<>();
        if (!runIds.isEmpty()) {
            String[] ids = runIds.toArray(String[]::new);
            for (RunKind kind : List.of(RunKind.tracked(service), RunKind.starting(service))) {
                started.addAll(transactions.single(
                        sql -> sql.queryForList(AddedRuns.Sql.KNOWN, String.class, ids, service, kind.name())));
            }
        }
        return started;
    }

    static final class Sql {

        /** A start that its owner is making. */
        private static final String STARTING = ClaimedRuns.Sql.HELD + " AND state = 'STARTING'";

        private static final String DELIVERED = " state = 'DELIVERED', owner = NULL, payload = NULL";

        final String insert;
        final String find;
        final String deliver;
        final String watch;
        final String remember;
        final String notStarted;
        final String refused;
        final String inDoubtSince;
        final String deliverUncertain;
        final String rememberUncertain;
        final String restarting;
        final String inDoubt;

        Sql(Dialect dialect) {
            String now = dialect.now();
            String lives = "(owner IN (SELECT owner FROM scriptrun_node WHERE lease_until > " + now + ")) AS lives";
            insert = insert(dialect);
            find = "SELECT id, run_id, state, " + lives
                    + " FROM scriptrun_run WHERE service = ? AND workflow_id = ? AND start_key = ?";
            String started = "UPDATE scriptrun_run SET run_id = ?, started_at = " + now + ",";
            deliver = started + " due_at = " + now + ", kind = 'tracked', state = 'RUNNING', owner = ''" + STARTING;
            watch = started + " state = 'RUNNING'" + STARTING;
            remember = started + DELIVERED + ", flight_of = NULL, ended_at = " + now + STARTING;
            notStarted = "DELETE FROM scriptrun_run" + STARTING;
            String handOver = " kind = 'tracked', state = 'ENDED', owner = '', due_at = " + now;
            refused = "UPDATE scriptrun_run SET flight_of = NULL, failure = ?, ended_at = " + now + "," + handOver
                    + STARTING;
            inDoubtSince =
                    "SELECT service, workflow_id, started_at, " + now + " AS checked_at FROM scriptrun_run" + STARTING;
            // Its cost stays unknown; it may be as high as that of any other run.
            String doubt = "UPDATE scriptrun_run SET doubt_until = " + dialect.later() + ", ended_at = " + now
                    + ", cost = (SELECT max(dear.cost) FROM scriptrun_run dear WHERE dear.service ="
                    + " scriptrun_run.service AND dear.workflow_id = scriptrun_run.workflow_id AND dear.cost IS NOT"
                    + " NULL"
                    + Limits.Sql.OF_STARTS + "),";
            deliverUncertain = doubt + handOver + STARTING;
            rememberUncertain = doubt + DELIVERED + STARTING;
            restarting = "UPDATE scriptrun_run SET started_at = " + now + STARTING;
            inDoubt = "SELECT id, start_key, state, started_at, " + now + " AS checked_at, " + lives
                    + " FROM scriptrun_run WHERE service = ? AND flight_of = ? AND state <> 'QUEUED'"
                    + " AND run_id IS NULL AND started_at >= " + dialect.later();
        }

        static String insert(Dialect dialect) {
            String now = dialect.now();
            return dialect.unlessThere(
                    "INSERT INTO scriptrun_run (service, kind, account, workflow_id, flight_of, start_key, state,"
                            + " owner, terms, due_at, started_at, ended_at, deliveries, payload) VALUES (?, ?, ?, ?, ?, ?,"
                            + " ?, ?, ?, " + now + ", " + now + ", " + now + ", 0, ?)");
        }
    }
}
