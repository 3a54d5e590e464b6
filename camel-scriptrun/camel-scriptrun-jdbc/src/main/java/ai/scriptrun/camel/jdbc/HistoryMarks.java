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

import java.time.OffsetDateTime;
import java.util.List;

import ai.scriptrun.camel.store.HistoryMark;
import ai.scriptrun.camel.store.RunKind;
import org.springframework.dao.DuplicateKeyException;

/** How far histories are known. */
final class HistoryMarks {

    private final Transactions transactions;
    private final Dialect dialect;
    private final Sql statements;

    HistoryMarks(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
        this.statements = new Sql(dialect);
    }

    HistoryMark get(RunKind kind) {
        List<HistoryMark> marks = transactions.single(sql -> sql.query(
                statements.select,
                (row, number) -> new HistoryMark(
                        Times.fromDatabase(row.getObject(1, OffsetDateTime.class)),
                        Times.fromDatabase(row.getObject(2, OffsetDateTime.class)),
                        row.getBoolean(3)),
                kind.service(),
                kind.name()));
        return marks.isEmpty() ? null : marks.get(0);
    }

    void set(RunKind kind, HistoryMark mark) {
        OffsetDateTime begunAt = Times.toDatabase(mark.begunAt());
        OffsetDateTime readUpTo = Times.toDatabase(mark.readUpTo());
        try {
            transactions.single(sql ->
                    sql.update(statements.insert, kind.service(), kind.name(), begunAt, readUpTo, mark.complete()));
        } catch (DuplicateKeyException e) {
            if (!dialect.failsWhereThere()) {
                throw e;
            }
        }
        if (readUpTo != null) {
            transactions.single(sql ->
                    sql.update(statements.advance, readUpTo, readUpTo, mark.complete(), kind.service(), kind.name()));
        } else if (mark.complete()) {
            transactions.single(sql -> sql.update(statements.complete, kind.service(), kind.name()));
        }
    }

    static final class Sql {

        final String select;
        final String insert;
        final String advance;
        final String complete;

        Sql(Dialect dialect) {
            select = "SELECT begun_at, read_up_to, complete FROM scriptrun_watch WHERE service = ? AND kind = ?";
            insert = dialect.unlessThere("INSERT INTO scriptrun_watch (service, kind, begun_at, read_up_to, complete)"
                    + " VALUES (?, ?, ?, ?, ?)");
            advance = "UPDATE scriptrun_watch SET read_up_to = CASE WHEN read_up_to >= ? THEN read_up_to ELSE ? END,"
                    + " complete = (complete OR ?) WHERE service = ? AND kind = ?";
            complete = "UPDATE scriptrun_watch SET complete = TRUE WHERE service = ? AND kind = ?";
        }
    }
}
