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
package ai.scriptrun.camel.examples.outbox;

import javax.sql.DataSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the database has of orders, runs and replies. */
final class Ledger {

    private static final String RUNS = "SELECT count(*) FROM scriptrun_run WHERE state ";

    private final JdbcTemplate sql;

    Ledger(DataSource database) {
        this.sql = new JdbcTemplate(database);
    }

    /** Counts of a moment. */
    record Counts(int orders, int queued, int inFlight, int delivered, int replies, int ordersWithReply) {

        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

        /** Whether each order was run and has one reply. */
        boolean isBalanced() {
            return queued + inFlight == 0
                    && orders == delivered
                    && orders == replies
                    && orders == ordersWithReply
                    && orders > 0;
        }
    }

    /** The current counts; none before the application has created its tables. */
    Counts counts() {
        try {
            return new Counts(
                    count("SELECT count(*) FROM customer_order"),
                    count(RUNS + "= 'QUEUED'"),
                    count(RUNS + "NOT IN ('QUEUED', 'DELIVERED')"),
                    count(RUNS + "= 'DELIVERED'"),
                    count("SELECT count(*) FROM reply"),
                    count("SELECT count(*) FROM customer_order WHERE number IN (SELECT order_number FROM reply)"));
        } catch (DataAccessException e) {
            return Counts.NONE;
        }
    }

    private int count(String query) {
        return sql.queryForObject(query, Integer.class);
    }
}
