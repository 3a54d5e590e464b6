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
package ai.scriptrun.camel.consumer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

import ai.scriptrun.camel.StartFrom;
import ai.scriptrun.camel.client.ApiCall;
import ai.scriptrun.camel.client.ApiResponse;
import ai.scriptrun.camel.client.CallListener;
import ai.scriptrun.camel.client.Credentials;
import ai.scriptrun.camel.client.ScriptRunClient;
import ai.scriptrun.camel.client.Throttle;
import ai.scriptrun.camel.client.Transport;
import ai.scriptrun.camel.store.HistoryMark;
import ai.scriptrun.camel.store.MemoryRunStore;
import ai.scriptrun.camel.store.RunKind;
import ai.scriptrun.camel.store.StoredRun;
import ai.scriptrun.camel.time.ManualTimer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The age of a run of the history is told by the service's clock, which its entries go by. */
class HistoryTimesTest {

    private static final Instant SERVICE_TIME = Instant.parse("2030-01-01T00:00:10Z");
    private static final Duration AHEAD = Duration.ofMinutes(4);
    private static final RunKind KIND = RunKind.history("http://service", 6, null);

    private final ManualTimer timer = new ManualTimer(SERVICE_TIME.plus(AHEAD));
    private final MemoryRunStore store = new MemoryRunStore(timer::now);
    private boolean tellsTime = true;
    private String status = "in progress";

    private final class OneRun implements Transport {

        @Override
        public void start() {}

        @Override
        public void stop() {}

        @Override
        public ApiResponse exchange(ApiCall call) {
            String body = "[{\"id\":\"0781b175-2135-45ec-9063-ad3e0d929adc\",\"status\":\"" + status + "\","
                    + "\"created_at\":\"2030-01-01T00:00:08Z\"}]";
            String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(SERVICE_TIME.atOffset(ZoneOffset.UTC));
            return new ApiResponse(
                    200,
                    body.getBytes(StandardCharsets.UTF_8),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(date).filter(told -> tellsTime));
        }
    }

    private HistoryIntake intake(StartFrom startFrom) {
        return new HistoryIntake(
                store, KIND, "account", 6, startFrom, Set.of("succeed", "failed"), Duration.ofHours(1));
    }

    private HistoryPages.Entries read() {
        ScriptRunClient client = new ScriptRunClient(
                new OneRun(),
                "http://service",
                Credentials.apiKey("key"),
                0,
                new Throttle(timer),
                timer,
                CallListener.NONE);
        return new HistoryPages(6, null).read(client, 1, timer.now());
    }

    private Duration ageOfTheRun() {
        assertThat(intake(StartFrom.ALL).take(read(), new HistoryMark(null, null, true)))
                .isOne();
        StoredRun run = store.claim(KIND, store.join("account"), 1).get(0);
        return run.age();
    }

    @Test
    void aWrongClockOfThisMachineMakesNoRunOlder() {
        assertThat(ageOfTheRun()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void withoutTheServicesTimeThisMachinesCounts() {
        tellsTime = false;
        assertThat(ageOfTheRun()).isEqualTo(AHEAD.plusSeconds(2));
    }

    /** The service could not be reached when the consumer was started. */
    @Test
    void aRunThatEndsBeforeTheFirstReadingIsNewIfItBeganAfterTheConsumer() {
        status = "succeed";
        HistoryIntake intake = intake(StartFrom.NEW);
        HistoryMark mark = intake.begin(read(), Duration.ofSeconds(5));
        assertThat(intake.take(read(), mark)).isOne();
        assertThat(store.claim(KIND, store.join("account"), 1)).hasSize(1);
    }

    @Test
    void aRunThatEndedBeforeTheConsumerBeganIsNotNew() {
        status = "succeed";
        HistoryIntake intake = intake(StartFrom.NEW);
        HistoryMark mark = intake.begin(read(), Duration.ofSeconds(1));
        intake.take(read(), mark);
        assertThat(store.claim(KIND, store.join("account"), 1)).isEmpty();
    }
}
