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
package ai.scriptrun.camel.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryRunStoreTest extends RunStoreContract {

    private Instant now = Instant.parse("2026-11-26T12:00:00Z");
    private final MemoryRunStore store = new MemoryRunStore(() -> now);

    @Override
    protected RunStore store() {
        return store;
    }

    @Test
    void aReleasedRunIsNotClaimedBeforeItsDelayIsOver() {
        addTracked(1);
        String owner = store.join(ACCOUNT);
        StoredRun run = store.claim(TRACKED, owner, 1).get(0);
        store.release(run.id(), owner, Duration.ofSeconds(5));
        now = now.plusMillis(4_999);
        assertThat(store.claim(TRACKED, owner, 1)).isEmpty();
        now = now.plusMillis(1);
        assertThat(store.claim(TRACKED, owner, 1)).extracting(StoredRun::id).containsExactly(run.id());
    }

    @Test
    void aDeliveredRunOfAHistoryIsForgottenOnceTheMarkHasPassedIt() {
        NewRun run = new NewRun(
                HISTORY, ACCOUNT, 6L, newRunId(), RunState.DELIVERED, Duration.ZERO, now.minusSeconds(1), Payload.NONE);
        store.add(List.of(run));
        assertThat(store.add(List.of(run))).isZero();
        store.setHistoryMark(HISTORY, new HistoryMark(null, now, true));
        assertThat(store.add(List.of(run))).isEqualTo(1);
    }

    @Test
    void aDeliveryTellsHowLongTheEndHasBeenKnown() {
        addTracked(1);
        String owner = store.join(ACCOUNT);
        long id = store.claim(TRACKED, owner, 1).get(0).id();
        now = now.plusSeconds(60);
        store.ended(id, owner, null);
        now = now.plusSeconds(5);
        assertThat(store.beginDelivery(id, owner).sinceEnd()).isEqualTo(Duration.ofSeconds(5));
        now = now.plusSeconds(5);
        assertThat(store.beginDelivery(id, owner).sinceEnd()).isEqualTo(Duration.ofSeconds(10));
    }
}
