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
package ai.scriptrun.camel.examples.emailbridge;

import java.nio.file.Path;

import org.apache.camel.processor.aggregate.jdbc.JdbcAggregationRepository;
import org.apache.camel.spi.AggregationRepository;
import org.h2.jdbcx.JdbcConnectionPool;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** The runs whose replies haven't been sent yet, in a database on disk: their mails are seen, and nothing else tells. */
final class RunsOnDisk implements AutoCloseable {

    private static final String TABLE = "runs";

    private final JdbcConnectionPool database;

    private RunsOnDisk(JdbcConnectionPool database) {
        this.database = database;
    }

    static RunsOnDisk open(Path folder) {
        // By default H2 writes a commit up to half a second late, and a killed process loses it.
        String url = "jdbc:h2:file:" + folder.resolve("runs").toAbsolutePath() + ";WRITE_DELAY=0";
        JdbcConnectionPool database = JdbcConnectionPool.create(url, "sa", "");
        for (String table : new String[] {TABLE, TABLE + "_completed"}) {
            new JdbcTemplate(database)
                    .execute("CREATE TABLE IF NOT EXISTS " + table
                            + " (id VARCHAR(255) PRIMARY KEY, exchange BLOB NOT NULL, version BIGINT NOT NULL)");
        }
        return new RunsOnDisk(database);
    }

    AggregationRepository repository() {
        JdbcAggregationRepository repository =
                new JdbcAggregationRepository(new DataSourceTransactionManager(database), TABLE, database);
        // That the component does itself.
        repository.setUseRecovery(false);
        return repository;
    }

    @Override
    public void close() {
        database.dispose();
    }
}
