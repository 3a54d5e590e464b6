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
package ai.scriptrun.camel.jdbc;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import ai.scriptrun.camel.store.RunKind;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** The amount of data that a poll's statements read doesn't grow with the table. */
class ClaimPlanTest {

    private static final RunKind KIND = RunKind.tracked("http://localhost");
    private static final int SMALL = 1_000;
    private static final int LARGE = 1_000_000;
    private static final int CLAIMED = 100;
    private static final String ME = "me";
    private static final String DEAD = "dead";
    private static final String BEGIN = "1970-01-01 00:00:00Z";

    /** The index trees of the large table are one or two levels higher. */
    private static final double MORE_BLOCKS = 2;

    /** In addition to one for each row, which may be in a separate block. */
    private static final int FEW_BLOCKS = 40;

    private static final int FEW_ROWS = 20;

    /** With values known to the planner, and without, as the driver has it once a statement was used a few times. */
    private static final List<String> PLANNING = List.of("force_custom_plan", "force_generic_plan");

    @Test
    void aPollReadsNoMoreOfATableOfAMillionRunsThanOfAThousandOnPostgres() {
        DataSource thousand = database(Databases.postgres(), SMALL);
        DataSource million = database(Databases.postgres(), LARGE);
        for (String planning : PLANNING) {
            Map<String, Reading> small = readings(thousand, planning);
            Map<String, Reading> large = readings(million, planning);
            print(planning, small, large);
            small.forEach((name, few) -> compare(name, few, large.get(name)));
        }
    }

    private static void print(String planning, Map<String, Reading> small, Map<String, Reading> large) {
        System.out.printf(
                "%s: rows and blocks read, of %,d runs and of %,d%n%-16s %8s %8s %8s %8s%n",
                planning, SMALL, LARGE, "statement", "rows", "blocks", "rows", "blocks");
        small.forEach((name, few) -> System.out.printf(
                "%-16s %8d %8d %8d %8d%n",
                name,
                few.rows(),
                few.blocks(),
                large.get(name).rows(),
                large.get(name).blocks()));
    }

    private static void compare(String name, Reading few, Reading many) {
        assertThat(many.rows()).as("rows read by %s: %s", name, many.plan()).isLessThanOrEqualTo(few.rows() + FEW_ROWS);
        assertThat((double) many.blocks())
                .as("blocks read by %s: %s", name, many.plan())
                .isLessThanOrEqualTo(few.blocks() * MORE_BLOCKS + many.rows() + FEW_BLOCKS);
    }

    private static DataSource database(DataSource database, int others) {
        new JdbcRunStore(database).leave("");
        OtherRuns runs = new OtherRuns(database);
        runs.owner(ME, Duration.ofHours(1));
        runs.owner(DEAD, Duration.ofHours(-1));
        runs.add(KIND, others);
        runs.addFree(KIND, 200);
        runs.addHeld(KIND, 200, DEAD);
        runs.addHeld(KIND, 50, ME);
        runs.analyze();
        return database;
    }

    private static Map<String, Reading> readings(DataSource database, String planning) {
        Plans plans = new Plans(database, planning);
        Map<String, Reading> readings = new LinkedHashMap<>();
        statements(plans.idsOf(ME)).forEach((name, call) -> readings.put(name, plans.read(call)));
        return readings;
    }

    /** Each statement that a poll, the delivery of a run, or the minute's tidying makes. */
    private static Map<String, Plans.Call> statements(List<Long> mine) {
        Dialect dialect = Dialect.POSTGRESQL;
        Leases.Sql leases = new Leases.Sql(dialect);
        AddedRuns.Sql added = new AddedRuns.Sql(dialect);
        Limits.Sql limits = new Limits.Sql(dialect);
        Starts.Sql starts = new Starts.Sql(dialect);
        QueuedStarts.Sql queue = new QueuedStarts.Sql(dialect);
        ClaimedRuns.Sql runs = new ClaimedRuns.Sql(dialect);
        String service = KIND.service();
        String kind = KIND.name();
        long id = mine.get(0);
        Map<String, Plans.Call> calls = new LinkedHashMap<>();
        calls.put("join", Plans.call(leases.join, "new", OtherRuns.ACCOUNT, 1_000));
        calls.put("renew", Plans.call(leases.renew, 1_000, ME));
        calls.put("leave: runs", Plans.call(leases.freeAll, ME));
        calls.put("leave: owner", Plans.call(leases.leave, ME));
        calls.put("known", Plans.call(AddedRuns.Sql.KNOWN, "{RUNNINGme-1,none}", service, kind));
        calls.put(
                "add",
                Plans.call(added.insert, service, kind, OtherRuns.ACCOUNT, 6, "new", "RUNNING", "", 0, null, null));
        calls.put("claim: lock", Plans.call(leases.lock, ME));
        calls.put("claim: free", Plans.call(runs.free, service, kind, OtherRuns.ACCOUNT, CLAIMED));
        calls.put("claim: of dead", Plans.call(runs.heldBy, service, kind, DEAD, OtherRuns.ACCOUNT, CLAIMED));
        calls.put("claim: own", Plans.call(runs.own, ME, Plans.array(mine)));
        calls.put("held", Plans.call(runs.held, service, kind, ME));
        calls.put("beginDelivery", Plans.call(runs.beginDelivery, id, ME));
        calls.put("ended", Plans.call(runs.ended, 0.5, id, ME));
        calls.put("delivered", Plans.call(runs.delivered, 0.5, id, ME));
        calls.put("start: find", Plans.call(starts.find, service, 6, "key"));
        calls.put("start: in flight", Plans.call(limits.inFlight, service, 6));
        calls.put("start: in doubt", Plans.call(starts.inDoubt, service, 6, -1_000));
        calls.put("start: accepted", Plans.call(starts.deliver, "new", id, ME));
        calls.put("queue: workflows", Plans.call(queue.workflows, service));
        calls.put("queue: first", Plans.call(queue.first, service, 6, OtherRuns.ACCOUNT, CLAIMED));
        calls.put("queue: take", Plans.call(queue.take, ME, Plans.array(mine)));
        calls.put("release", Plans.call(runs.release, 1_000, id, ME));
        calls.put("mark", Plans.call(new HistoryMarks.Sql(dialect).select, service, kind));
        calls.put("count", Plans.call(runs.count, service, kind, CLAIMED));
        calls.put("forget: dead", Plans.call(leases.lockDead));
        calls.put("forget: owners", Plans.call(leases.forget, "{" + DEAD + "}"));
        long age = -Duration.ofDays(7).toMillis();
        calls.put("forget: look", Plans.call(new Forgetting.Sql(dialect).old, age, BEGIN, BEGIN, 0, CLAIMED));
        calls.put("forget: runs", Plans.call(new Forgetting.Sql(dialect).delete, Plans.array(mine)));
        return calls;
    }

    /** H2 reports for each table how many rows or index entries it has scanned. */
    @Test
    void aPollReadsNoMoreOfATableOfAHundredThousandRunsThanOfAThousandOnH2() {
        DataSource thousand = database(Databases.h2(), SMALL);
        DataSource many = database(Databases.h2(), 100 * SMALL);
        Leases.Sql leases = new Leases.Sql(Dialect.H2);
        ClaimedRuns.Sql runs = new ClaimedRuns.Sql(Dialect.H2);
        String service = KIND.service();
        String kind = KIND.name();
        Map<String, Object[]> values = new LinkedHashMap<>();
        values.put(runs.free, new Object[] {service, kind, OtherRuns.ACCOUNT, CLAIMED});
        values.put(runs.heldBy, new Object[] {service, kind, DEAD, OtherRuns.ACCOUNT, CLAIMED});
        values.put(runs.held, new Object[] {service, kind, ME});
        values.put(AddedRuns.Sql.KNOWN, new Object[] {new String[] {"RUNNINGme-1", "none"}, service, kind});
        values.put(runs.count, new Object[] {service, kind, CLAIMED});
        values.put(leases.freeAll, new Object[] {ME});
        values.put(runs.beginDelivery, new Object[] {1L, ME});
        values.put(runs.delivered, new Object[] {0.5, 1L, ME});
        values.put(new Limits.Sql(Dialect.H2).inFlight, new Object[] {service, 6L});
        values.put(new QueuedStarts.Sql(Dialect.H2).first, new Object[] {service, 6L, OtherRuns.ACCOUNT, CLAIMED});
        values.put(new QueuedStarts.Sql(Dialect.H2).workflows, new Object[] {service});
        values.put(runs.release, new Object[] {1_000L, 1L, ME});
        long age = -Duration.ofDays(7).toMillis();
        values.put(new Forgetting.Sql(Dialect.H2).old, new Object[] {age, BEGIN, BEGIN, 0, CLAIMED});
        values.put(leases.forget, new Object[] {new String[] {DEAD}});
        values.forEach((statement, of) -> {
            String plan = h2Plan(many, statement, of);
            assertThat(plan).as("plan of %s", statement).doesNotContain("SCRIPTRUN_RUN.tableScan");
            assertThat(scanned(plan))
                    .as("rows scanned by %s", plan)
                    .isLessThanOrEqualTo(scanned(h2Plan(thousand, statement, of)) + FEW_ROWS);
        });
    }

    private static String h2Plan(DataSource database, String statement, Object... values) {
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        return transaction.execute(status -> {
            status.setRollbackOnly();
            return new JdbcTemplate(database).queryForObject("EXPLAIN ANALYZE " + statement, String.class, values);
        });
    }

    private static long scanned(String plan) {
        return Pattern.compile("scanCount: (\\d+)")
                .matcher(plan)
                .results()
                .mapToLong(count -> Long.parseLong(count.group(1)))
                .sum();
    }
}
