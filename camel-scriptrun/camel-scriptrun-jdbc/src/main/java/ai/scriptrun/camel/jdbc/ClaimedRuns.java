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
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import ai.scriptrun.camel.store.DeliveryAttempt;
import ai.scriptrun.camel.store.Payload;
import ai.scriptrun.camel.store.RunKind;
import ai.scriptrun.camel.store.RunState;
import ai.scriptrun.camel.store.StoredRun;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SqlParameterValue;

/** Runs and their owners: claims, and the changes that an owner makes to its runs. */
final class ClaimedRuns {

    private static final RowMapper<StoredRun> RUN = (row, number) -> new StoredRun(
            row.getLong("id"),
            row.getObject("workflow_id", Long.class),
            row.getString("run_id"),
            row.getString("account"),
            RunState.valueOf(row.getString("state")),
            Times.age(row),
            row.getInt("deliveries"),
            TermsText.isLimited(row.getString("terms")));

    private final Transactions transactions;
    private final Leases leases;
    private final Sql statements;

    ClaimedRuns(Transactions transactions, Leases leases, Dialect dialect) {
        this.transactions = transactions;
        this.leases = leases;
        this.statements = new Sql(dialect);
    }

    List<StoredRun> claim(RunKind kind, String owner, int most) {
        return transactions.own(sql -> {
            Leases.Claimant claimant = leases.lock(sql, owner);
            if (claimant == null) {
                return List.of();
            }
            List<StoredRun> claimed = unowned(sql, kind, claimant, most);
            if (!claimed.isEmpty()) {
                Object ids = claimed.stream().map(StoredRun::id).toArray(Long[]::new);
                sql.update(statements.own, owner, ids);
            }
            return claimed;
        });
    }

    /** Runs that no living owner holds, locked. */
    private List<StoredRun> unowned(JdbcOperations sql, RunKind kind, Leases.Claimant claimant, int most) {
        String account = claimant.account();
        List<StoredRun> found =
                new ArrayList<>(sql.query(statements.free, RUN, kind.service(), kind.name(), account, most));
        for (String dead : claimant.deadOwners()) {
            if (found.size() == most) {
                break;
            }
            found.addAll(
                    sql.query(statements.heldBy, RUN, kind.service(), kind.name(), dead, account, most - found.size()));
        }
        return found;
    }

    List<StoredRun> held(RunKind kind, String owner) {
        return transactions.single(sql -> sql.query(statements.held, RUN, kind.service(), kind.name(), owner));
    }

    DeliveryAttempt beginDelivery(long id, String owner) {
        List<DeliveryAttempt> begun = transactions.single(sql -> sql.query(
                statements.beginDelivery,
                (row, number) -> attempt(
                        row.getInt("deliveries"),
                        row.getBytes("payload"),
                        row.getBytes("failure"),
                        Times.sinceEnd(row)),
                id,
                owner));
        return begun.isEmpty() ? null : begun.get(0);
    }

    static DeliveryAttempt attempt(int number, byte[] payload, byte[] failure, Duration sinceEnd) {
        try {
            Payload read = payload == null ? Payload.NONE : PayloadCodec.read(payload);
            return new DeliveryAttempt(number, read, null, FailureCodec.read(failure), sinceEnd);
        } catch (IOException | RuntimeException e) {
            return new DeliveryAttempt(number, Payload.NONE, e, null, sinceEnd);
        }
    }

    boolean ended(long id, String owner, Double cost) {
        return transactions.single(sql -> sql.update(statements.ended, typed(cost), id, owner)) == 1;
    }

    /** With its type: a driver plans a statement again for a null without one. */
    private static SqlParameterValue typed(Double cost) {
        return new SqlParameterValue(Types.DOUBLE, cost);
    }

    boolean delivered(long id, String owner, Double cost) {
        return transactions.joined(sql -> sql.update(statements.delivered, typed(cost), id, owner)) == 1;
    }

    boolean release(long id, String owner, Duration delay) {
        return transactions.single(sql -> sql.update(statements.release, delay.toMillis(), id, owner)) == 1;
    }

    int count(RunKind kind, int most) {
        return transactions.single(
                sql -> sql.queryForObject(statements.count, Integer.class, kind.service(), kind.name(), most));
    }

    /**
     * A statement that changes a run names its owner: no row, no change, and the caller knows that the run is not its
     * own any more. Those that a poll makes use an index that holds open runs alone; {@code ClaimPlanTest} proves it.
     */
    static final class Sql {

        /**
         * A run and its owner. With the owner as it is, a planner that knows nothing of a new owner may read all of its
         * runs to find the one.
         */
        static final String HELD = " WHERE id = ? AND COALESCE(owner, '') = ?";

        /** An uncertain start counts as long as it may be in flight. */
        private static final String OUT_OF_FLIGHT =
                " flight_of = CASE WHEN doubt_until IS NULL THEN NULL ELSE flight_of END";

        final String free;
        final String heldBy;
        final String own;
        final String held;
        final String beginDelivery;
        final String ended;
        final String delivered;
        final String release;
        final String count;

        Sql(Dialect dialect) {
            String now = dialect.now();
            String open = "SELECT id, workflow_id, run_id, account, state, started_at, deliveries, terms, " + now
                    + " AS checked_at FROM scriptrun_run WHERE service = ? AND kind = ?";
            String mine = " AND due_at <= " + now
                    + " AND (account = ? OR account NOT IN (SELECT account FROM scriptrun_node WHERE lease_until > "
                    + now + "))";
            free = open + " AND owner = ''" + mine + " ORDER BY due_at, id LIMIT ? FOR UPDATE SKIP LOCKED";
            heldBy = open + " AND owner = ?" + mine + " LIMIT ? FOR UPDATE SKIP LOCKED";
            own = "UPDATE scriptrun_run SET owner = ? WHERE id = ANY (?)";
            held = open + " AND owner = ?";
            beginDelivery = dialect.changed(
                    "UPDATE scriptrun_run SET state = 'DELIVERING', deliveries = deliveries + 1,"
                            + " ended_at = CASE WHEN state = 'RUNNING' THEN " + now + " ELSE ended_at END,"
                            + OUT_OF_FLIGHT + HELD,
                    "deliveries, payload, failure, ended_at, " + now + " AS checked_at");
            ended = "UPDATE scriptrun_run SET state = CASE WHEN state = 'RUNNING' THEN 'ENDED' ELSE state END,"
                    + " cost = COALESCE(?, cost), ended_at = " + now + "," + OUT_OF_FLIGHT + HELD;
            delivered = "UPDATE scriptrun_run SET state = 'DELIVERED', owner = NULL, payload = NULL,"
                    + " cost = COALESCE(?, cost), ended_at = " + now + "," + OUT_OF_FLIGHT + HELD;
            release = "UPDATE scriptrun_run SET owner = '', due_at = " + dialect.later()
                    + ", state = CASE WHEN state = 'DELIVERING' THEN 'ENDED' ELSE state END" + HELD;
            // Owner by owner, as the index goes. An outer join, because H2 would begin with all runs of the kind.
            count = "SELECT count(*) FROM (SELECT 1"
                    + " FROM (SELECT '' AS owner UNION ALL SELECT owner FROM scriptrun_node) AS o"
                    + " LEFT JOIN scriptrun_run r ON r.owner = o.owner AND r.service = ? AND r.kind = ?"
                    + " WHERE r.id IS NOT NULL LIMIT ?) AS open_runs";
        }
    }
}
