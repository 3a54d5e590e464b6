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

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import ai.scriptrun.camel.store.NewRun;

/** The statements of a run's life by plain JDBC, on one connection that stays open; all but the claim's commit alone. */
final class BareLives implements ThroughputProof.Lives {

    private static final Leases.Sql LEASES = new Leases.Sql(Dialect.POSTGRESQL);
    private static final ClaimedRuns.Sql RUNS = new ClaimedRuns.Sql(Dialect.POSTGRESQL);
    private static final String INSERT = new AddedRuns.Sql(Dialect.POSTGRESQL).insert;
    private static final long LEASE = 3_600_000;

    private final Connection connection;
    private final String owner = UUID.randomUUID().toString();
    private final PreparedStatement insert;
    private final PreparedStatement lock;
    private final PreparedStatement free;
    private final PreparedStatement own;
    private final PreparedStatement begin;
    private final PreparedStatement delivered;

    BareLives(DataSource database) {
        try {
            connection = database.getConnection();
            insert = connection.prepareStatement(INSERT);
            lock = connection.prepareStatement(LEASES.lock);
            free = connection.prepareStatement(RUNS.free);
            own = connection.prepareStatement(RUNS.own);
            begin = connection.prepareStatement(RUNS.beginDelivery);
            delivered = connection.prepareStatement(RUNS.delivered);
            try (PreparedStatement join = connection.prepareStatement(LEASES.join)) {
                join.setString(1, owner);
                join.setString(2, OtherRuns.ACCOUNT);
                join.setLong(3, LEASE);
                join.executeUpdate();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int live(int runs) throws SQLException {
        for (NewRun run : ThroughputProof.newRuns(runs)) {
            insert(run);
        }
        int lives = 0;
        for (Long id : claim(runs)) {
            lives += deliver(id);
        }
        return lives;
    }

    private void insert(NewRun run) throws SQLException {
        insert.setString(1, run.kind().service());
        insert.setString(2, run.kind().name());
        insert.setString(3, run.account());
        insert.setLong(4, run.workflowId());
        insert.setString(5, run.runId());
        insert.setString(6, run.state().name());
        insert.setString(7, "");
        insert.setLong(8, 0);
        insert.setNull(9, Types.TIMESTAMP_WITH_TIMEZONE);
        insert.setBytes(10, PayloadCodec.write(run.payload()));
        insert.executeUpdate();
    }

    private List<Long> claim(int most) throws SQLException {
        String known;
        connection.setAutoCommit(false);
        lock.setString(1, owner);
        try (ResultSet row = lock.executeQuery()) {
            row.next();
            known = row.getString(1);
        }
        free.setString(1, "http://localhost");
        free.setString(2, "tracked");
        free.setString(3, known);
        free.setInt(4, most);
        List<Long> claimed = new ArrayList<>();
        try (ResultSet rows = free.executeQuery()) {
            while (rows.next()) {
                claimed.add(rows.getLong(1));
            }
        }
        own.setString(1, owner);
        own.setArray(2, connection.createArrayOf("bigint", claimed.toArray()));
        own.executeUpdate();
        connection.commit();
        connection.setAutoCommit(true);
        return claimed;
    }

    private int deliver(long id) throws SQLException {
        begin.setLong(1, id);
        begin.setString(2, owner);
        int begun = 0;
        try (ResultSet row = begin.executeQuery()) {
            while (row.next()) {
                row.getBytes(2);
                begun++;
            }
        }
        delivered.setNull(1, Types.DOUBLE);
        delivered.setLong(2, id);
        delivered.setString(3, owner);
        return begun * delivered.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
