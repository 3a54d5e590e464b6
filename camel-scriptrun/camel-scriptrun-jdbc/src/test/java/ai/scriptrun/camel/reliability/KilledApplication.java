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

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import ai.scriptrun.camel.jdbc.Databases;
import ai.scriptrun.camel.jdbc.JdbcRunStore;
import ai.scriptrun.camel.jdbc.OpenRuns;
import ai.scriptrun.camel.testing.TestNode;
import org.apache.camel.ProducerTemplate;

/**
 * The application of {@link KillTest}. After any kill of its earlier processes, it starts a run for each input that has
 * neither a result nor a run in the store.
 */
final class KilledApplication {

    /** Said before anything is opened. */
    static final String BEGUN = "begun";

    /** Said when the first run is about to be started. */
    static final String WORKING = "working";

    /** How many runs are started concurrently. */
    static final int STARTERS = 2;

    /** Shorter than an application takes to start, so that its next life finds all runs free. */
    static final Duration LEASE = Duration.ofSeconds(1);

    private static final int CONNECTIONS = 6;

    private KilledApplication() {}

    static Path events(Path folder) {
        return folder.resolve("events.log");
    }

    /** Arguments: base URL, API key, workflow, database, folder, number of inputs, most starts in this life. */
    public static void main(String[] arguments) throws Exception {
        ChildJvm.endWithParent();
        System.out.println(BEGUN);
        Path folder = Path.of(arguments[4]);
        DataSource database = Databases.pool(arguments[3], CONNECTIONS);
        JdbcRunStore store = new JdbcRunStore(database);
        store.setLease(LEASE);
        // The tables are created with the first use.
        store.leave("");
        List<Integer> inputs = toStart(Integer.parseInt(arguments[5]), events(folder), database);
        EventLog events = new EventLog(events(folder));
        TestNode node = new TestNode(arguments[0], arguments[1]).runStore(store);
        node.start(new CollectingRoutes(Long.parseLong(arguments[2]), events));
        System.out.println(WORKING);
        ProducerTemplate template = node.template();
        ExecutorService starters = Executors.newFixedThreadPool(STARTERS);
        inputs.stream()
                .limit(Integer.parseInt(arguments[6]))
                .forEach(input -> starters.execute(() ->
                        template.sendBodyAndHeader("direct:start", Map.of("n", input), CollectingRoutes.INPUT, input)));
    }

    private static List<Integer> toStart(int inputs, Path events, DataSource database) throws IOException {
        TreeSet<Integer> left = new TreeSet<>(IntStream.range(0, inputs).boxed().toList());
        EventLog.all(EventLog.Kind.DELIVERED, EventLog.read(events)).forEach(event -> left.remove(event.input()));
        new OpenRuns(database)
                .headers()
                .forEach(headers -> left.remove(((Number) headers.get(CollectingRoutes.INPUT)).intValue()));
        return List.copyOf(left);
    }
}
