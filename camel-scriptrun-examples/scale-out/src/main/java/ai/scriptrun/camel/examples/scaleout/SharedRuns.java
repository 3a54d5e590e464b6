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
package ai.scriptrun.camel.examples.scaleout;

import javax.sql.DataSource;

import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.processor.aggregate.jdbc.JdbcAggregationRepository;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.apache.camel.processor.idempotent.jdbc.JdbcOrphanLockAwareIdempotentRepository;
import org.apache.camel.spi.AggregationRepository;
import org.apache.camel.spi.IdempotentRepository;
import org.h2.jdbcx.JdbcConnectionPool;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** The database that all workers share. */
public class SharedRuns implements CamelConfiguration {

    /** How long what a dead worker had claimed stays its own. */
    private static final long LEASE_MILLIS = 4_000;

    private final DataSource database = JdbcConnectionPool.create(System.getProperty("database.url"), "sa", "");

    /** Makes the tables, once for all workers. */
    static void create(String url) {
        DataSource database = JdbcConnectionPool.create(url, "sa", "");
        for (String table : new String[] {"runs", "runs_completed"}) {
            new JdbcTemplate(database)
                    .execute("CREATE TABLE " + table
                            + " (id VARCHAR(255) PRIMARY KEY, exchange BLOB NOT NULL, version BIGINT NOT NULL)");
        }
        // It makes its own.
        new JdbcMessageIdRepository(database, "claims").start();
    }

    // tag::repositories[]
    /** Where the runs are that are under way. */
    @BindToRegistry("runs")
    public AggregationRepository runs() {
        JdbcAggregationRepository runs =
                new JdbcAggregationRepository(new DataSourceTransactionManager(database), "runs", database);
        runs.setUseRecovery(false);
        return runs;
    }

    /** Which worker has claimed which run. */
    @BindToRegistry("claims")
    public IdempotentRepository claims(CamelContext context) {
        JdbcOrphanLockAwareIdempotentRepository claims =
                new JdbcOrphanLockAwareIdempotentRepository(database, "runs", context);
        claims.setLockMaxAgeMillis(LEASE_MILLIS);
        claims.setLockKeepAliveIntervalMillis(LEASE_MILLIS / 4);
        return claims;
    }
    // end::repositories[]
}
