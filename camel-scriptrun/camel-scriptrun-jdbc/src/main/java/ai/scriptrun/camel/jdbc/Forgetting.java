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

/** Forgets what was delivered long ago, and owners that are dead. */
final class Forgetting {

    private final Transactions transactions;
    private final Leases leases;
    private final Sql statements;

    Forgetting(Transactions transactions, Leases leases, Dialect dialect) {
        this.transactions = transactions;
        this.leases = leases;
        this.statements = new Sql(dialect);
    }

    int forget(Duration keepDelivered, int most) {
        return transactions.own(sql -> {
            leases.forget(sql);
            return sql.update(statements.runs, -keepDelivered.toMillis(), most);
        });
    }

    static final class Sql {

        final String runs;

        Sql(Dialect dialect) {
            runs = "DELETE FROM scriptrun_run WHERE id IN (SELECT id FROM scriptrun_run r WHERE owner IS NULL"
                    + " AND ended_at < " + dialect.later()
                    + " AND (kind NOT LIKE 'workflow:%' OR EXISTS (SELECT 1 FROM scriptrun_watch w"
                    + " WHERE w.service = r.service AND w.kind = r.kind AND r.found_at < w.read_up_to)) LIMIT ?)";
        }
    }
}
