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
import java.util.List;

import ai.scriptrun.camel.store.NewStart;
import ai.scriptrun.camel.store.StoredStart;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** Starts: the intent to make one, and what became of it. */
final class Starts {

    private final Transactions transactions;
    private final Leases leases;
    private final Sql statements;

    Starts(Transactions transactions, Leases leases, Dialect dialect) {
        this.transactions = transactions;
        this.leases = leases;
        this.statements = new Sql(dialect);
    }

    StoredStart intend(NewStart start, String owner) {
        StoredStart known = start.startKey() == null ? null : find(start);
        if (known != null) {
            return known;
        }
        byte[] payload = PayloadCodec.write(start.payload());
        GeneratedKeyHolder id = new GeneratedKeyHolder();
        try {
            transactions.own(sql -> {
                // An owner that is forgotten could not be found again, nor could its start.
                if (leases.lock(sql, owner) == null) {
                    throw new IllegalStateException("the lease of " + owner + " has run out");
                }
                return sql.update(
                        connection -> {
                            PreparedStatement insert =
                                    connection.prepareStatement(statements.intend, new String[] {"id"});
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
        List<StoredStart> found = transactions.single(sql -> sql.query(
                statements.find,
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

    boolean started(long id, String owner, String runId, boolean deliver) {
        String statement = deliver ? statements.started : statements.ended;
        return transactions.single(sql -> sql.update(statement, runId, id, owner)) == 1;
    }

    void notStarted(long id, String owner) {
        transactions.single(sql -> sql.update(statements.notStarted, id, owner));
    }

    void uncertain(long id, String owner) {
        transactions.single(sql -> sql.update(statements.ended, null, id, owner));
    }

    static final class Sql {

        final String intend;
        final String find;
        final String started;
        final String ended;
        final String notStarted;

        Sql(Dialect dialect) {
            String now = dialect.now();
            intend = dialect.unlessThere(
                    "INSERT INTO scriptrun_run (service, kind, account, workflow_id, start_key, state, owner,"
                            + " due_at, started_at, ended_at, deliveries, payload)"
                            + " VALUES (?, ?, ?, ?, ?, 'STARTING', ?, " + now + ", " + now + ", " + now + ", 0, ?)");
            find = "SELECT id, run_id, owner, (owner IN (SELECT owner FROM scriptrun_node WHERE lease_until > " + now
                    + ")) AS lives FROM scriptrun_run WHERE service = ? AND workflow_id = ? AND start_key = ?";
            started = "UPDATE scriptrun_run SET run_id = ?, state = 'RUNNING', owner = '', started_at = " + now
                    + ClaimedRuns.Sql.HELD;
            ended =
                    "UPDATE scriptrun_run SET run_id = ?, state = 'DELIVERED', owner = NULL, payload = NULL, ended_at = "
                            + now + ClaimedRuns.Sql.HELD;
            notStarted = "DELETE FROM scriptrun_run" + ClaimedRuns.Sql.HELD;
        }
    }
}
