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
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import ai.scriptrun.camel.store.DeliveryAttempt;
import ai.scriptrun.camel.store.NewStart;
import ai.scriptrun.camel.store.RunKind;
import ai.scriptrun.camel.store.RunState;
import ai.scriptrun.camel.store.StoredRun;
import ai.scriptrun.camel.store.StoredStart;

/** A store with a bug. */
final class BuggyStore extends ModelRunStore {

    private final Bug bug;

    BuggyStore(InstantSource clock, Duration lease, Bug bug) {
        super(clock, lease);
        this.bug = bug;
    }

    @Override
    public Duration lease() {
        return bug == Bug.LEASE_IS_TOO_LONG ? super.lease().multipliedBy(8).dividedBy(5) : super.lease();
    }

    @Override
    public synchronized DeliveryAttempt beginDelivery(long id, String owner) {
        String as = owner;
        if (bug == Bug.FENCE_IS_SKIPPED) {
            as = rows().stream()
                    .filter(row -> row.id == id && row.owner != null)
                    .map(row -> row.owner)
                    .findAny()
                    .orElse(owner);
        }
        return super.beginDelivery(id, as);
    }

    @Override
    boolean isFree(ModelRow row) {
        return switch (bug) {
            case OWNER_IS_NOT_CHECKED -> row.owner != null && row.state != RunState.QUEUED;
            case DEAD_NODE_KEEPS_ITS_RUNS -> super.isFree(row) && row.owner.equals(ModelRow.NOBODY);
            default -> super.isFree(row);
        };
    }

    @Override
    public synchronized boolean release(long id, String owner, Duration delay) {
        return bug == Bug.RELEASE_IS_FORGOTTEN || super.release(id, owner, delay);
    }

    @Override
    public synchronized boolean delivered(long id, String owner, Double cost) {
        return bug == Bug.DELIVERY_IS_FORGOTTEN || super.delivered(id, owner, cost);
    }

    @Override
    public synchronized List<StoredRun> held(RunKind kind, String owner) {
        return bug == Bug.CLAIM_IS_FORGOTTEN ? List.of() : super.held(kind, owner);
    }

    @Override
    StoredStart find(NewStart start) {
        return bug == Bug.KEY_IS_NOT_UNIQUE ? null : super.find(start);
    }

    @Override
    boolean isInFlight(ModelRow row, Instant now) {
        return super.isInFlight(row, now) && !(bug == Bug.LIMIT_IS_FORGOTTEN && row.state == RunState.RUNNING);
    }

    @Override
    public synchronized void uncertain(long id, String owner, boolean deliver) {
        super.uncertain(id, owner, deliver && bug != Bug.DOUBT_IS_SILENT);
    }

    @Override
    public synchronized Set<String> startedRuns(String service, Collection<String> runIds) {
        return bug == Bug.SEARCH_IS_BLIND ? Set.copyOf(runIds) : super.startedRuns(service, runIds);
    }
}
