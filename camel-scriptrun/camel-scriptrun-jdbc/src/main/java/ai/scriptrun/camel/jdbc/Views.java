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

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import ai.scriptrun.camel.store.Payload;
import ai.scriptrun.camel.store.RunCount;
import ai.scriptrun.camel.store.RunPhase;
import ai.scriptrun.camel.store.RunState;
import ai.scriptrun.camel.store.StartTerms;
import ai.scriptrun.camel.store.ViewedOwner;
import ai.scriptrun.camel.store.ViewedRun;
import org.springframework.dao.DuplicateKeyException;

/** What people see of the tables, and what they decide about a run. Reading locks nothing. */
final class Views {

    private final Transactions transactions;
    private final Limits limits;
    private final Starts starts;
    private final Sql statements;

    Views(Transactions transactions, Limits limits, Starts starts, Dialect dialect) {
        this.transactions = transactions;
        this.limits = limits;
        this.starts = starts;
        this.statements = new Sql(dialect);
    }

    List<RunCount> counts() {
        return transactions.single(sql -> sql.query(
                statements.counts,
                (row, number) -> new RunCount(
                        row.getString("service"),
                        row.getObject("workflow_id", Long.class),
                        RunPhase.valueOf(row.getString("phase")),
                        row.getLong("runs"))));
    }

    List<ViewedRun> runs(Set<RunPhase> phases, Long workflowId, long before, int most) {
        StringBuilder statement = new StringBuilder(statements.runs).append(" WHERE id < ? AND phase = ANY (?)");
        List<Object> values = new ArrayList<>();
        values.add(before);
        values.add(phases.stream().map(RunPhase::name).toArray(String[]::new));
        if (!phases.contains(RunPhase.DELIVERED)) {
            statement.append(" AND open_run");
        }
        if (workflowId != null) {
            statement.append(" AND workflow_id = ?");
            values.add(workflowId);
        }
        values.add(most);
        statement.append(" ORDER BY id DESC LIMIT ?");
        return transactions.single(sql -> sql.query(statement.toString(), Views::run, values.toArray()));
    }

    ViewedRun run(long id) {
        List<ViewedRun> found =
                transactions.single(sql -> sql.query(statements.runs + " WHERE id = ?", Views::run, id));
        return found.isEmpty() ? null : found.get(0);
    }

    private static ViewedRun run(ResultSet row, int number) throws SQLException {
        RunPhase phase = RunPhase.valueOf(row.getString("phase"));
        Instant startedAt = time(row, "started_at");
        Instant endedAt = time(row, "ended_at");
        // The column has a value from the beginning on, for its index.
        boolean hasEnded = phase != RunPhase.QUEUED
                && phase != RunPhase.IN_FLIGHT
                && endedAt != null
                && endedAt.isAfter(startedAt);
        String owner = row.getString("owner");
        return new ViewedRun(
                row.getLong("id"),
                row.getString("service"),
                row.getString("kind"),
                row.getObject("workflow_id", Long.class),
                row.getString("run_id"),
                row.getString("start_key"),
                phase,
                owner == null || owner.isEmpty() ? null : owner,
                row.getInt("deliveries"),
                startedAt,
                hasEnded ? endedAt : null,
                time(row, "due_at"),
                row.getObject("cost", Double.class),
                ClaimedRuns.attempt(0, null, row.getBytes("failure"), Duration.ZERO)
                        .failure(),
                time(row, "checked_at"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return Times.fromDatabase(row.getObject(column, OffsetDateTime.class));
    }

    Payload payload(long id) {
        List<Payload> found = transactions.single(sql -> sql.query(
                "SELECT payload FROM scriptrun_run WHERE id = ?",
                (row, number) -> ClaimedRuns.attempt(0, row.getBytes("payload"), null, Duration.ZERO)
                        .payload(),
                id));
        return found.isEmpty() ? Payload.NONE : found.get(0);
    }

    List<ViewedOwner> owners() {
        return transactions.single(sql -> sql.query(
                statements.owners,
                (row, number) -> new ViewedOwner(
                        row.getString("owner"),
                        time(row, "lease_until"),
                        row.getBoolean("alive"),
                        row.getLong("runs"))));
    }

    int inFlight(String service, long workflowId) {
        return transactions.single(sql -> limits.look(sql, service, workflowId).inFlight());
    }

    double spent(String service, long workflowId, Duration window) {
        return transactions.single(
                sql -> limits.look(sql, service, workflowId).spent(window).usd());
    }

    boolean deliverNow(long id) {
        return transactions.single(sql -> sql.update(statements.deliverNow, id)) == 1;
    }

    boolean adopt(long id, String runId) {
        ViewedRun run = run(id);
        if (run == null || !starts.startedRuns(run.service(), List.of(runId)).isEmpty()) {
            return false;
        }
        try {
            return transactions.single(sql -> sql.update(statements.adopt, runId, id)) == 1;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    boolean startAgain(long id) {
        ViewedRun run = run(id);
        if (run == null || run.workflowId() == null) {
            return false;
        }
        return transactions.own(sql -> {
            List<String> terms = sql.queryForList(statements.lockUncertain, String.class, id);
            if (terms.isEmpty()) {
                return false;
            }
            limits.meet(sql, run.service(), run.workflowId());
            String again = TermsText.write(read(terms.get(0)).queuedAgain());
            return sql.update(statements.startAgain, again, id) == 1;
        });
    }

    private static StartTerms read(String terms) {
        try {
            return TermsText.read(terms);
        } catch (RuntimeException e) {
            return StartTerms.NONE;
        }
    }

    /** The statements. */
    static final class Sql {

        /** As {@link RunPhase} has it. */
        private static final String PHASE = "CASE state WHEN 'QUEUED' THEN 'QUEUED' WHEN 'STARTING' THEN 'IN_FLIGHT'"
                + " WHEN 'RUNNING' THEN 'IN_FLIGHT' WHEN 'DELIVERING' THEN 'DELIVERING'"
                + " WHEN 'DELIVERED' THEN 'DELIVERED' ELSE CASE WHEN run_id IS NULL AND failure IS NULL THEN 'UNCERTAIN'"
                + " WHEN failure IS NOT NULL OR deliveries > 0 THEN 'FAILED' ELSE 'WAITING' END END AS phase";

        private static final String UNCERTAIN = " WHERE id = ? AND owner = '' AND state = '" + RunState.ENDED
                + "' AND run_id IS NULL AND failure IS NULL";

        final String counts;
        final String runs;
        final String owners;
        final String deliverNow;
        final String adopt;
        final String lockUncertain;
        final String startAgain;

        Sql(Dialect dialect) {
            String now = dialect.now();
            counts = "SELECT service, workflow_id, phase, count(*) AS runs FROM (SELECT service, workflow_id, " + PHASE
                    + " FROM scriptrun_run WHERE owner IS NOT NULL) AS r GROUP BY service, workflow_id, phase";
            runs = "SELECT * FROM (SELECT id, service, kind, workflow_id, run_id, start_key, owner, due_at, started_at,"
                    + " ended_at, deliveries, cost, failure, owner IS NOT NULL AS open_run, " + now + " AS checked_at, "
                    + PHASE + " FROM scriptrun_run) AS r";
            owners = "SELECT n.owner, n.lease_until, (n.lease_until > " + now + ") AS alive,"
                    + " (SELECT count(*) FROM scriptrun_run r WHERE r.owner = n.owner) AS runs"
                    + " FROM scriptrun_node n ORDER BY n.owner";
            deliverNow = "UPDATE scriptrun_run SET due_at = " + now
                    + " WHERE id = ? AND owner = '' AND state = 'ENDED' AND due_at > " + now;
            String settled = " doubt_until = NULL, cost = NULL, flight_of = workflow_id, due_at = " + now;
            adopt = "UPDATE scriptrun_run SET run_id = ?, state = 'RUNNING'," + settled + UNCERTAIN;
            lockUncertain = "SELECT COALESCE(terms, '') FROM scriptrun_run" + UNCERTAIN + " FOR UPDATE";
            startAgain = "UPDATE scriptrun_run SET terms = ?, kind = 'queued', state = 'QUEUED'," + settled + UNCERTAIN;
        }
    }
}
