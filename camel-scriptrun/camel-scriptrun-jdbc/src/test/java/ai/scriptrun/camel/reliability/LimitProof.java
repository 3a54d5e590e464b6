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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import ai.scriptrun.camel.ScriptRunConstants;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.jdbc.Databases;
import ai.scriptrun.camel.jdbc.JdbcRunStore;
import ai.scriptrun.camel.testing.TestNode;
import ai.scriptrun.camel.testing.Workflows;
import com.zaxxer.hikari.HikariDataSource;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code mvn test -Pproof -Dtest=LimitProof}: limits that three nodes keep together while they are killed. System properties:
 * {@code limit.rows}, {@code limit.kills}, {@code seed}.
 */
class LimitProof {

    private static final int ROWS = Integer.getInteger("limit.rows", 10_000);
    private static final int KILLS = Integer.getInteger("limit.kills", 20);
    private static final int LIMIT = 20;

    /** Long enough for the busy nodes to notice an end while most other runs are still in flight. */
    private static final Duration RUN_TIME = Duration.ofMillis(500);

    @TempDir
    private Path folder;

    @Test
    void theLimitIsExactAlthoughNodesAreKilled() throws Exception {
        KilledQueue.Plan plan = new KilledQueue.Plan("limit", 3, 3, ROWS, ROWS, KILLS, "&maxInFlight=" + LIMIT);
        try (ScriptRunEmulator service = KilledQueue.service(RUN_TIME);
                KilledQueue queue = new KilledQueue(plan, service, service.createWorkflow(Workflows.ECHO), folder)) {
            KilledQueue.Outcome outcome = queue.run(Duration.ofMinutes(30));
            outcome.print();
            LimitTest.judge(outcome, LIMIT);
            assertThat(outcome.inFlight(1))
                    .as("most at the service in the last tenth")
                    .isEqualTo(LIMIT);
        }
    }

    /** All runs cost the same. */
    @Test
    void aBudgetIsNotExceededAlthoughNodesAreKilled() throws Exception {
        int affordable = 200;
        try (ScriptRunEmulator service = KilledQueue.service(Duration.ofMillis(100))) {
            long workflow =
                    service.createWorkflow(ScriptRunEmulator.class.getResourceAsStream("workflows/welcome.json"));
            double cost = costOfOne(service, workflow);
            double budget = cost * (affordable + 0.5);
            String options = String.format(Locale.ROOT, "&budget=%.12f/1d", budget);
            KilledQueue.Plan plan = new KilledQueue.Plan("budget", 3, 3, 2 * affordable, affordable, 5, options);
            try (KilledQueue queue = new KilledQueue(plan, service, workflow, folder)) {
                KilledQueue.Outcome outcome = queue.run(Duration.ofMinutes(3));
                outcome.print();
                System.out.printf(
                        Locale.ROOT,
                        "Budget %.6f USD, spent %.6f USD in %d runs of %.6f USD; by the store %.6f USD%n",
                        budget,
                        cost * outcome.accepted(),
                        outcome.accepted(),
                        cost,
                        queue.cost());
                assertThat(cost * outcome.accepted()).as("spent").isLessThanOrEqualTo(budget);
                assertThat(outcome.accepted() + outcome.uncertain())
                        .as("runs that the budget allows")
                        .isGreaterThanOrEqualTo(affordable);
                assertThat(outcome.startedTwice()).isZero();
                assertThat(outcome.lost()).isZero();
            }
        }
    }

    private static double costOfOne(ScriptRunEmulator service, long workflow) throws Exception {
        try (TestNode node = new TestNode(service)) {
            node.start(route("scriptrun:runWorkflow?await=true&workflowId=" + workflow, false));
            return node.template()
                    .request("direct:start", exchange -> exchange.getMessage().setBody(Map.of("n", "one")))
                    .getMessage()
                    .getHeader(ScriptRunConstants.TOTAL_COST, Double.class);
        }
    }

    /** One at a time, on two nodes. */
    @Test
    void camelsThrottlePerNodeAllowsTwoRunsAndALimitOne() throws Exception {
        int throttled = mostInFlight("", true);
        int limited = mostInFlight("&maxInFlight=1", false);
        System.out.printf(
                "| one at a time, 2 nodes, 40 exchanges | most in flight |%n|---|---|%n"
                        + "| throttle(1).concurrentRequestsMode() | %d |%n| maxInFlight=1 | %d |%n",
                throttled, limited);
        assertThat(throttled).isEqualTo(2);
        assertThat(limited).isEqualTo(1);
    }

    private static int mostInFlight(String options, boolean throttled) throws Exception {
        try (ScriptRunEmulator service = KilledQueue.service(Duration.ofMillis(100));
                HikariDataSource database = Databases.pool(Databases.postgresUrl(), 8);
                TestNode one = new TestNode(service).runStore(new JdbcRunStore(database));
                TestNode other = new TestNode(service).runStore(new JdbcRunStore(database))) {
            long workflow = service.createWorkflow(Workflows.ECHO);
            String uri = "scriptrun:runWorkflow?await=true&slotTimeout=120s&workflowId=" + workflow + options;
            one.start(route(uri, throttled));
            other.start(route(uri, throttled));
            List<CompletableFuture<Exchange>> all = new ArrayList<>();
            for (int row = 0; row < 40; row++) {
                TestNode node = row % 2 == 0 ? one : other;
                String key = BatchRoutes.key(row);
                all.add(node.template().asyncSend("direct:start", exchange -> exchange.getMessage()
                        .setBody(Map.of("n", key))));
            }
            for (CompletableFuture<Exchange> exchange : all) {
                assertThat(exchange.get().getException()).isNull();
            }
            return service.runs().mostInFlight(workflow);
        }
    }

    private static RouteBuilder route(String uri, boolean throttled) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                RouteDefinition route = from("direct:start");
                if (throttled) {
                    route.throttle(1).concurrentRequestsMode().to(uri);
                } else {
                    route.to(uri);
                }
            }
        };
    }
}
