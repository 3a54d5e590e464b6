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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Executes statements on PostgreSQL, rolls them back, and returns how much they have read. */
final class Plans {

    private final JdbcTemplate sql;
    private final TransactionTemplate transaction;
    private final String planning;

    /** @param planning value of {@code plan_cache_mode} */
    Plans(DataSource database, String planning) {
        this.sql = new JdbcTemplate(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.planning = planning;
    }

    /** A statement with its values, as SQL literals. */
    record Call(String statement, String values) {}

    static Call call(String statement, Object... values) {
        return new Call(statement, Arrays.stream(values).map(Plans::literal).collect(Collectors.joining(", ")));
    }

    static String array(List<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    private static String literal(Object value) {
        return value instanceof String text ? "'" + text + "'" : String.valueOf(value);
    }

    List<Long> idsOf(String owner) {
        return sql.queryForList("SELECT id FROM scriptrun_run WHERE owner = ? ORDER BY id", Long.class, owner);
    }

    Reading read(Call call) {
        return transaction.execute(status -> {
            status.setRollbackOnly();
            sql.execute("SET LOCAL plan_cache_mode = " + planning);
            sql.execute("PREPARE measured AS " + numbered(call.statement()));
            String execution = "EXECUTE measured" + (call.values().isEmpty() ? "" : " (" + call.values() + ")");
            // The first execution reads the catalog, too.
            sql.execute("SAVEPOINT before");
            explain(execution);
            sql.execute("ROLLBACK TO SAVEPOINT before");
            String plan = explain(execution);
            sql.execute("DEALLOCATE measured");
            JsonNode root = parse(plan).get(0).get("Plan");
            return new Reading(
                    rows(root),
                    root.path("Shared Hit Blocks").asLong()
                            + root.path("Shared Read Blocks").asLong(),
                    plan);
        });
    }

    private String explain(String execution) {
        return sql.queryForObject("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + execution, String.class);
    }

    private static String numbered(String statement) {
        AtomicInteger parameter = new AtomicInteger();
        return Pattern.compile("\\?").matcher(statement).replaceAll(mark -> "\\$" + parameter.incrementAndGet());
    }

    private static JsonNode parse(String plan) {
        try {
            return new ObjectMapper().readTree(plan);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of all scans of tables and indexes. */
    private static long rows(JsonNode node) {
        long rows = 0;
        if (node.path("Node Type").asText().endsWith("Scan")) {
            long each = node.path("Actual Rows").asLong()
                    + node.path("Rows Removed by Filter").asLong()
                    + node.path("Rows Removed by Index Recheck").asLong();
            rows += each * node.path("Actual Loops").asLong(1);
        }
        for (JsonNode child : node.path("Plans")) {
            rows += rows(child);
        }
        return rows;
    }
}
