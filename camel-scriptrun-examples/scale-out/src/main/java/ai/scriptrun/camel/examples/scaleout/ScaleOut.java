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

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.scriptrun.camel.examples.support.Broker;
import ai.scriptrun.camel.examples.support.Example;
import ai.scriptrun.camel.examples.support.Folders;
import ai.scriptrun.camel.examples.support.JavaProcess;
import ai.scriptrun.camel.examples.support.Service;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * Three workers share the runs of one queue, and one of them is killed.
 *
 * <p>The exit code is 0 if there is a result for each request, 1 if not, and 2 if it could not start.
 */
public final class ScaleOut {

    static final Path HOME = Path.of(System.getProperty("example.home", "target/scale-out"));
    private static final List<String> WORKERS = List.of("worker-1", "worker-2", "worker-3");
    private static final String DOOMED = "worker-2";
    private static final int REQUESTS = 300;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration ANY_MOMENT = Duration.ofMillis(40);

    private final Service service;
    private final Broker broker;
    private final String database;
    private final Tally tally = new Tally();
    private final Story story = new Story(REQUESTS);
    private final Map<String, JavaProcess> workers = new LinkedHashMap<>();

    private ScaleOut(Service service, Broker broker, String database) {
        this.service = service;
        this.broker = broker;
        this.database = database;
    }

    /** Runs the example. */
    public static void main(String[] args) {
        Example.run(ScaleOut::run);
    }

    private static int run() throws Exception {
        Folders.delete(HOME.resolve("broker"));
        try (EmbeddedPostgres database = EmbeddedPostgres.builder().start();
                Service service = Service.choose(System.getenv(), ScaleOut.class.getResourceAsStream("/triage.json"));
                Broker broker = Broker.start(HOME.resolve("broker"))) {
            return new ScaleOut(service, broker, database.getJdbcUrl("postgres", "postgres")).tell();
        }
    }

    private int tell() throws Exception {
        story.begin(service);
        try (Client client = new Client(broker, WORKERS.size(), tally, story)) {
            for (String name : WORKERS) {
                workers.put(name, Worker.start(name, HOME, service.environment(), broker.url(), database));
            }
            client.awaitWorkers();
            client.ask(REQUESTS);
            story.event(WORKERS.size() + " workers are up, and " + REQUESTS + " requests are in the queue");
            if (!tally.await(REQUESTS / 4, PATIENCE)) {
                throw new IllegalStateException("results don't come; the workers' logs are in " + HOME);
            }
            // But not directly after a result has arrived.
            tally.await(REQUESTS, ANY_MOMENT);
            workers.get(DOOMED).kill();
            story.event(DOOMED + " is killed (kill -9)");
            tally.await(REQUESTS, PATIENCE);
        } finally {
            workers.values().forEach(JavaProcess::close);
        }
        story.end(tally, WORKERS, DOOMED, service.calls());
        return tally.answered() == REQUESTS ? 0 : 1;
    }
}
