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
package ai.scriptrun.camel.examples.scheduledbatch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import ai.scriptrun.camel.ScriptRunConstants;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Message;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The rows of the batch in the database, where each is {@code WAITING}, {@code STARTED}, {@code DONE} or {@code FAILED}.
 *
 * <p>A row is {@code STARTED} before its start is sent, and so is never sent by two. If the process dies before the row
 * has its run, the row waits again at the next start; all other rows go on from where they were.
 */
public final class Rows {

    private static final String BATCH = "batch";
    private static final String ROW = "row";

    private final JdbcTemplate sql;
    private final TransactionTemplate transaction;
    private final Path csv;
    /** The same content is the same batch, whatever the file is called and whichever node reads it. */
    private final String batch;

    private final String node;
    private final int limit;
    private volatile boolean interrupted;

    Rows(DataSource database, Path csv, String node, int limit) throws IOException {
        this.sql = new JdbcTemplate(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.csv = csv;
        this.batch = UUID.nameUUIDFromBytes(Files.readAllBytes(csv)).toString();
        this.node = node;
        this.limit = limit;
    }

    /** Reads the CSV; rows that are in the database stay as they are. All or none, for a part would look complete. */
    public void load() throws IOException {
        List<Object[]> rows = Csv.read(csv);
        transaction.executeWithoutResult(status -> sql.batchUpdate(
                "INSERT INTO batch_row (batch, number, id, feedback, state) SELECT '" + batch
                        + "', ?, ?, ?, 'WAITING' WHERE NOT EXISTS (SELECT 1 FROM batch_row WHERE batch = '" + batch
                        + "' AND number = ?)",
                rows));
    }

    /** Lets wait what this node was about to start when it died. */
    void resume() {
        sql.update(
                "UPDATE batch_row SET state = 'WAITING' WHERE batch = ? AND state = 'STARTED' AND node = ? AND run IS NULL",
                batch,
                node);
    }

    /** Takes the next row, if there is one and not too many runs are on their way. */
    synchronized boolean take(Exchange exchange) {
        if (interrupted || count("STARTED") >= limit) {
            return false;
        }
        for (Map<String, Object> row : sql.queryForList(
                "SELECT number, feedback FROM batch_row WHERE batch = ? AND state = 'WAITING' ORDER BY number LIMIT 1",
                batch)) {
            if (sql.update(
                            "UPDATE batch_row SET state = 'STARTED', node = ?, run = NULL WHERE batch = ? AND number = ? AND state = 'WAITING'",
                            node,
                            batch,
                            row.get("number"))
                    == 1) {
                // Nothing of the run that made room goes into the next one.
                exchange.getMessage().removeHeaders("*");
                exchange.getMessage().setHeader(BATCH, batch);
                exchange.getMessage().setHeader(ROW, row.get("number"));
                exchange.getMessage().setBody(Map.of("feedback", row.get("feedback")));
                return true;
            }
        }
        return false;
    }

    /** A row has its run, which is in the run store: its result will come, whatever happens here. */
    public void started(
            @Header(BATCH) String its, @Header(ROW) int row, @Header(ScriptRunConstants.RUN_ID) String run) {
        sql.update("UPDATE batch_row SET run = ? WHERE batch = ? AND number = ?", run, its, row);
    }

    /** A run has ended. */
    public void ended(Message result) {
        boolean done = "succeed".equals(result.getHeader(ScriptRunConstants.RUN_STATUS));
        sql.update(
                "UPDATE batch_row SET state = ?, answer = ?, error = ?, cost = ? WHERE batch = ? AND number = ?",
                done ? "DONE" : "FAILED",
                done ? result.getBody(String.class) : null,
                done ? null : "run " + result.getHeader(ScriptRunConstants.RUN_ID) + " failed",
                result.getHeader(ScriptRunConstants.TOTAL_COST),
                result.getHeader(BATCH),
                result.getHeader(ROW));
    }

    /** There is no run for a row, or none whose result can be had. */
    public void failed(Exchange exchange, @Header(BATCH) String its, @Header(ROW) int row) {
        String error =
                exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class).getMessage();
        sql.update("UPDATE batch_row SET state = 'FAILED', error = ? WHERE batch = ? AND number = ?", error, its, row);
    }

    /** Nothing can be started now, which is no fault of the row: it waits for the next start of the program. */
    public void interrupt(@Header(BATCH) String its, @Header(ROW) int row) {
        interrupted = true;
        letWait(its, row);
    }

    private void letWait(String its, int row) {
        sql.update("UPDATE batch_row SET state = 'WAITING' WHERE batch = ? AND number = ?", its, row);
    }

    /** Whether all is done. */
    public boolean isComplete() {
        return count("DONE") + count("FAILED") > 0 && count("WAITING") + count("STARTED") == 0;
    }

    int count(String state) {
        return sql.queryForObject(
                "SELECT COUNT(*) FROM batch_row WHERE batch = ? AND state = ?", Integer.class, batch, state);
    }

    double cost() {
        return sql.queryForObject("SELECT COALESCE(SUM(cost), 0) FROM batch_row WHERE batch = ?", Double.class, batch);
    }

    /** All rows in the CSV's order, with what came of them. */
    List<Map<String, Object>> all() {
        return sql.queryForList(
                "SELECT id, feedback, answer, error FROM batch_row WHERE batch = ? ORDER BY number", batch);
    }
}
