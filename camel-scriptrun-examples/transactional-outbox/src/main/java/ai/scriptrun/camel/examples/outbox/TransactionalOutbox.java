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
package ai.scriptrun.camel.examples.outbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;

import ai.scriptrun.camel.examples.support.Example;
import ai.scriptrun.camel.examples.support.JavaProcess;
import ai.scriptrun.camel.examples.support.Service;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * Runs a shop, kills it twice in the middle of its work, starts it again, and counts what the tables have.
 *
 * <p>It ends with 0 if each order has one run and one reply, with 1 if not, and with 2 if it could not begin.
 */
public final class TransactionalOutbox {

    static final Path HOME = Path.of(System.getProperty("example.home", "target/transactional-outbox"));

    /** Each tenth order is refused; the last one is not. */
    static final int LAST_ORDER = 199;

    private static final int REFUSED = LAST_ORDER / 10;
    private static final int ORDERS = LAST_ORDER - REFUSED;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(100);
    private static final Duration LINE_INTERVAL = Duration.ofSeconds(5);

    private final Service service;
    private final EmbeddedPostgres database;
    private final Ledger ledger;
    private final Story story = new Story();

    private TransactionalOutbox(Service service, EmbeddedPostgres database) {
        this.service = service;
        this.database = database;
        this.ledger = new Ledger(database.getPostgresDatabase());
    }

    /** Runs the example. */
    public static void main(String[] args) {
        Example.run(TransactionalOutbox::run);
    }

    private static int run() throws Exception {
        Files.createDirectories(HOME);
        try (EmbeddedPostgres database = EmbeddedPostgres.builder().start();
                Service service =
                        Service.choose(System.getenv(), TransactionalOutbox.class.getResourceAsStream("/reply.json"))) {
            return new TransactionalOutbox(service, database).tell();
        }
    }

    private int tell() throws Exception {
        story.begin(service);
        killOnce(counts -> counts.orders() >= ORDERS / 2);
        killOnce(counts -> counts.replies() >= ORDERS / 2);
        try (JavaProcess shop = shop()) {
            await(shop, counts -> counts.orders() == ORDERS && counts.isBalanced());
        }
        Ledger.Counts counts = ledger.counts();
        story.progress(counts, "");
        story.end(counts, REFUSED);
        return counts.orders() == ORDERS && counts.isBalanced() ? 0 : 1;
    }

    private void killOnce(Predicate<Ledger.Counts> moment) throws Exception {
        try (JavaProcess shop = shop()) {
            await(shop, moment);
            shop.kill();
            story.progress(ledger.counts(), "the application is killed (kill -9), and started again");
        }
    }

    private void await(JavaProcess shop, Predicate<Ledger.Counts> condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        long nextLine = System.nanoTime();
        for (Ledger.Counts counts = ledger.counts(); !condition.test(counts); counts = ledger.counts()) {
            if (System.nanoTime() > end || !shop.isAlive()) {
                throw new IllegalStateException("the application does not progress; its log is in " + HOME);
            }
            if (System.nanoTime() >= nextLine && counts.orders() > 0) {
                story.progress(counts, "");
                nextLine = System.nanoTime() + LINE_INTERVAL.toNanos();
            }
            Thread.sleep(LOOK_INTERVAL.toMillis());
        }
    }

    private JavaProcess shop() throws Exception {
        return Shop.start(HOME, database.getJdbcUrl("postgres", "postgres"), service.environment());
    }
}
