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

/** The statements of a run's life by plain JDBC, on one connection that stays open. */
final class BareLives implements ThroughputProof.Lives {

    private static final Statements SQL = Statements.of(Dialect.POSTGRESQL);
    private static final long LEASE = 3_600_000;

    private final Connection connection;
    private final String owner = UUID.randomUUID().toString();
    private final PreparedStatement insert;
    private final PreparedStatement account;
    private final PreparedStatement free;
    private final PreparedStatement own;
    private final PreparedStatement begin;
    private final PreparedStatement payload;
    private final PreparedStatement delivered;

    BareLives(DataSource database) {
        try {
            connection = database.getConnection();
            connection.setAutoCommit(false);
            insert = connection.prepareStatement(SQL.insertRun());
            account = connection.prepareStatement(SQL.accountOf());
            free = connection.prepareStatement(SQL.selectFree());
            own = connection.prepareStatement(SQL.own());
            begin = connection.prepareStatement(SQL.beginDelivery());
            payload = connection.prepareStatement(SQL.payload());
            delivered = connection.prepareStatement(SQL.delivered());
            try (PreparedStatement join = connection.prepareStatement(SQL.join())) {
                join.setString(1, owner);
                join.setString(2, OtherRuns.ACCOUNT);
                join.setLong(3, LEASE);
                join.executeUpdate();
            }
            connection.commit();
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
        connection.commit();
    }

    private List<Long> claim(int most) throws SQLException {
        String known;
        account.setString(1, owner);
        try (ResultSet row = account.executeQuery()) {
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
        return claimed;
    }

    private int deliver(long id) throws SQLException {
        begin.setLong(1, id);
        begin.setString(2, owner);
        int begun = begin.executeUpdate();
        payload.setLong(1, id);
        try (ResultSet row = payload.executeQuery()) {
            row.next();
            row.getBytes(2);
        }
        connection.commit();
        delivered.setLong(1, id);
        delivered.setString(2, owner);
        int ended = delivered.executeUpdate();
        connection.commit();
        return begun * ended;
    }

    @Override
    public void close() throws SQLException {
        connection.setAutoCommit(true);
        connection.close();
    }
}
