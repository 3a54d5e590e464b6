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
import java.util.stream.IntStream;

import ai.scriptrun.camel.ScriptRunConfiguration;
import ai.scriptrun.camel.jdbc.Databases;
import ai.scriptrun.camel.jdbc.JdbcRunStore;
import ai.scriptrun.camel.testing.TestNode;

/**
 * One of several nodes that share a queue. Sends its rows into the queue whenever it is started, makes starts that lie
 * there, and collects results.
 */
final class BatchApplication {

    /** Said when all of its rows have been sent. */
    static final String SENT = "sent";

    /** How long a dead node keeps its runs. */
    static final Duration LEASE = Duration.ofSeconds(3);

    /** A start of a dead node may be on its way for so long. */
    static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

    static final Duration POLL_INTERVAL = Duration.ofMillis(100);
    static final Duration MAX_POLL_INTERVAL = Duration.ofMillis(300);

    private static final int CONNECTIONS = 8;

    private BatchApplication() {}

    /**
     * Arguments: base URL, API key, database, file for events, URI that queues a row, and the node's rows: first, step, end.
     */
    public static void main(String[] arguments) throws Exception {
        ChildJvm.endWithParent();
        TestNode node = new TestNode(arguments[0], arguments[1]);
        configure(node.component().getConfiguration());
        Path log = Path.of(arguments[3]);
        JdbcRunStore store = new JdbcRunStore(Databases.pool(arguments[2], CONNECTIONS));
        store.setLease(LEASE);
        store.setNodeId(log.getFileName().toString());
        node.runStore(store).start(new BatchRoutes(arguments[4], new EventLog(log)));
        int first = Integer.parseInt(arguments[5]);
        int step = Integer.parseInt(arguments[6]);
        int end = Integer.parseInt(arguments[7]);
        node.template()
                .sendBody(
                        "direct:batch",
                        IntStream.iterate(first, row -> row < end, row -> row + step)
                                .boxed()
                                .toList());
        System.out.println(SENT);
    }

    private static void configure(ScriptRunConfiguration configuration) {
        configuration.setPollInterval(POLL_INTERVAL.toMillis());
        configuration.setMaxPollInterval(MAX_POLL_INTERVAL.toMillis());
        configuration.setCallTimeout(CALL_TIMEOUT.toMillis());
    }
}
