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
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ai.scriptrun.camel.store.StartCount;
import ai.scriptrun.camel.store.StartTerms;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Checks the limits of a workflow against the records of its runs. Exact over all nodes, because every check
 * has locked the workflow's row for the rest of its transaction.
 */
final class Limits {

    private final Transactions transactions;
    private final Sql statements;

    Limits(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.statements = new Sql(dialect);
    }

    /** The usage of a workflow, whose row is locked from now on. */
    Usage lock(JdbcOperations sql, String service, long workflowId) {
        while (sql.queryForList(statements.lock, Integer.class, service, workflowId)
                .isEmpty()) {
            meet(sql, service, workflowId);
        }
        return new Usage(sql, service, workflowId);
    }

    /** The usage of a workflow at this moment, for those who only look. */
    Usage look(JdbcOperations sql, String service, long workflowId) {
        return new Usage(sql, service, workflowId);
    }

    /** Makes the workflow's row where it isn't there. */
    void meet(JdbcOperations sql, String service, long workflowId) {
        try {
            sql.update(statements.meet, service, workflowId, service, workflowId);
        } catch (DuplicateKeyException e) {
            // Another transaction has made it.
        }
    }

    /** What a workflow's runs take, and what more of them would. */
    final class Usage {

        private final JdbcOperations sql;
        private final String service;
        private final long workflowId;
        private final Map<Duration, StartTerms.Spending> spending = new HashMap<>();
        private int inFlight;

        Usage(JdbcOperations sql, String service, long workflowId) {
            this.sql = sql;
            this.service = service;
            this.workflowId = workflowId;
            this.inFlight = sql.queryForObject(statements.inFlight, Integer.class, service, workflowId);
        }

        /** The limit that does not allow a start, or {@code null}. */
        String limitReached(StartTerms terms) {
            StartTerms.Spending spent = terms.budget() == null
                    ? null
                    : spending.computeIfAbsent(terms.budget().window(), this::spent);
            return terms.limitReached(inFlight, spent);
        }

        int inFlight() {
            return inFlight;
        }

        /** One more is about to be made. */
        void add() {
            inFlight++;
        }

        StartTerms.Spending spent(Duration window) {
            return sql.queryForObject(
                    statements.spent,
                    (row, number) -> new StartTerms.Spending(
                            row.getDouble("usd"), row.getObject("most_expensive", Double.class)),
                    -window.toMillis(),
                    service,
                    workflowId);
        }
    }

    /** Queued starts and runs in flight of each workflow. */
    List<StartCount> countStarts(String service) {
        return transactions.single(sql -> sql.query(
                statements.counts,
                (row, number) ->
                        new StartCount(row.getLong("flight_of"), row.getInt("queued"), row.getInt("in_flight")),
                service));
    }

    /** The longest duration of the workflow's recent runs. */
    Duration longest(JdbcOperations sql, String service, long workflowId, Duration unknown) {
        List<Duration> durations = sql.query(
                statements.durations,
                (row, number) -> Duration.between(
                        row.getObject("started_at", OffsetDateTime.class),
                        row.getObject("ended_at", OffsetDateTime.class)),
                service,
                workflowId);
        return durations.stream().max(Duration::compareTo).orElse(unknown);
    }

    static final class Sql {

        /** Runs that starts have made; the same run may be in a history's records, too. */
        static final String OF_STARTS = " AND kind IN ('tracked', 'starting')";

        final String lock;
        final String meet;
        final String inFlight;
        final String counts;
        final String spent;
        final String durations;

        Sql(Dialect dialect) {
            lock = "SELECT 1 FROM scriptrun_workflow WHERE service = ? AND workflow_id = ? FOR UPDATE";
            meet = dialect.unlessThere(
                    "INSERT INTO scriptrun_workflow (service, workflow_id) SELECT CAST(? AS varchar(255)),"
                            + " CAST(? AS bigint) WHERE NOT EXISTS"
                            + " (SELECT 1 FROM scriptrun_workflow WHERE service = ? AND workflow_id = ?)");
            String flies = "(state IN ('STARTING', 'RUNNING') OR doubt_until > " + dialect.now() + ")";
            inFlight = "SELECT count(*) FROM scriptrun_run WHERE service = ? AND flight_of = ? AND " + flies;
            counts = "SELECT flight_of, count(CASE WHEN state = 'QUEUED' THEN 1 END) AS queued,"
                    + " count(CASE WHEN " + flies + " THEN 1 END) AS in_flight"
                    + " FROM scriptrun_run WHERE service = ? AND flight_of IS NOT NULL AND (state = 'QUEUED' OR "
                    + flies + ") GROUP BY flight_of";
            spent = "SELECT COALESCE(sum(CASE WHEN ended_at >= " + dialect.later()
                    + " THEN cost END), 0) AS usd, max(cost) AS most_expensive FROM scriptrun_run"
                    + " WHERE service = ? AND workflow_id = ? AND cost IS NOT NULL" + OF_STARTS;
            durations = "SELECT started_at, ended_at FROM scriptrun_run"
                    + " WHERE service = ? AND workflow_id = ? AND cost IS NOT NULL AND run_id IS NOT NULL" + OF_STARTS
                    + " ORDER BY ended_at DESC LIMIT 100";
        }
    }
}
