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
package ai.scriptrun.camel.client;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import ai.scriptrun.camel.fake.CapturedLog;
import ai.scriptrun.camel.fake.RawServer;
import ai.scriptrun.camel.fake.Reply;
import ai.scriptrun.camel.time.ManualTimer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** When the service throttles, the calls of all clients wait. */
class ThrottleTest {

    private final ManualTimer timer = new ManualTimer();
    private final Throttle throttle = new Throttle(timer);
    private RawServer server;
    private TestClient first;
    private TestClient second;

    @BeforeEach
    void start() throws IOException {
        server = RawServer.replying(busy(20), Reply.json(200, "{}"));
        first = TestClient.of(server.baseUrl(), timer, throttle, settings -> {});
        second = TestClient.of(
                server.baseUrl(), timer, throttle, settings -> settings.credentials = Credentials.jwt("other"));
    }

    @AfterEach
    void stop() throws IOException {
        first.close();
        second.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void delaysEveryKindOfCallOfOtherThreads(ApiOperation operation) {
        first.client.getNodes();

        CompletableFuture<?> held = operation.call(second.client);
        timer.advance(Duration.ofMillis(19_999));

        assertThat(held).isNotDone();
        assertThat(server.requests()).hasSize(1);

        timer.advance(Duration.ofSeconds(6));

        assertThat(held).isDone();
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void isReportedOnceForManyEqualResponses() {
        server.reply(busy(20), busy(20), busy(20), Reply.json(200, "{}"));
        first.client.getNodes();
        CompletableFuture<?> later = second.client.getNodes();

        timer.advance(Duration.ofMinutes(5));

        assertThat(later).isCompleted();
        assertThat(first.holds() + second.holds()).isBetween(2, 3);
        assertThat(first.retries() + second.retries()).isEqualTo(3);
    }

    @Test
    void releasesTheCallsSpreadOut() {
        throttle.hold(Duration.ofSeconds(20));
        List<Duration> delays = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            delays.add(throttle.delay());
        }

        assertThat(delays)
                .allSatisfy(delay -> assertThat(delay).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(25)));
        assertThat(delays.stream().distinct().count()).isGreaterThan(500);
    }

    @Test
    void lastsForTheLongestRequestedDelay() {
        assertThat(throttle.hold(Duration.ofSeconds(20))).isTrue();
        assertThat(throttle.hold(Duration.ofSeconds(5))).isFalse();

        assertThat(throttle.rest()).isEqualTo(Duration.ofSeconds(20));
        assertThat(throttle.delay()).isGreaterThanOrEqualTo(Duration.ofSeconds(20));

        timer.advance(Duration.ofSeconds(20));

        assertThat(throttle.delay()).isZero();
    }

    @Test
    void endsImmediatelyIfNoDelayIsRequested() {
        throttle.hold(Duration.ZERO);

        assertThat(throttle.delay()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "Mon, 01 Jan 2029 00:00:00 GMT", "-1"})
    void lastsAtLeastForTheBackoffIfTheServiceRequestsNoDelay(String retryAfter) {
        server.reply(Reply.answer(429, "Retry-After: " + retryAfter + "\r\n", ""));

        CompletableFuture<?> call = first.client.getNodes();

        assertThat(throttle.rest()).isEqualTo(Duration.ofMillis(500));
        timer.advance(Duration.ofMillis(499));
        assertThat(server.requests()).hasSize(1);
        timer.advance(Duration.ofMillis(1 + 125));
        assertThat(server.requests()).hasSize(2);
        assertThat(call).isNotDone();
    }

    @Test
    void beginsOnceAlthoughItIsExtended() {
        assertThat(throttle.hold(Duration.ofSeconds(1))).isTrue();
        assertThat(throttle.hold(Duration.ofSeconds(2))).isFalse();
        assertThat(throttle.rest()).isEqualTo(Duration.ofSeconds(2));

        timer.advance(Duration.ofSeconds(2));

        assertThat(throttle.hold(Duration.ofSeconds(1))).isTrue();
    }

    @Test
    void isLoggedOnceForAllCallsThatWereInFlightWhenItBegan() throws Exception {
        int calls = 4;
        CountDownLatch allArrived = new CountDownLatch(calls);
        server.reply(Reply.by(request -> {
            allArrived.countDown();
            awaitAll(allArrived);
            return busy(20);
        }));
        try (CapturedLog log = new CapturedLog()) {
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                Thread caller = new Thread(first.client::getNodes);
                caller.start();
                callers.add(caller);
            }
            for (Thread caller : callers) {
                caller.join();
            }

            assertThat(log.text(CallExecutor.class.getName()::equals).lines().filter(line -> line.startsWith("WARN")))
                    .hasSize(1)
                    .allMatch(line -> line.contains("The service throttles: all calls to it wait for 20000 ms"));
        }
        assertThat(first.holds()).isOne();
    }

    private static void awaitAll(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Reply busy(int seconds) {
        return Reply.answer(429, "Retry-After: " + seconds + "\r\n", "");
    }
}
