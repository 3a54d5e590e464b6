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

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

import ai.scriptrun.camel.store.RunKind;
import org.springframework.jdbc.core.JdbcOperations;

/** Forgets what was delivered long ago, and owners that are dead. Thread-safe. */
final class Forgetting {

    /** Delivered runs that are remembered of a history without times; far more than a page has. */
    private static final int MOST_TIMELESS = 10_000;

    private static final Position BEGIN = new Position(0, Instant.EPOCH.atOffset(ZoneOffset.UTC));

    private final Transactions transactions;
    private final Leases leases;
    private final Sql statements;

    /** Where the next call continues, because otherwise each call would read the runs that have to stay. */
    private volatile Position position = BEGIN;

    private record Position(long id, OffsetDateTime endedAt) {}

    private record Delivered(Position position, boolean forgettable) {}

    Forgetting(Transactions transactions, Leases leases, Dialect dialect) {
        this.transactions = transactions;
        this.leases = leases;
        this.statements = new Sql(dialect);
    }

    /** Checks the next delivered runs after the last position, and deletes those that can't appear again. */
    int forget(Duration keepDelivered, int most) {
        long age = -keepDelivered.toMillis();
        Position from = position;
        return transactions.own(sql -> {
            leases.forget(sql);
            int forgotten = from.equals(BEGIN) ? forgetTimeless(sql, age, most) : 0;
            List<Delivered> old = sql.query(
                    statements.old,
                    (row, number) -> new Delivered(
                            new Position(row.getLong("id"), row.getObject("ended_at", OffsetDateTime.class)),
                            row.getBoolean("forgettable")),
                    age,
                    from.endedAt,
                    from.endedAt,
                    from.id,
                    most);
            position = old.size() < most ? BEGIN : old.get(old.size() - 1).position;
            Object ids = old.stream()
                    .filter(Delivered::forgettable)
                    .map(run -> run.position.id)
                    .toArray(Long[]::new);
            return forgotten + sql.update(statements.delete, ids);
        });
    }

    private int forgetTimeless(JdbcOperations sql, long age, int most) {
        List<RunKind> histories = sql.query(
                statements.timeless, (row, number) -> new RunKind(row.getString("service"), row.getString("kind")));
        int forgotten = 0;
        for (RunKind history : histories) {
            forgotten +=
                    sql.update(statements.deleteTimeless, history.service(), history.name(), age, most, MOST_TIMELESS);
        }
        return forgotten;
    }

    static final class Sql {

        final String old;
        final String delete;
        final String timeless;
        final String deleteTimeless;

        Sql(Dialect dialect) {
            old = "SELECT id, ended_at, (kind NOT LIKE 'workflow:%' OR EXISTS (SELECT 1 FROM scriptrun_watch w"
                    + " WHERE w.service = r.service AND w.kind = r.kind AND r.found_at < w.read_up_to)) AS forgettable"
                    + " FROM scriptrun_run r WHERE owner IS NULL AND ended_at < " + dialect.later()
                    + " AND ended_at >= ? AND (ended_at > ? OR id > ?) ORDER BY ended_at, id LIMIT ?";
            delete = "DELETE FROM scriptrun_run WHERE id = ANY (?)";
            timeless = "SELECT service, kind FROM scriptrun_watch WHERE complete AND read_up_to IS NULL";
            deleteTimeless = "DELETE FROM scriptrun_run WHERE id IN (SELECT id FROM scriptrun_run"
                    + " WHERE service = ? AND kind = ? AND owner IS NULL AND found_at IS NULL AND ended_at < "
                    + dialect.later() + " ORDER BY id DESC LIMIT ? OFFSET ?)";
        }
    }
}
