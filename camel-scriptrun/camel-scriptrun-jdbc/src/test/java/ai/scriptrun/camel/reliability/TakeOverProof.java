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

import ai.scriptrun.camel.jdbc.Databases;
import ai.scriptrun.camel.testing.ProofReport;
import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code mvn test -Pproof -Dtest=TakeOverProof}: one of three nodes with 20,000 runs is killed, on PostgreSQL. */
class TakeOverProof {

    private static final int RUNS = 20_000;
    private static final int OTHERS = 1_000_000;

    @TempDir
    private Path folder;

    @Test
    void theRunsOfAKilledNodeAreClaimedInTimeAmongAMillionOtherRuns() throws Exception {
        String url = Databases.postgresUrl();
        try (HikariDataSource database = Databases.pool(url, 4);
                TakeOver nodes = new TakeOver("take-over-pg", url, database, RUNS, OTHERS)) {
            TakeOver.Result result = nodes.measure(folder);
            new ProofReport(
                            "take-over",
                            "PostgreSQL",
                            "runs of the killed node",
                            "other rows",
                            "all had a new owner after, s",
                            "promised, s")
                    .row(
                            result.held(),
                            OTHERS,
                            result.time().toMillis() / 1000.0,
                            TakeOverTest.BOUND.toMillis() / 1000.0)
                    .publish();
            assertThat(result.held()).isPositive();
            assertThat(result.time()).isLessThan(TakeOverTest.BOUND);
        }
    }
}
