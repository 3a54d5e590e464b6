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
package ai.scriptrun.camel.reliability;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import ai.scriptrun.camel.jdbc.Databases;
import ai.scriptrun.camel.jdbc.JdbcRunStore;
import ai.scriptrun.camel.testing.TestNode;
import org.apache.camel.ProducerTemplate;

/** One of several nodes that share their runs in a database: starts runs, and collects the results that it gets. */
final class NodeApplication {

    /** Printed when it delivers results. */
    static final String WORKING = "working";

    /** Said when all runs have been started. */
    static final String STARTED = "started";

    /** How long a dead node keeps its runs. */
    static final Duration LEASE = Duration.ofSeconds(4);

    static final Duration POLL_INTERVAL = Duration.ofMillis(500);
    static final Duration MAX_POLL_INTERVAL = Duration.ofSeconds(1);

    private static final int STARTERS = 2;
    private static final int CONNECTIONS = 8;

    private NodeApplication() {}

    /** How it handles results. */
    enum Routes {
        /** {@link CollectingRoutes}. */
        EVENTS,
        /** {@link EffectRoutes}; it starts nothing. */
        EFFECTS
    }

    /** Arguments: base URL, API key, workflow, database, file for events, first input, number of inputs, routes. */
    public static void main(String[] arguments) throws Exception {
        ChildJvm.endWithParent();
        TestNode node = new TestNode(arguments[0], arguments[1]);
        node.component().getConfiguration().setPollInterval(POLL_INTERVAL.toMillis());
        node.component().getConfiguration().setMaxPollInterval(MAX_POLL_INTERVAL.toMillis());
        Path log = Path.of(arguments[4]);
        DataSource database = Databases.pool(arguments[3], CONNECTIONS);
        JdbcRunStore store = new JdbcRunStore(database);
        store.setLease(LEASE);
        store.setNodeId(log.getFileName().toString());
        node.runStore(store)
                .start(
                        Routes.valueOf(arguments[7]) == Routes.EFFECTS
                                ? new EffectRoutes(database, log.getFileName().toString())
                                : new CollectingRoutes(Long.parseLong(arguments[2]), new EventLog(log)));
        System.out.println(WORKING);
        ProducerTemplate template = node.template();
        int first = Integer.parseInt(arguments[5]);
        int end = first + Integer.parseInt(arguments[6]);
        ExecutorService starters = Executors.newFixedThreadPool(STARTERS);
        for (int i = first; i < end; i++) {
            int input = i;
            starters.execute(() ->
                    template.sendBodyAndHeader("direct:start", Map.of("n", input), CollectingRoutes.INPUT, input));
        }
        starters.shutdown();
        if (starters.awaitTermination(2, TimeUnit.MINUTES)) {
            System.out.println(STARTED);
        }
    }
}
