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
package ai.scriptrun.camel.examples.support;

import java.nio.file.Path;

import org.apache.camel.processor.aggregate.jdbc.JdbcAggregationRepository;
import org.apache.camel.spi.AggregationRepository;
import org.h2.jdbcx.JdbcConnectionPool;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** The runs that were started and whose results haven't been passed on yet, in a database on disk. */
public final class PendingRuns implements AutoCloseable {

    private static final String TABLE = "runs";

    private final JdbcConnectionPool database;

    private PendingRuns(JdbcConnectionPool database) {
        this.database = database;
        for (String table : new String[] {TABLE, TABLE + "_completed"}) {
            sql().execute("CREATE TABLE IF NOT EXISTS " + table
                    + " (id VARCHAR(255) PRIMARY KEY, exchange BLOB NOT NULL, version BIGINT NOT NULL)");
        }
    }

    /**
     * Opens the database, and makes it where there is none yet.
     *
     * @param folder where its files are
     */
    public static PendingRuns open(Path folder) {
        // By default H2 writes a commit up to half a second late, and a killed process loses it; and it closes when
        // Ctrl-C is pressed, which Camel is still stopping then.
        String url =
                "jdbc:h2:file:" + folder.resolve("runs").toAbsolutePath() + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
        return new PendingRuns(JdbcConnectionPool.create(url, "sa", ""));
    }

    /** For the component's option {@code runRepository}. */
    public AggregationRepository repository() {
        JdbcAggregationRepository repository =
                new JdbcAggregationRepository(new DataSourceTransactionManager(database), TABLE, database);
        // That the component does itself.
        repository.setUseRecovery(false);
        return repository;
    }

    /** How many there are. */
    public int count() {
        return sql().queryForList("SELECT id FROM " + TABLE, String.class).size();
    }

    private JdbcTemplate sql() {
        return new JdbcTemplate(database);
    }

    @Override
    public void close() {
        database.dispose();
    }
}
