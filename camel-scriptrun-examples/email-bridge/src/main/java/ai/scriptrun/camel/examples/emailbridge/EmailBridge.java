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
package ai.scriptrun.camel.examples.emailbridge;

import java.nio.file.Files;
import java.nio.file.Path;

import ai.scriptrun.camel.examples.support.PendingRuns;
import ai.scriptrun.camel.examples.support.Service;
import org.apache.camel.main.Main;

/** Answers mails by a workflow: those of the example once, those of the user's own mailbox until Ctrl-C. */
public final class EmailBridge {

    private final Workspace workspace;
    private final Service service;
    private final MailServer server;

    private EmailBridge(Workspace workspace, Service service, MailServer server) {
        this.workspace = workspace;
        this.service = service;
        this.server = server;
    }

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) {
        int exitCode;
        try {
            exitCode = run();
        } catch (Exception e) {
            System.err.println("The bridge can't begin: " + rootCause(e).getMessage());
            exitCode = 2;
        }
        System.exit(exitCode);
    }

    private static int run() throws Exception {
        Workspace workspace = new Workspace(
                Path.of("data/mailbox"), Path.of(System.getProperty("bridge.home", "target/email-bridge")));
        Files.createDirectories(workspace.home());
        try (Service service =
                        Service.choose(System.getenv(), EmailBridge.class.getResourceAsStream("/customer-mail.json"));
                MailServer server = MailServer.choose(System.getenv(), workspace);
                PendingRuns runs = PendingRuns.open(workspace.runs())) {
            return new EmailBridge(workspace, service, server).bridge(runs);
        }
    }

    /** Camel's first exception names the route that can't be created, the last one the reason. */
    private static Throwable rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private int bridge(PendingRuns runs) throws Exception {
        Ledger ledger = new Ledger(server.mails());
        try (Story story = new Story(workspace, server)) {
            story.begin(service);
            Main camel = new Main();
            service.properties().forEach(camel::addOverrideProperty);
            server.properties().forEach(camel::addOverrideProperty);
            camel.configure().addRoutesBuilder(new MailRoutes());
            camel.bind("runStore", runs.store());
            camel.bind("witness", new Witness(ledger, story));
            if (server.mails() > 0) {
                ledger.onSettled(camel::completed);
                // Nothing has arrived for so long that no more is expected.
                camel.configure().setDurationMaxIdleSeconds(600);
            }
            camel.run();
        }
        return ledger.isBalanced() ? 0 : 1;
    }
}
