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

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import ai.scriptrun.camel.examples.support.Service;

/** Reports the progress on the console. */
final class Story {

    private final Instant begun = Instant.now();

    void begin(Service service) {
        say("");
        say("  ScriptRun transactional outbox");
        say("  workflow " + service.workflowId() + " at " + service.name());
        say("  database embedded PostgreSQL");
        say("  log      " + TransactionalOutbox.HOME.resolve("shop.log").toAbsolutePath());
        say("");
        say("   time    orders   queued  in flight  replies");
    }

    void progress(Ledger.Counts counts, String event) {
        say(String.format(
                Locale.ROOT,
                "%5.1f s  %8d %8d %10d %8d%s",
                Duration.between(begun, Instant.now()).toMillis() / 1000.0,
                counts.orders(),
                counts.queued(),
                counts.inFlight(),
                counts.replies(),
                event.isEmpty() ? "" : "  " + event));
    }

    void end(Ledger.Counts counts, int refused) {
        say("");
        say(String.format("%5d orders, each committed with the start of its run", counts.orders()));
        say(String.format("%5d orders rolled back, none of which was started", refused));
        say(String.format("%5d runs ended and delivered", counts.delivered()));
        say(String.format("%5d replies, each committed with the end of its run", counts.replies()));
        say(
                counts.isBalanced()
                        ? "Each order has one run and one reply"
                        : "The tables don't add up; the application's log tells more");
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
