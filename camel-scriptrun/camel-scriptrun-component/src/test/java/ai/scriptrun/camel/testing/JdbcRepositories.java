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
package ai.scriptrun.camel.testing;

import javax.sql.DataSource;

import org.apache.camel.CamelContext;
import org.apache.camel.processor.aggregate.jdbc.JdbcAggregationRepository;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.apache.camel.processor.idempotent.jdbc.JdbcOrphanLockAwareIdempotentRepository;
import org.h2.jdbcx.JdbcConnectionPool;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** One database that several applications share. */
public final class JdbcRepositories implements AutoCloseable {

    private final DataSource database;
    private final Runnable closing;

    /** On an H2 database. */
    public JdbcRepositories(String url) {
        this(JdbcConnectionPool.create(url, "sa", ""));
    }

    private JdbcRepositories(JdbcConnectionPool pool) {
        this(pool, "BLOB", pool::dispose);
    }

    private JdbcRepositories(DataSource database, String binaryType, Runnable closing) {
        this.database = database;
        this.closing = closing;
        JdbcTemplate sql = new JdbcTemplate(database);
        for (String table : new String[] {"runs", "runs_completed"}) {
            sql.execute("CREATE TABLE IF NOT EXISTS " + table + " (id VARCHAR(255) PRIMARY KEY, exchange " + binaryType
                    + " NOT NULL, version BIGINT NOT NULL)");
        }
    }

    /** On a PostgreSQL database that is there for nothing else: its tables are dropped. */
    public static JdbcRepositories onPostgres(String url) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(url);
        new JdbcTemplate(database).execute("DROP TABLE IF EXISTS runs, runs_completed, camel_messageprocessed");
        return new JdbcRepositories(database, "BYTEA", () -> {});
    }

    public static JdbcRepositories inMemory() {
        return new JdbcRepositories("jdbc:h2:mem:" + System.nanoTime() + ";DB_CLOSE_DELAY=-1");
    }

    public DataSource database() {
        return database;
    }

    /** An instance for one application. */
    public JdbcAggregationRepository runs() {
        JdbcAggregationRepository repository =
                new JdbcAggregationRepository(new DataSourceTransactionManager(database), "runs", database);
        repository.setUseRecovery(false);
        return repository;
    }

    /** An instance for one application, whose claims are free this long after its death. */
    public JdbcOrphanLockAwareIdempotentRepository leasedClaims(CamelContext context, long leaseMillis) {
        JdbcOrphanLockAwareIdempotentRepository claims =
                new JdbcOrphanLockAwareIdempotentRepository(database, "runs", context);
        claims.setLockMaxAgeMillis(leaseMillis);
        claims.setLockKeepAliveIntervalMillis(leaseMillis / 4);
        return claims;
    }

    /** Keys that stay for good. */
    public JdbcMessageIdRepository permanent(String processorName) {
        JdbcMessageIdRepository repository = new JdbcMessageIdRepository(database, processorName);
        repository.start();
        return repository;
    }

    @Override
    public void close() {
        closing.run();
    }
}
