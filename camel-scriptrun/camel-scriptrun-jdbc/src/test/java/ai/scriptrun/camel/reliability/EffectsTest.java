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
import java.util.Random;

import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.jdbc.Databases;
import ai.scriptrun.camel.jdbc.JdbcRunStore;
import ai.scriptrun.camel.testing.TestNode;
import com.zaxxer.hikari.HikariDataSource;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Nodes whose routes are transacted with the store write each result into a table, fail now and then, and are killed. */
@Tag("reliability")
class EffectsTest {

    private static final int RUNS = 400;
    private static final int KILLS = 6;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final String url = Databases.postgresUrl();
    private int lives;

    @TempDir
    private Path folder;

    @Test
    void aTransactedRouteThatFailsAndIsKilledHasEachEffectOnce() throws Exception {
        try (ScriptRunEmulator service = ScriptRunEmulator.builder()
                        .journal(false)
                        .runTime(Duration.ofMillis(100), Duration.ofSeconds(5))
                        .start();
                HikariDataSource database = Databases.pool(url, 4)) {
            JdbcTemplate sql = new JdbcTemplate(database);
            sql.execute(EffectRoutes.TABLE);
            long workflow = service.createWorkflow(ChainWorkflow.json(""));
            try (TestNode starter = new TestNode(service).runStore(new JdbcRunStore(database));
                    ChildJvm first = node(service, workflow)) {
                starter.start(starts(workflow));
                ChildJvm victim = first;
                ChildJvm other = node(service, workflow);
                try {
                    for (int kill = 0; kill < KILLS; kill++) {
                        startRuns(starter, kill);
                        String name = victim.name();
                        await().until(() -> effectsOf(sql, name) > 0);
                        victim.killAfter(Duration.ofMillis(random.nextInt(500)));
                        victim = other;
                        other = node(service, workflow);
                    }
                    await().atMost(Duration.ofMinutes(2)).until(() -> open(sql) == 0);
                } finally {
                    victim.close();
                    other.close();
                }
            }
            judge(sql);
        }
    }

    private static RouteBuilder starts(long workflow) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").toF("scriptrun:runWorkflow?workflowId=%d&track=true", workflow);
            }
        };
    }

    /** As many for each kill, so that there is work left for every life, however fast the machine. */
    private static void startRuns(TestNode node, int kill) {
        for (int i = kill * RUNS / KILLS; i < (kill + 1) * RUNS / KILLS; i++) {
            node.template().sendBodyAndHeader("direct:start", Map.of("n", i), CollectingRoutes.INPUT, i);
        }
    }

    private static int effectsOf(JdbcTemplate sql, String node) {
        return sql.queryForObject("SELECT count(*) FROM effects WHERE node = ?", Integer.class, node);
    }

    private ChildJvm node(ScriptRunEmulator service, long workflow) throws IOException {
        lives++;
        String name = "effects-" + lives;
        return ChildJvm.start(
                name,
                List.of("-Xmx256m"),
                NodeApplication.class,
                service.baseUrl(),
                service.apiKey(),
                workflow,
                url,
                folder.resolve(name),
                0,
                0,
                NodeApplication.Routes.EFFECTS);
    }

    private static int open(JdbcTemplate sql) {
        return sql.queryForObject("SELECT count(*) FROM scriptrun_run WHERE owner IS NOT NULL", Integer.class);
    }

    private void judge(JdbcTemplate sql) {
        List<Integer> inputs = sql.queryForList("SELECT input FROM effects ORDER BY input", Integer.class);
        int nodes = sql.queryForObject("SELECT count(DISTINCT node) FROM effects", Integer.class);
        // A delivery that has begun and was rolled back, by its failure or by a kill.
        int again = sql.queryForObject("SELECT sum(deliveries - 1) FROM scriptrun_run", Integer.class);
        System.out.printf(
                "Effects: seed %d, %d runs, %d kills, %d nodes with effects; %d effects of %d runs, %d deliveries rolled"
                        + " back%n",
                seed,
                RUNS,
                KILLS,
                nodes,
                inputs.size(),
                inputs.stream().distinct().count(),
                again);
        assertThat(inputs).hasSize(RUNS).doesNotHaveDuplicates();
        assertThat(again).isGreaterThanOrEqualTo(RUNS / EffectRoutes.FAILING);
    }
}
