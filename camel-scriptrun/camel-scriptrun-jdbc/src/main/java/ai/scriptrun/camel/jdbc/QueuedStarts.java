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
import java.util.ArrayList;
import java.util.List;

import ai.scriptrun.camel.store.DeliveryAttempt;
import ai.scriptrun.camel.store.DueStart;
import ai.scriptrun.camel.store.NewStart;
import ai.scriptrun.camel.store.RunKind;
import ai.scriptrun.camel.store.RunState;
import ai.scriptrun.camel.store.StartTerms;
import ai.scriptrun.camel.store.StoredStart;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcOperations;

/** Starts that wait until the limits of their workflow allow them: first in, first out. */
final class QueuedStarts {

    private final Transactions transactions;
    private final Leases leases;
    private final Limits limits;
    private final Starts starts;
    private final Sql statements;

    QueuedStarts(Transactions transactions, Leases leases, Limits limits, Starts starts, Dialect dialect) {
        this.transactions = transactions;
        this.leases = leases;
        this.limits = limits;
        this.starts = starts;
        this.statements = new Sql(dialect);
    }

    StoredStart enqueue(NewStart start) {
        return transactions.joined(sql -> {
            StoredStart known = starts.find(sql, start);
            return known == null ? insert(sql, start) : known;
        });
    }

    private StoredStart insert(JdbcOperations sql, NewStart start) {
        byte[] payload = PayloadCodec.write(start.payload());
        limits.meet(sql, start.service(), start.workflowId());
        try {
            RunKind kind = RunKind.queued(start.service());
            Number id = Starts.insert(sql, statements.insert, start, kind, RunState.QUEUED, "", payload);
            if (id != null) {
                return StoredStart.added(id.longValue(), RunState.QUEUED);
            }
        } catch (DuplicateKeyException e) {
            // The key has come meanwhile.
        }
        return starts.find(sql, start);
    }

    List<Long> workflows(String service) {
        return transactions.single(sql -> sql.queryForList(statements.workflows, Long.class, service));
    }

    List<DueStart> dequeue(String service, long workflowId, String owner, int most) {
        return transactions.own(sql -> {
            Leases.Claimant claimant = leases.lock(sql, owner);
            if (claimant == null) {
                return List.of();
            }
            Limits.Usage usage = limits.lock(sql, service, workflowId);
            List<DueStart> allowed = new ArrayList<>();
            for (Queued first :
                    sql.query(statements.first, Queued::of, service, workflowId, claimant.account(), most)) {
                if (!first.due || usage.limitReached(first.start.terms()) != null) {
                    break;
                }
                usage.add();
                allowed.add(first.start);
            }
            if (!allowed.isEmpty()) {
                Object ids = allowed.stream().map(DueStart::id).toArray(Long[]::new);
                sql.update(statements.take, owner, ids);
            }
            return allowed;
        });
    }

    boolean requeue(long id, String owner, Duration delay) {
        return transactions.single(sql -> sql.update(statements.putBack, delay.toMillis(), id, owner)) == 1;
    }

    DueStart dueStart(long id, String owner) {
        List<Queued> found = transactions.single(sql -> sql.query(statements.held, Queued::of, id, owner));
        return found.isEmpty() ? null : found.get(0).start;
    }

    private record Queued(DueStart start, boolean due) {

        static Queued of(ResultSet row, int number) throws SQLException {
            DeliveryAttempt payload = ClaimedRuns.attempt(0, row.getBytes("payload"), null, Duration.ZERO);
            StartTerms terms = StartTerms.NONE;
            Exception unreadable = payload.unreadable();
            try {
                terms = TermsText.read(row.getString("terms"));
            } catch (RuntimeException e) {
                unreadable = e;
            }
            DueStart start = new DueStart(
                    row.getLong("id"),
                    row.getLong("workflow_id"),
                    row.getString("start_key"),
                    terms,
                    payload.payload(),
                    unreadable);
            return new Queued(start, row.getBoolean("due"));
        }
    }

    static final class Sql {

        final String insert;
        final String workflows;
        final String first;
        final String take;
        final String putBack;
        final String held;

        Sql(Dialect dialect) {
            String now = dialect.now();
            String start = "SELECT id, workflow_id, start_key, terms, payload, (due_at <= " + now
                    + ") AS due FROM scriptrun_run";
            insert = Starts.Sql.insert(dialect);
            workflows = "SELECT w.workflow_id FROM scriptrun_workflow w WHERE w.service = ? AND EXISTS"
                    + " (SELECT 1 FROM scriptrun_run r WHERE r.service = w.service AND r.flight_of = w.workflow_id"
                    + " AND r.state = 'QUEUED')";
            // No other node takes one, because the workflow's row is locked.
            first = start
                    + " WHERE service = ? AND flight_of = ? AND state = 'QUEUED' AND (account = ? OR account NOT IN"
                    + " (SELECT account FROM scriptrun_node WHERE lease_until > " + now + ")) ORDER BY id LIMIT ?";
            take = "UPDATE scriptrun_run SET kind = 'starting', state = 'STARTING', owner = ?, started_at = " + now
                    + " WHERE id = ANY (?)";
            putBack = "UPDATE scriptrun_run SET kind = 'queued', state = 'QUEUED', owner = '', due_at = "
                    + dialect.later() + ClaimedRuns.Sql.HELD + " AND state = 'STARTING'";
            held = start + ClaimedRuns.Sql.HELD + " AND state = 'STARTING'";
        }
    }
}
