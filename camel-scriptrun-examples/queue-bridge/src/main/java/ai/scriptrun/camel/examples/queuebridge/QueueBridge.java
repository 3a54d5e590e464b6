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
package ai.scriptrun.camel.examples.queuebridge;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import ai.scriptrun.camel.examples.support.Broker;
import ai.scriptrun.camel.examples.support.Example;
import ai.scriptrun.camel.examples.support.Folders;
import ai.scriptrun.camel.examples.support.JavaProcess;
import ai.scriptrun.camel.examples.support.PendingRuns;
import ai.scriptrun.camel.examples.support.Service;

/**
 * Puts requests into a queue, kills the bridge while it works, starts it again, and counts the outcomes.
 *
 * <p>The exit code is 0 if each request has an outcome, 1 if not, and 2 if it could not start.
 */
public final class QueueBridge {

    static final Path HOME = Path.of(System.getProperty("bridge.home", "target/queue-bridge"));
    static final String RUNS = "runs";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration ANY_MOMENT = Duration.ofMillis(40);

    private final Service service;
    private final Broker broker;
    private final List<Request> requests;
    private final Ledger ledger;
    private final Story story = new Story();

    private QueueBridge(Service service, Broker broker, List<Request> requests) {
        this.service = service;
        this.broker = broker;
        this.requests = requests;
        this.ledger = new Ledger(requests);
    }

    /** Runs the example. */
    public static void main(String[] args) {
        Example.run(QueueBridge::run);
    }

    private static int run() throws Exception {
        for (String folder : List.of("broker", RUNS)) {
            Folders.delete(HOME.resolve(folder));
        }
        try (Service service = Service.choose(System.getenv(), QueueBridge.class.getResourceAsStream("/triage.json"));
                Broker broker = Broker.start(HOME.resolve("broker"))) {
            return new QueueBridge(service, broker, Request.all()).tell();
        }
    }

    private int tell() throws Exception {
        story.begin(service);
        try (HelpDesk helpDesk = new HelpDesk(broker, ledger, story)) {
            helpDesk.ask(requests);
            try (JavaProcess bridge = bridge()) {
                if (!ledger.await(2, PATIENCE)) {
                    story.end(ledger);
                    return 1;
                }
                // But not directly after an answer has arrived.
                ledger.await(requests.size(), ANY_MOMENT);
                bridge.kill();
            }
            try (PendingRuns runs = PendingRuns.open(HOME.resolve(RUNS))) {
                story.killed(ledger.ended(), runs.underWay(), runs.queued());
            }
            try (JavaProcess bridge = bridge()) {
                ledger.await(requests.size(), PATIENCE);
                bridge.kill();
            }
            story.end(ledger);
        }
        return ledger.isBalanced() ? 0 : 1;
    }

    private JavaProcess bridge() throws IOException {
        return Bridge.start(HOME, broker.url(), service.environment());
    }
}
