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
            assertThat(mailbox.receiveUntil("answers", ids)).containsAll(ids);
            assertThat(broker.depth("dead-letters")).isZero();
        }
    }

    @Test
    void losesNothingWhereBridgeIsKilledAndTheBrokerStartsAgain() throws Exception {
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
            List<String> answered = mailbox.receiveUntil("answers", ids);
            assertThat(answered.stream().collect(toSet())).containsExactlyInAnyOrderElementsOf(ids);
            // At the kill, one request was on its way to the service, and one answer to its queue.
            assertThat(answered).hasSizeLessThanOrEqualTo(ids.size() + 2);
            assertThat(service.runs().accepted()).isBetween(30L, 31L);
        }
    }
}
