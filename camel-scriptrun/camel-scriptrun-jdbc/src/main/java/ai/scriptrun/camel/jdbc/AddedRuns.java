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

import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import ai.scriptrun.camel.store.NewRun;
import ai.scriptrun.camel.store.Payload;
import ai.scriptrun.camel.store.RunKind;
import ai.scriptrun.camel.store.RunState;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.SqlParameterValue;

/** Adds runs; existing ones are not changed. */
final class AddedRuns {

    private final Transactions transactions;
    private final Dialect dialect;
    private final Sql statements;

    AddedRuns(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
        this.statements = new Sql(dialect);
    }

    int add(Collection<NewRun> runs) {
        int added = 0;
        // In the same order on all nodes, because otherwise two that add the same runs could deadlock.
        List<NewRun> unknown = new ArrayList<>(runs);
        unknown.sort(Comparator.comparing((NewRun run) -> run.kind().name()).thenComparing(NewRun::runId));
        unknown.removeAll(known(unknown));
        for (NewRun run : unknown) {
            added += insert(run);
        }
        return added;
    }

    private Set<NewRun> known(List<NewRun> runs) {
        Set<NewRun> known = new HashSet<>();
        if (runs.size() < 2) {
            return known;
        }
        for (RunKind kind : runs.stream().map(NewRun::kind).distinct().toList()) {
            String[] ids = runs.stream()
                    .filter(run -> run.kind().equals(kind))
                    .map(NewRun::runId)
                    .toArray(String[]::new);
            Set<String> stored = new HashSet<>(transactions.single(
                    sql -> sql.queryForList(Sql.KNOWN, String.class, ids, kind.service(), kind.name())));
            runs.stream()
                    .filter(run -> run.kind().equals(kind) && stored.contains(run.runId()))
                    .forEach(known::add);
        }
        return known;
    }

    private int insert(NewRun run) {
        boolean delivered = run.state() == RunState.DELIVERED;
        byte[] payload = delivered || Payload.NONE.equals(run.payload()) ? null : PayloadCodec.write(run.payload());
        try {
            return transactions.single(sql -> sql.update(
                    statements.insert,
                    run.kind().service(),
                    run.kind().name(),
                    run.account(),
                    run.workflowId(),
                    run.runId(),
                    run.state().name(),
                    // With its type: a driver plans a statement again for a null without one.
                    new SqlParameterValue(Types.VARCHAR, delivered ? null : ""),
                    -run.age().toMillis(),
                    new SqlParameterValue(Types.TIMESTAMP_WITH_TIMEZONE, Times.toDatabase(run.createdAt())),
                    new SqlParameterValue(Types.VARBINARY, payload)));
        } catch (DuplicateKeyException e) {
            if (dialect.failsWhereThere()) {
                return 0;
            }
            throw e;
        }
    }

    static final class Sql {

        /** A join, because H2 would scan all runs of the kind for "= ANY". */
        static final String KNOWN = "SELECT run_id FROM UNNEST(CAST(? AS varchar ARRAY)) AS asked (id)"
                + " JOIN scriptrun_run ON service = ? AND kind = ? AND run_id = asked.id";

        final String insert;

        Sql(Dialect dialect) {
            insert = dialect.unlessThere(
                    "INSERT INTO scriptrun_run (service, kind, account, workflow_id, run_id, state, owner,"
                            + " due_at, started_at, ended_at, found_at, deliveries, payload)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, " + dialect.now() + ", " + dialect.later() + ", "
                            + dialect.now() + ", ?, 0, ?)");
        }
    }
}
