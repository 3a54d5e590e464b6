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
package ai.scriptrun.camel.observe;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import ai.scriptrun.camel.store.MemoryRunStore;
import ai.scriptrun.camel.store.NewStart;
import ai.scriptrun.camel.store.Payload;
import ai.scriptrun.camel.store.StartCount;
import ai.scriptrun.camel.store.StartTerms;
import ai.scriptrun.camel.testing.FaultyRunStore;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Monitoring queries a store rarely, and does not fail with it. */
class StoreCountsTest {

    private static final String SERVICE = "https://service.test";

    private final Instant now = Instant.parse("2026-11-26T12:00:00Z");
    private final MemoryRunStore store = new MemoryRunStore();
    private final AtomicInteger reads = new AtomicInteger();
    private final FaultyRunStore faulty = new FaultyRunStore(store).failBefore(call -> {
        reads.incrementAndGet();
        return false;
    });
    private final StoreCounts counts = new StoreCounts();

    StoreCountsTest() {
        counts.use(faulty.asRunStore(), SERVICE);
    }

    private void enqueue(String key) {
        store.enqueue(new NewStart(SERVICE, "account-1", 6, key, StartTerms.NONE, Payload.NONE));
    }

    @Test
    void aStoreIsReadOnceInAWhile() {
        enqueue("a");
        for (int scrape = 0; scrape < 10; scrape++) {
            assertThat(counts.byWorkflow(now).byWorkflow()).isEqualTo(Map.of(6L, new StartCount(6, 1, 0)));
        }
        enqueue("b");
        assertThat(counts.byWorkflow(now.plus(StoreCounts.MAX_AGE).minusMillis(1))
                        .byWorkflow()
                        .get(6L)
                        .queued())
                .isEqualTo(1);
        assertThat(reads).hasValue(1);
        assertThat(counts.byWorkflow(now.plus(StoreCounts.MAX_AGE))
                        .byWorkflow()
                        .get(6L)
                        .queued())
                .isEqualTo(2);
        assertThat(reads).hasValue(2);
    }

    @Test
    void aStoreThatFailsIsNotReadMoreOften() {
        faulty.failBefore(call -> {
            reads.incrementAndGet();
            return true;
        });
        for (int scrape = 0; scrape < 10; scrape++) {
            assertThat(counts.byWorkflow(now)).isEqualTo(new StoreCounts.Snapshot(Map.of(), false));
        }
        assertThat(reads).hasValue(1);
        assertThat(counts.tracked()).isEqualTo(-1);
    }

    @Test
    void theStoresOfAComponentAreSummedUp() {
        MemoryRunStore another = new MemoryRunStore();
        another.enqueue(new NewStart(SERVICE, "account-2", 6, "a", StartTerms.NONE, Payload.NONE));
        counts.use(another, SERVICE);
        enqueue("a");
        assertThat(counts.byWorkflow(now).byWorkflow()).isEqualTo(Map.of(6L, new StartCount(6, 2, 0)));
    }
}
