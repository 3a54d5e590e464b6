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
import java.time.Duration;

import ai.scriptrun.camel.jdbc.JdbcRunStore;
import ai.scriptrun.camel.store.RunStore;
import org.h2.jdbcx.JdbcConnectionPool;
import org.springframework.jdbc.core.JdbcTemplate;

/** The runs that were started and whose results haven't been passed on yet, in a database on disk. */
public final class PendingRuns implements AutoCloseable {

    /** After a kill, the next start waits this long for the runs of the killed process; short, for a demo. */
    private static final Duration LEASE = Duration.ofSeconds(3);

    private final JdbcConnectionPool database;

    private PendingRuns(JdbcConnectionPool database) {
        this.database = database;
    }

    /**
     * Opens the database, and creates it if there is none.
     *
     * @param folder where its files are
     */
    public static PendingRuns open(Path folder) {
        // By default H2 writes a commit up to half a second late, and a killed process loses it; and it closes when
        // Ctrl-C is pressed, which Camel is still stopping then. With "retry:", the interrupt of a thread, which Camel
        // uses to stop some, doesn't close the database for all.
        String url =
                "jdbc:h2:retry:" + folder.resolve("runs").toAbsolutePath() + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
        return new PendingRuns(JdbcConnectionPool.create(url, "sa", ""));
    }

    /** For the component's option {@code runStore}. */
    public RunStore store() {
        JdbcRunStore store = new JdbcRunStore(database);
        store.setLease(LEASE);
        return store;
    }

    /** How many wait for their start. */
    public int queued() {
        return count("state = 'QUEUED'");
    }

    /** How many are between their start and their delivery. */
    public int underWay() {
        return count("state NOT IN ('QUEUED', 'DELIVERED')");
    }

    private int count(String condition) {
        return new JdbcTemplate(database)
                .queryForObject("SELECT count(*) FROM scriptrun_run WHERE " + condition, Integer.class);
    }

    @Override
    public void close() {
        database.dispose();
    }
}
