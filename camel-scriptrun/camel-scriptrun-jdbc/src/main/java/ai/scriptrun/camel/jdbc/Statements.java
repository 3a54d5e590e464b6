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

/**
 * The store's SQL. A statement that changes a run names its owner: no row, no change, and the caller knows that the run is
 * not its own any more. Those that a poll makes use an index that holds open runs alone; {@code ClaimPlanTest} proves it.
 */
record Statements(
        String join,
        String renew,
        String freeAll,
        String leave,
        String known,
        String insertRun,
        String accountOf,
        String deadOwners,
        String selectFree,
        String selectOf,
        String own,
        String held,
        String intend,
        String findStart,
        String started,
        String ended,
        String notStarted,
        String beginDelivery,
        String payload,
        String delivered,
        String release,
        String mark,
        String insertMark,
        String advanceMark,
        String completeMark,
        String count,
        String forgetRuns,
        String lockDeadOwners,
        String forgetOwners) {

    private static final String COLUMNS = "id, workflow_id, run_id, account, state, started_at, deliveries";

    static Statements of(Dialect dialect) {
        String now = dialect.now();
        String ofLivingAccount = "SELECT account FROM scriptrun_node WHERE lease_until > " + now;
        String open =
                "SELECT " + COLUMNS + ", " + now + " AS checked_at FROM scriptrun_run WHERE service = ? AND kind = ?";
        String mine = " AND due_at <= " + now + " AND (account = ? OR account NOT IN (" + ofLivingAccount + "))";
        // With the owner as it is, a planner that knows nothing of a new owner may read all of its runs to find the
        // one.
        String held = " WHERE id = ? AND COALESCE(owner, '') = ?";
        // Word for word what the index by owner is made of, or it isn't used.
        String byOwner = "scriptrun_run.owner <> '' AND scriptrun_run.owner = ";
        return new Statements(
                "INSERT INTO scriptrun_node (owner, account, lease_until) VALUES (?, ?, " + dialect.later() + ")",
                "UPDATE scriptrun_node SET lease_until = " + dialect.later() + " WHERE owner = ? AND lease_until > "
                        + now,
                "UPDATE scriptrun_run SET owner = '' WHERE " + byOwner + "?",
                "DELETE FROM scriptrun_node WHERE owner = ?",
                // A join, because H2 would look through all runs of the kind for "= ANY".
                "SELECT run_id FROM UNNEST(CAST(? AS varchar ARRAY)) AS asked (id) JOIN scriptrun_run"
                        + " ON service = ? AND kind = ? AND run_id = asked.id",
                dialect.unlessThere(
                        "INSERT INTO scriptrun_run (service, kind, account, workflow_id, run_id, state, owner,"
                                + " due_at, started_at, ended_at, found_at, deliveries, payload)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, " + now + ", " + dialect.later() + ", " + now
                                + ", ?, 0, ?)"),
                // Locked, so that nobody forgets the owner before the runs that it claims can be seen.
                "SELECT account FROM scriptrun_node WHERE owner = ? AND lease_until > " + now + " FOR UPDATE",
                "SELECT owner FROM scriptrun_node WHERE lease_until <= " + now,
                open + " AND owner = ''" + mine + " ORDER BY due_at, id LIMIT ? FOR UPDATE SKIP LOCKED",
                open + " AND owner = ?" + mine + " LIMIT ? FOR UPDATE SKIP LOCKED",
                "UPDATE scriptrun_run SET owner = ? WHERE id = ANY (?)",
                open + " AND owner = ?",
                dialect.unlessThere(
                        "INSERT INTO scriptrun_run (service, kind, account, workflow_id, start_key, state, owner,"
                                + " due_at, started_at, ended_at, deliveries, payload)"
                                + " VALUES (?, ?, ?, ?, ?, 'STARTING', ?, " + now + ", " + now + ", " + now
                                + ", 0, ?)"),
                "SELECT id, run_id, owner, (owner IN (SELECT owner FROM scriptrun_node WHERE lease_until > " + now
                        + ")) AS lives FROM scriptrun_run WHERE service = ? AND workflow_id = ? AND start_key = ?",
                "UPDATE scriptrun_run SET run_id = ?, state = 'RUNNING', owner = '', started_at = " + now + held,
                "UPDATE scriptrun_run SET run_id = ?, state = 'DELIVERED', owner = NULL, payload = NULL, ended_at = "
                        + now + held,
                "DELETE FROM scriptrun_run" + held,
                "UPDATE scriptrun_run SET state = 'DELIVERING', deliveries = deliveries + 1" + held,
                "SELECT deliveries, payload FROM scriptrun_run WHERE id = ?",
                "UPDATE scriptrun_run SET state = 'DELIVERED', owner = NULL, payload = NULL, ended_at = " + now + held,
                "UPDATE scriptrun_run SET owner = '', due_at = " + dialect.later()
                        + ", state = CASE WHEN state = 'DELIVERING' THEN 'ENDED' ELSE state END"
                        + held,
                "SELECT begun_at, read_up_to, complete FROM scriptrun_watch WHERE service = ? AND kind = ?",
                dialect.unlessThere("INSERT INTO scriptrun_watch (service, kind, begun_at, read_up_to, complete)"
                        + " VALUES (?, ?, ?, ?, ?)"),
                "UPDATE scriptrun_watch SET read_up_to = CASE WHEN read_up_to >= ? THEN read_up_to ELSE ? END,"
                        + " complete = (complete OR ?) WHERE service = ? AND kind = ?",
                "UPDATE scriptrun_watch SET complete = TRUE WHERE service = ? AND kind = ?",
                // A range, because H2 would look through all delivered runs for "IS NOT NULL".
                "SELECT count(*) FROM (SELECT 1 FROM scriptrun_run WHERE service = ? AND kind = ? AND owner >= ''"
                        + " LIMIT ?) AS open_runs",
                "DELETE FROM scriptrun_run WHERE id IN (SELECT id FROM scriptrun_run r WHERE owner IS NULL AND ended_at < "
                        + dialect.later()
                        + " AND (kind NOT LIKE 'workflow:%' OR EXISTS (SELECT 1 FROM scriptrun_watch w"
                        + " WHERE w.service = r.service AND w.kind = r.kind AND r.found_at < w.read_up_to)) LIMIT ?)",
                "SELECT owner FROM scriptrun_node WHERE lease_until < " + now + " FOR UPDATE SKIP LOCKED",
                "DELETE FROM scriptrun_node WHERE owner = ANY (?)"
                        + " AND NOT EXISTS (SELECT 1 FROM scriptrun_run WHERE " + byOwner + "scriptrun_node.owner)");
    }
}
