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

import javax.sql.DataSource;

import ai.scriptrun.camel.store.RunKind;
import org.springframework.jdbc.core.JdbcTemplate;

/** Fills the tables of a store with runs that are no concern of a test: delivered ones, and those of living owners. */
public final class OtherRuns {

    /** Fingerprint of the account that all of them were started with. */
    public static final String ACCOUNT = "account";

    private static final int OWNERS = 10;
    private static final String STATEMENT =
            "INSERT INTO scriptrun_run (service, kind, account, workflow_id, run_id, state, owner, due_at, started_at,"
                    + " ended_at, deliveries, payload) SELECT ?, ?, '" + ACCOUNT + "', 6, ? || '-' || n, ?, ?,"
                    + " CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 0, NULL FROM ";

    private final JdbcTemplate sql;
    private final boolean h2;

    /** @param database the tables are there */
    public OtherRuns(DataSource database) {
        this.sql = new JdbcTemplate(database);
        this.h2 = Dialect.of(database) == Dialect.H2;
    }

    /** Seven of ten are delivered, the others are held by owners whose leases last for hours. */
    public void add(RunKind kind, int count) {
        int held = count * 3 / 10;
        insert(kind, count - held, "DELIVERED", null);
        for (int i = 0; i < OWNERS; i++) {
            insert(kind, held / OWNERS, "RUNNING", owner("living-" + i, Duration.ofHours(10)));
        }
        analyze();
    }

    /** Runs without an owner. */
    public void addFree(RunKind kind, int count) {
        insert(kind, count, "RUNNING", "");
    }

    /** Runs of an owner. */
    public void addHeld(RunKind kind, int count, String owner) {
        insert(kind, count, "RUNNING", owner);
    }

    /** Begins a lease as long as this, which may be over already. */
    public String owner(String name, Duration lease) {
        sql.update(
                "INSERT INTO scriptrun_node (owner, account, lease_until) VALUES (?, ?, "
                        + (h2 ? Dialect.H2 : Dialect.POSTGRESQL).later() + ")",
                name,
                ACCOUNT,
                lease.toMillis());
        return name;
    }

    /** Updates the planner's statistics, as the database does automatically after a while. */
    public void analyze() {
        if (h2) {
            sql.execute("ANALYZE");
        } else {
            sql.execute("VACUUM ANALYZE scriptrun_run");
            sql.execute("VACUUM ANALYZE scriptrun_node");
        }
    }

    private void insert(RunKind kind, int count, String state, String owner) {
        String range = h2 ? "SYSTEM_RANGE(1, ?) AS r (n)" : "generate_series(1, ?) AS r (n)";
        sql.update(STATEMENT + range, kind.service(), kind.name(), state + owner, state, owner, count);
    }
}
