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

import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.datasource.init.ScriptStatementFailedException;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/** Makes the tables where they are missing. */
final class Schema {

    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

    private static final int ATTEMPTS = 10;

    private final DataSource dataSource;
    private final Transactions transactions;

    Schema(DataSource dataSource, Transactions transactions) {
        this.dataSource = dataSource;
        this.transactions = transactions;
    }

    /** The database's dialect; its tables are there. */
    Dialect ready(boolean create) {
        Dialect dialect = Dialect.of(dataSource);
        if (create) {
            create(dialect, ATTEMPTS);
        }
        return dialect;
    }

    /** Without a lock for it, as on H2, a table that another node makes meanwhile is met halfway. */
    private void create(Dialect found, int attempts) {
        try {
            // The rollback of the caller's transaction would take the tables away again.
            transactions.own(sql -> create(sql, found));
        } catch (ScriptStatementFailedException e) {
            if (attempts == 1) {
                throw e;
            }
            create(found, attempts - 1);
        }
    }

    private static Void create(JdbcOperations sql, Dialect found) {
        sql.execute(found.beforeSchema());
        sql.execute((ConnectionCallback<Void>) connection -> {
            ScriptUtils.executeSqlScript(connection, new ClassPathResource(found.schemaFile(), Schema.class));
            return null;
        });
        LOG.debug("The tables of the run store are there");
        return null;
    }
}
