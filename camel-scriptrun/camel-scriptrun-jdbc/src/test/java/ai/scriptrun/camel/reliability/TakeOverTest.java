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
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.tools.Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A small take-over, on H2; {@code TakeOverProof} makes a large one. */
@Tag("reliability")
class TakeOverTest {

    private static final int RUNS = 2_000;
    private static final int OTHERS = 100_000;

    /** A dead node's lease, then the next poll of the consumers that find its runs. */
    static final Duration BOUND =
            NodeApplication.LEASE.plus(NodeApplication.POLL_INTERVAL).plus(NodeApplication.MAX_POLL_INTERVAL);

    /** For a machine that is busy with other builds. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    private final String memory = "mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

    @TempDir
    private Path folder;

    @Test
    void theRunsOfAKilledNodeAreSoonClaimedByOthersOnH2() throws Exception {
        Server server = startServer();
        JdbcConnectionPool database = JdbcConnectionPool.create("jdbc:h2:" + memory, "sa", "");
        String url = "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/" + memory;
        try (TakeOver nodes = new TakeOver("take-over-h2", url, database, RUNS, OTHERS)) {
            TakeOver.Result result = nodes.measure(folder);
            System.out.printf(
                    "Take-over on H2: %d runs of a killed node had new owners after %.1f s (bound %.1f s), %d other rows%n",
                    result.held(), result.time().toMillis() / 1000.0, BOUND.toMillis() / 1000.0, OTHERS);
            assertThat(result.held()).isPositive();
            assertThat(result.time()).isLessThan(BOUND.plus(SLACK));
        } finally {
            database.dispose();
            server.stop();
        }
    }

    private static Server startServer() throws SQLException {
        return Server.createTcpServer("-tcpPort", "0").start();
    }
}
