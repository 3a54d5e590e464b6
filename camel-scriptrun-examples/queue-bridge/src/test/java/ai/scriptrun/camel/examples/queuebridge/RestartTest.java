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

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import ai.scriptrun.camel.examples.support.Broker;
import ai.scriptrun.camel.examples.support.SuddenDeath;
import org.junit.jupiter.api.Test;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The bridge or its broker goes away in the middle, and comes again. */
class RestartTest extends Stage {

    @Test
    void keepsAnswersUntilTheBrokerIsBack() throws Exception {
        List<String> ids = List.of("1", "2", "3");
        try (Mailbox mailbox = new Mailbox(broker, "answers")) {
            ids.forEach(id -> mailbox.ask(id, "{\"ticket\": \"The invoice is wrong\"}"));
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> service.runs().accepted() == 3);
        int port = broker.port();
        broker.close();
        await().atMost(Duration.ofMinutes(1)).until(() -> Files.readString(home.resolve("bridge.log"))
                .contains("New exception occurred during processing by the DeadLetterChannel"));

        broker = Broker.start(home.resolve("broker"), port);

        try (Mailbox mailbox = new Mailbox(broker, "answers")) {
            assertThat(mailbox.receiveUntil(ids, "answers")).containsAll(ids);
            assertThat(broker.depth("dead-letters")).isZero();
        }
    }

    @Test
    void losesNothingAndStartsNothingTwiceWhereTheBridgeIsKilledAndTheBrokerStartsAgain() throws Exception {
        List<String> ids = IntStream.range(0, 30).mapToObj(i -> "request " + i).toList();
        try (Mailbox mailbox = new Mailbox(broker, "answers")) {
            ids.forEach(id -> mailbox.ask(id, "{\"ticket\": \"" + id + " crashes\"}"));
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> service.runs().accepted() >= 10);
        bridge.kill();
        broker.close();

        broker = Broker.start(home.resolve("broker"));
        startBridge();

        try (Mailbox mailbox = new Mailbox(broker, "answers")) {
            List<String> answered = mailbox.receiveUntil(ids, "answers");
            assertThat(answered.stream().collect(toSet())).containsExactlyInAnyOrderElementsOf(ids);
            // At the kill, one answer was on its way to its queue.
            assertThat(answered).hasSizeLessThanOrEqualTo(ids.size() + 1);
            assertThat(service.runs().repeated()).isEmpty();
        }
    }

    @Test
    void aRequestThatIsDeliveredAgainIsOneRun() throws Exception {
        bridge.kill();
        try (Mailbox mailbox = new Mailbox(broker, "answers")) {
            mailbox.ask("again", "{\"ticket\": \"The invoice is wrong\"}");
            startBridge(SuddenDeath.OPTION);
            bridge.exitCode(Duration.ofMinutes(1));
            assertThat(broker.depth("requests")).isOne();

            startBridge();

            await().atMost(Duration.ofMinutes(1)).until(() -> broker.depth("requests") == 0);
            assertThat(mailbox.receive("answers").getJMSCorrelationID()).isEqualTo("again");
            assertThat(service.runs().accepted()).isOne();
        }
    }
}
