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

import java.sql.DatabaseMetaData;
import java.util.Arrays;

import javax.sql.DataSource;

import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/** Differences between databases. To support another one, add a constant here and a schema file. */
enum Dialect {

    /**
     * PostgreSQL. Its {@code statement_timestamp()} moves on within a transaction, and is the same all through a
     * statement, without which no index is used for a comparison with it.
     */
    POSTGRESQL(
            "PostgreSQL",
            "statement_timestamp()",
            "statement_timestamp() + ? * interval '1 millisecond'",
            " ON CONFLICT DO NOTHING",
            "%s RETURNING %s",
            "SELECT pg_advisory_xact_lock(7356102348172)"),

    /** H2, 2.2 or later. */
    H2(
            "H2",
            "CURRENT_TIMESTAMP",
            "DATEADD('MILLISECOND', ?, CURRENT_TIMESTAMP)",
            "",
            "SELECT %2$s FROM FINAL TABLE (%1$s)",
            "SELECT 1");

    private final String product;
    private final String now;
    private final String later;
    private final String unlessThere;
    private final String changed;
    private final String beforeSchema;

    Dialect(String product, String now, String later, String unlessThere, String changed, String beforeSchema) {
        this.product = product;
        this.now = now;
        this.later = later;
        this.unlessThere = unlessThere;
        this.changed = changed;
        this.beforeSchema = beforeSchema;
    }

    static Dialect of(DataSource dataSource) {
        String product;
        try {
            product = JdbcUtils.extractDatabaseMetaData(dataSource, DatabaseMetaData::getDatabaseProductName);
        } catch (MetaDataAccessException e) {
            throw new IllegalStateException("The database of the run store can't be reached: " + e.getMessage(), e);
        }
        return Arrays.stream(values())
                .filter(dialect -> dialect.product.equalsIgnoreCase(product))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The run store doesn't support the database '" + product
                        + "'; it has to be one of "
                        + Arrays.stream(values())
                                .map(dialect -> dialect.product)
                                .toList() + "."));
    }

    /** The database's time as the statement is executed. */
    String now() {
        return now;
    }

    /** That time and a number of milliseconds, the only parameter. */
    String later() {
        return later;
    }

    /** An insert that does nothing if a row with the same key exists, if the database has one. */
    String unlessThere(String insert) {
        return insert + unlessThere;
    }

    /** Whether an insert of an existing row fails instead of doing nothing. */
    boolean failsWhereThere() {
        return unlessThere.isEmpty();
    }

    /** An update that returns columns of the changed rows. */
    String changed(String update, String columns) {
        return changed.formatted(update, columns);
    }

    /** A query that prevents two nodes from creating the tables concurrently, until its transaction ends. */
    String beforeSchema() {
        return beforeSchema;
    }

    /** The file with the tables, beside this class. */
    String schemaFile() {
        return "schema-" + name().toLowerCase(java.util.Locale.ROOT) + ".sql";
    }
}
