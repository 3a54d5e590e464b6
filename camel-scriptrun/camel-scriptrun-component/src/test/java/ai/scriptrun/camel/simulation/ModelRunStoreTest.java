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
package ai.scriptrun.camel.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import ai.scriptrun.camel.store.RunStore;
import ai.scriptrun.camel.store.RunStoreContract;
import ai.scriptrun.camel.store.StoredRun;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The store of simulations is a store as any other. */
class ModelRunStoreTest extends RunStoreContract {

    private static final Duration LEASE = Duration.ofSeconds(15);

    private Instant now = NOON;
    private final ModelRunStore store = new ModelRunStore(() -> now, LEASE);

    @Override
    protected RunStore store() {
        return store;
    }

    @Test
    void anOwnerWhoseLeaseHasExpiredKeepsItsRunsUntilTheyAreClaimed() {
        addTracked(1);
        String first = store.join(ACCOUNT);
        long id = claimOne(first).id();
        now = now.plus(LEASE);
        assertThat(store.renew(first)).isFalse();
        assertThat(store.beginDelivery(id, first)).isNotNull();
        String second = store.join(ACCOUNT);
        assertThat(store.claim(TRACKED, second, 10)).extracting(StoredRun::id).containsExactly(id);
        assertThat(store.delivered(id, first)).isFalse();
        assertThat(store.rows()).extracting(row -> row.owner).isEqualTo(List.of(second));
    }
}
