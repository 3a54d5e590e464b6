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

import javax.sql.DataSource;

import org.apache.camel.processor.aggregate.jdbc.JdbcAggregationRepository;
import org.h2.jdbcx.JdbcConnectionPool;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The one database: rows, tracked runs and Quartz's triggers. */
final class Database {

    private Database() {}

    static DataSource open(String url) {
        DataSource database = JdbcConnectionPool.create(url, "sa", "");
        ResourceDatabasePopulator quartz =
                new ResourceDatabasePopulator(new ClassPathResource("org/quartz/impl/jdbcjobstore/tables_h2.sql"));
        // Its tables may be there already, all of them or those that were created before a crash.
        quartz.setContinueOnError(true);
        quartz.execute(database);
        JdbcTemplate sql = new JdbcTemplate(database);
        sql.execute("CREATE TABLE IF NOT EXISTS batch_row (batch VARCHAR(36), number INT, id VARCHAR, feedback VARCHAR,"
                + " state VARCHAR(10) NOT NULL, node VARCHAR(100), answer VARCHAR, error VARCHAR, cost DOUBLE,"
                + " PRIMARY KEY (batch, number))");
        for (String table : new String[] {"runs", "runs_completed"}) {
            sql.execute("CREATE TABLE IF NOT EXISTS " + table
                    + " (id VARCHAR(255) PRIMARY KEY, exchange BLOB NOT NULL, version BIGINT NOT NULL)");
        }
        return database;
    }

    /** Where the component keeps the runs that are on their way. */
    static JdbcAggregationRepository runs(DataSource database) {
        JdbcAggregationRepository runs =
                new JdbcAggregationRepository(new DataSourceTransactionManager(database), "runs", database);
        // That is for aggregations; the component sees to its runs itself.
        runs.setUseRecovery(false);
        return runs;
    }
}
