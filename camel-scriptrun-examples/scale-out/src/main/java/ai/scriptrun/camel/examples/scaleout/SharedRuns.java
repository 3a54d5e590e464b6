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

import java.time.Duration;

import ai.scriptrun.camel.jdbc.JdbcRunStore;
import ai.scriptrun.camel.store.RunStore;
import com.zaxxer.hikari.HikariDataSource;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;

/** The database that all workers share. */
public class SharedRuns implements CamelConfiguration {

    // tag::store[]
    /** Stores the runs in flight, and which worker owns each of them. */
    @BindToRegistry("runs")
    public RunStore runs(@PropertyInject("database.url") String database, @PropertyInject("worker") String worker) {
        HikariDataSource connections = new HikariDataSource();
        connections.setJdbcUrl(database);
        JdbcRunStore runs = new JdbcRunStore(connections);
        runs.setNodeId(worker);
        runs.setLease(Duration.ofSeconds(4));
        return runs;
    }
    // end::store[]
}
