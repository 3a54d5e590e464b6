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

import java.nio.file.Path;

import ai.scriptrun.camel.emulator.http.Endpoint;
import ai.scriptrun.camel.examples.support.JavaProcess;
import ai.scriptrun.camel.examples.support.SuddenDeath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A mail that is seen gets its answer, whatever happens. */
class SeenMailTest {

    private final Office office = new Office();

    @TempDir
    private Path home;

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void aMailThatIsSeenIsAnsweredEvenIfTheBridgeIsKilled() throws Exception {
        // In the bridge's first life no run ends.
        office.service().faults().on(Endpoint.RESULT).status(502);
        office.receive(Office.THANKS);
        try (JavaProcess bridge = BridgeProcess.start(home, office.environment())) {
            office.awaitAllSeen(bridge);
            bridge.kill();
        }
        assertThat(office.replies()).isEmpty();
        office.service().faults().clear();

        try (JavaProcess bridge = BridgeProcess.start(home, office.environment())) {
            assertThat(office.awaitReply("ann@example.org", bridge).getHeader("In-Reply-To"))
                    .containsExactly("<1@example.org>");
        }
        assertThat(office.service().runs().accepted()).isOne();
    }

    @Test
    void aMailThatIsPolledTwiceIsOneRun() throws Exception {
        office.receive(Office.THANKS);
        try (JavaProcess bridge = BridgeProcess.start(home, office.environment())) {
            office.awaitReply("ann@example.org", bridge);
            office.awaitAllSeen(bridge);

            office.unsee();

            office.awaitAllSeen(bridge);
        }
        assertThat(office.service().runs().accepted()).isOne();
        assertThat(office.replies()).hasSize(1);
    }

    @Test
    void aMailWhoseBridgeDiesBeforeItIsSeenIsOneRun() throws Exception {
        office.receive(Office.THANKS);
        try (JavaProcess bridge = BridgeProcess.start(home, office.environment(), SuddenDeath.OPTION)) {
            bridge.exitCode(Office.PATIENCE);
        }
        assertThat(office.seen()).containsExactly(false);

        try (JavaProcess bridge = BridgeProcess.start(home, office.environment())) {
            office.awaitReply("ann@example.org", bridge);
            office.awaitAllSeen(bridge);
        }
        assertThat(office.service().runs().accepted()).isOne();
        assertThat(office.replies()).hasSize(1);
    }

    @Test
    void aReplyThatNobodyTakesIsSentAgain() throws Exception {
        office.shut();
        office.receive(Office.THANKS);
        try (JavaProcess bridge = BridgeProcess.start(home, office.environment())) {
            Office.awaitTold(bridge, "ann@example.org .* NOT YET: .*451");
            office.awaitAllSeen(bridge);

            office.open();
            office.awaitReply("ann@example.org", bridge);
        }
        assertThat(office.service().runs().accepted()).isOne();
    }
}
