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

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import ai.scriptrun.camel.ScriptRunConstants;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Message;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The results of the rows, in the database of the run store: a result commits together with the run store's record that
 * it was delivered.
 */
public final class Results {

    private final JdbcTemplate sql;
    private final Batch batch;

    Results(DataSource database, Batch batch) {
        this.sql = new JdbcTemplate(database);
        this.batch = batch;
        sql.execute("CREATE TABLE IF NOT EXISTS batch_result"
                + " (start_key VARCHAR(255) PRIMARY KEY, answer VARCHAR, error VARCHAR, cost DOUBLE PRECISION)");
    }

    /**
     * The result of a row.
     *
     * @param answer {@code null} if its run failed, or if there is none
     * @param error  the reason if there is no answer, otherwise {@code null}
     * @param cost   in USD, {@code null} if unknown
     */
    record Result(String answer, String error, Double cost) {}

    /** The rows that have no result. Most of them may be in the queue; because of their keys they are not started again. */
    public List<Row> open() {
        Map<String, Result> results = all();
        return batch.rows().stream()
                .filter(row -> !results.containsKey(row.key()))
                .toList();
    }

    /** A run has ended. */
    public void ended(Message result, @Header(ScriptRunConstants.START_KEY) String row) {
        boolean done = "succeed".equals(result.getHeader(ScriptRunConstants.RUN_STATUS));
        enter(
                row,
                new Result(
                        done ? (String) result.getBody(Map.class).get("answer") : null,
                        done ? null : "run " + result.getHeader(ScriptRunConstants.RUN_ID) + " failed",
                        result.getHeader(ScriptRunConstants.TOTAL_COST, Double.class)));
    }

    /** There is no run for a row, or no result of its run. */
    public void failed(Exchange exchange, @Header(ScriptRunConstants.START_KEY) String row) {
        String why =
                exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class).getMessage();
        enter(row, new Result(null, why, null));
    }

    private void enter(String row, Result result) {
        // An uncertain start may still get a result later.
        sql.update(
                "MERGE INTO batch_result KEY (start_key) VALUES (?, ?, ?, ?)",
                row,
                result.answer(),
                result.error(),
                result.cost());
    }

    /** Those of the batch, by the keys of the rows. */
    Map<String, Result> all() {
        Map<String, Result> results = new HashMap<>();
        sql.query(
                "SELECT start_key, answer, error, cost FROM batch_result WHERE start_key LIKE ?",
                row -> {
                    results.put(
                            row.getString(1),
                            new Result(row.getString(2), row.getString(3), row.getObject(4, Double.class)));
                },
                batch.id() + "/%");
        return results;
    }
}
