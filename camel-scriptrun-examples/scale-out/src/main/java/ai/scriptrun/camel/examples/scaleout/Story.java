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

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

import ai.scriptrun.camel.examples.support.Service;

/** Prints the progress. */
final class Story {

    private static final int STEP = 50;

    private final int requests;
    private final Instant begun = Instant.now();
    private int told;

    Story(int requests) {
        this.requests = requests;
    }

    void begin(Service service) {
        say("");
        say("  ScriptRun scale-out");
        say("  workflow " + service.workflowId() + " at " + service.name());
        say("  logs     " + ScaleOut.HOME.toAbsolutePath());
        say("");
    }

    synchronized void event(String text) {
        say(String.format(
                Locale.ROOT,
                "  %5.1f s  %s",
                Duration.between(begun, Instant.now()).toMillis() / 1000.0,
                text));
    }

    synchronized void progress(int answered) {
        if (answered % STEP == 0 && answered > told) {
            told = answered;
            event(answered + " of " + requests + " results");
        }
    }

    synchronized void end(Tally tally, List<String> workers, String killed, OptionalLong calls) {
        say("");
        say("  worker      started  delivered");
        for (String worker : workers) {
            say(String.format(
                    "  %-10s %8d %10d%s",
                    worker,
                    tally.countBy(Delivery::startedBy, worker),
                    tally.countBy(Delivery::deliveredBy, worker),
                    worker.equals(killed) ? "  killed" : ""));
        }
        say("");
        say("Taken over from " + killed + ": "
                + tally.count(delivery -> delivery.startedBy().equals(killed)
                        && !delivery.deliveredBy().equals(killed))
                + " runs");
        say(String.format(Locale.ROOT, "Result polls per run: %.1f%s", tally.pollsPerRun(), all(calls)));
        if (tally.duplicates() > 0) {
            say("What came twice was on its way at the kill; its correlation id tells");
        }
        say(requests + " requests, " + tally.answered() + " results, " + (requests - tally.answered()) + " lost, "
                + tally.duplicates() + " duplicate");
        if (tally.answered() < requests) {
            say("What went wrong is in the logs in " + ScaleOut.HOME);
        }
    }

    private String all(OptionalLong calls) {
        return calls.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT, "; all calls of the service per run: %.1f", (double) calls.getAsLong() / requests);
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
