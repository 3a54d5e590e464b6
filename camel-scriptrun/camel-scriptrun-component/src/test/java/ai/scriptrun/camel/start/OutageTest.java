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
package ai.scriptrun.camel.start;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How long starts wait that the service can't accept. */
class OutageTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    private final Outage outage = new Outage();

    @Test
    void startsThatFailTogetherAreRetriedTogether() {
        assertThat(outage.failed(NOON)).hasSeconds(1);
        for (int i = 1; i < 60; i++) {
            Instant later = NOON.plusMillis(10L * i);
            assertThat(later.plus(outage.failed(later))).isEqualTo(NOON.plusSeconds(1));
        }
    }

    @Test
    void eachFailedRetryDoublesTheDelay() {
        Instant now = NOON;
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300}) {
            Duration wait = outage.failed(now);
            assertThat(wait).hasSeconds(seconds);
            now = now.plus(wait);
        }
    }

    @Test
    void aResponseToAStartEndsTheOutage() {
        outage.failed(NOON);
        outage.failed(NOON.plusSeconds(1));
        outage.over();
        assertThat(outage.failed(NOON.plusSeconds(2))).hasSeconds(1);
    }
}
