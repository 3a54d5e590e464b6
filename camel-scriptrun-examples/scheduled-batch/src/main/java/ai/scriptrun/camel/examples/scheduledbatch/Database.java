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

import java.time.Duration;

import javax.sql.DataSource;

import ai.scriptrun.camel.jdbc.JdbcRunStore;
import ai.scriptrun.camel.store.RunStore;
import org.h2.jdbcx.JdbcConnectionPool;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The one database: runs, results and Quartz's triggers. */
final class Database {

    /** After a crash, the runs of the dead node belong to it for this time. */
    private static final Duration LEASE = Duration.ofSeconds(5);

    private Database() {}

    static DataSource open(String url) {
        DataSource database = JdbcConnectionPool.create(url, "sa", "");
        ResourceDatabasePopulator quartz =
                new ResourceDatabasePopulator(new ClassPathResource("org/quartz/impl/jdbcjobstore/tables_h2.sql"));
        // Some or all of its tables may already exist, for example after a crash.
        quartz.setContinueOnError(true);
        quartz.execute(database);
        return database;
    }

    /** The component's store for the runs in flight. */
    static RunStore runs(DataSource database) {
        JdbcRunStore runs = new JdbcRunStore(database);
        runs.setLease(LEASE);
        return runs;
    }
}
