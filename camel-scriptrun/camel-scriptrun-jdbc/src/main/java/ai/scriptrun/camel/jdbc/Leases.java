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

import java.sql.Array;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * The leases of owners. An owner that runs name is always here, dead or alive: what forgets it, and what makes it an
 * owner of runs, lock its row.
 */
final class Leases {

    private final Transactions transactions;
    private final Sql statements;
    private final String nodeId;
    private final Duration lease;

    Leases(Transactions transactions, Dialect dialect, String nodeId, Duration lease) {
        this.transactions = transactions;
        this.statements = new Sql(dialect);
        this.nodeId = nodeId;
        this.lease = lease;
    }

    /**
     * Who claims.
     *
     * @param account    fingerprint of its credential
     * @param deadOwners those whose lease has run out
     */
    record Claimant(String account, List<String> deadOwners) {}

    String join(String account) {
        String owner = nodeId + "/" + UUID.randomUUID();
        transactions.single(sql -> sql.update(statements.join, owner, account, lease.toMillis()));
        return owner;
    }

    boolean renew(String owner) {
        return transactions.single(sql -> sql.update(statements.renew, lease.toMillis(), owner)) == 1;
    }

    void leave(String owner) {
        transactions.own(sql -> {
            // In this order: it waits for a claim that isn't committed yet, whose runs can then be seen.
            sql.update(statements.leave, owner);
            return sql.update(statements.freeAll, owner);
        });
    }

    /**
     * The living owner, locked for the transaction so that it isn't deleted meanwhile; {@code null} if it isn't living.
     */
    Claimant lock(JdbcOperations sql, String owner) {
        List<Claimant> living = sql.query(
                statements.lock,
                (row, number) -> new Claimant(row.getString("account"), texts(row.getArray("dead"))),
                owner);
        return living.isEmpty() ? null : living.get(0);
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray())
                .map(String.class::cast)
                .toList();
    }

    /** Forgets dead owners that hold no run. */
    void forget(JdbcOperations sql) {
        List<String> dead = sql.queryForList(statements.lockDead, String.class);
        if (!dead.isEmpty()) {
            // A separate statement, which sees what a claim has committed before the owners were locked.
            sql.update(statements.forget, (Object) dead.toArray(String[]::new));
        }
    }

    static final class Sql {

        final String join;
        final String renew;
        final String leave;
        final String freeAll;
        final String lock;
        final String lockDead;
        final String forget;

        Sql(Dialect dialect) {
            String now = dialect.now();
            join = "INSERT INTO scriptrun_node (owner, account, lease_until) VALUES (?, ?, " + dialect.later() + ")";
            renew = "UPDATE scriptrun_node SET lease_until = " + dialect.later() + " WHERE owner = ? AND lease_until > "
                    + now;
            leave = "DELETE FROM scriptrun_node WHERE owner = ?";
            freeAll = "UPDATE scriptrun_run SET owner = '' WHERE owner = ?";
            lock = "SELECT account, ARRAY(SELECT owner FROM scriptrun_node WHERE lease_until <= " + now + ") AS dead"
                    + " FROM scriptrun_node WHERE owner = ? AND lease_until > " + now + " FOR UPDATE";
            lockDead = "SELECT owner FROM scriptrun_node WHERE lease_until < " + now + " FOR UPDATE SKIP LOCKED";
            forget = "DELETE FROM scriptrun_node WHERE owner = ANY (?)"
                    + " AND NOT EXISTS (SELECT 1 FROM scriptrun_run r WHERE r.owner = scriptrun_node.owner)";
        }
    }
}
