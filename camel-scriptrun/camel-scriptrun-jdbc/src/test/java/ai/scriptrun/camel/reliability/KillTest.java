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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import ai.scriptrun.camel.emulator.http.Endpoint;
import ai.scriptrun.camel.jdbc.Databases;
import ai.scriptrun.camel.jdbc.OpenRuns;
import ai.scriptrun.camel.reliability.EventLog.Event;
import ai.scriptrun.camel.reliability.EventLog.Kind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An application is killed again and again while it starts and collects runs, and starts again on the same database. */
@Tag("reliability")
class KillTest {

    private static final int INPUTS = 500;
    private static final int KILLS = 20;

    /** So many that there is work left for every life, however fast the machine. */
    private static final int STARTS_IN_A_LIFE = INPUTS / KILLS;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    /** Runs that the application could know of, as found after each kill. */
    private final Set<String> known = new HashSet<>();

    /** Deliveries that a kill has cut off. */
    private final Set<String> inDelivery = new HashSet<>();

    private final String url = Databases.postgresUrl();
    private final JdbcTemplate sql = new JdbcTemplate(new DriverManagerDataSource(url));
    private final OpenRuns open = new OpenRuns(sql.getDataSource());

    @TempDir
    private Path folder;

    @Test
    void everyAcceptedStartIsDeliveredAlthoughTheApplicationIsKilled() throws Exception {
        long begun = System.nanoTime();
        try (ScriptRunEmulator service = ScriptRunEmulator.builder()
                .journal(false)
                .runTime(Duration.ofMillis(100), Duration.ofSeconds(2))
                .start()) {
            // Late responses make it likely that a kill happens between the acceptance of a start and its response.
            service.faults().on(Endpoint.RUN).delay(Duration.ofMillis(40));
            long workflow = service.createWorkflow(ChainWorkflow.json(""));
            for (int kill = 1; kill <= KILLS; kill++) {
                try (ChildJvm application = start(service, workflow, "killed-" + kill, STARTS_IN_A_LIFE)) {
                    boolean whileItStarts = kill % 4 == 0;
                    application.await(
                            whileItStarts ? KilledApplication.BEGUN : KilledApplication.WORKING, Duration.ofMinutes(1));
                    application.killAfter(Duration.ofMillis(random.nextInt(1_500)));
                }
                examine(kill);
            }
            try (ChildJvm application = start(service, workflow, "killed-no-more", INPUTS)) {
                application.await(KilledApplication.WORKING, Duration.ofMinutes(1));
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> inputsDelivered().size() == INPUTS && isSettled());
                application.killAfter(Duration.ZERO);
            }
            examine(KILLS + 1);
            judge(service, Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    private ChildJvm start(ScriptRunEmulator service, long workflow, String name, int mostStarts) throws IOException {
        return ChildJvm.start(
                name,
                List.of("-Xmx256m"),
                KilledApplication.class,
                service.baseUrl(),
                service.apiKey(),
                workflow,
                url,
                folder,
                INPUTS,
                mostStarts);
    }

    private List<Event> events() throws IOException {
        return EventLog.read(KilledApplication.events(folder));
    }

    private Set<Integer> inputsDelivered() throws IOException {
        return EventLog.all(Kind.DELIVERED, events()).map(Event::input).collect(Collectors.toSet());
    }

    /** Whether every run that was started in all lives has been delivered. */
    private boolean isSettled() throws IOException {
        return delivered().keySet().containsAll(known);
    }

    private Map<String, Long> delivered() throws IOException {
        return EventLog.all(Kind.DELIVERED, events())
                .collect(Collectors.groupingBy(Event::runId, Collectors.counting()));
    }

    /** Records the state that the dead application has left. */
    private void examine(int kill) throws IOException {
        // The server may still commit statements that the dead application has sent.
        await().until(() -> sessions() == 0);
        Set<String> stored = stored();
        Set<String> delivered = delivered().keySet();
        EventLog.all(Kind.STARTED, events()).map(Event::runId).forEach(known::add);
        known.addAll(stored);
        Set<String> durable = new HashSet<>(stored);
        durable.addAll(delivered);
        assertThat(durable).as("runs that can be found again").containsAll(known);
        if (!stored.isEmpty()) {
            // The set already has the runs that an earlier kill left and that this process has not handled.
            Set<String> cut = new HashSet<>(open.inDelivery());
            cut.removeAll(inDelivery);
            assertThat(cut).as("runs in delivery at kill %d", kill).hasSizeLessThanOrEqualTo(1);
            inDelivery.addAll(cut);
        }
    }

    private int sessions() {
        return sql.queryForObject(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
                Integer.class);
    }

    private Set<String> stored() {
        boolean made = sql.queryForObject("SELECT to_regclass('scriptrun_run') IS NOT NULL", Boolean.class);
        return made ? open.ids() : Set.of();
    }

    private void judge(ScriptRunEmulator service, Duration time) throws IOException {
        Map<String, Long> deliveries = delivered();
        Set<String> lostAnswers = new HashSet<>(service.runs().ids());
        lostAnswers.removeAll(deliveries.keySet());
        long again = deliveries.values().stream().mapToLong(count -> count - 1).sum();
        System.out.printf(
                "Kill test: seed %d, %d kills in %d s, %d inputs. The service accepted %d starts, of which %d had their"
                        + " answer lost by a kill. %d runs delivered, %d of them again; %d were in delivery at a kill.%n",
                seed,
                KILLS,
                time.toSeconds(),
                INPUTS,
                service.runs().accepted(),
                lostAnswers.size(),
                deliveries.size(),
                again,
                inDelivery.size());

        assertThat(deliveries.keySet()).as("runs delivered").containsAll(known);
        assertThat(service.runs().accepted()).isEqualTo(INPUTS + lostAnswers.size());
        assertThat(lostAnswers).hasSizeLessThanOrEqualTo(KILLS * KilledApplication.STARTERS);
        assertThat(again).isLessThanOrEqualTo(inDelivery.size());
        assertThat(runsOfInputs()).hasSize(INPUTS).allSatisfy((input, runs) -> assertThat(runs)
                .as("runs delivered for input %d", input)
                .hasSize(1));
        assertThat(runsOfInputs())
                .containsOnlyKeys(IntStream.range(0, INPUTS).boxed().toList());
    }

    private Map<Integer, Set<String>> runsOfInputs() throws IOException {
        return EventLog.all(Kind.DELIVERED, events())
                .collect(Collectors.groupingBy(Event::input, Collectors.mapping(Event::runId, Collectors.toSet())));
    }
}
