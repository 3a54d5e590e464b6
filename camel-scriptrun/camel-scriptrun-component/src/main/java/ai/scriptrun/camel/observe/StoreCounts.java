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

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import ai.scriptrun.camel.store.RunKind;
import ai.scriptrun.camel.store.RunStore;
import ai.scriptrun.camel.store.StartCount;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the runs in a component's run stores, whichever node owns them. Thread-safe. */
public final class StoreCounts {

    /** Maximum age of the counts by workflow, so that a scrape of many meters queries a store once. */
    static final Duration MAX_AGE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(StoreCounts.class);

    private final Set<StoreInUse> stores = ConcurrentHashMap.newKeySet();
    private final Cached<Snapshot> snapshot = new Cached<>(MAX_AGE, this::read);

    private record StoreInUse(RunStore store, String service) {}

    /**
     * Counts at one time.
     *
     * @param byWorkflow queued starts and runs in flight
     * @param available  whether every store could be read
     */
    record Snapshot(Map<Long, StartCount> byWorkflow, boolean available) {}

    /** A store is used for the runs of a service. */
    public void use(RunStore store, String service) {
        stores.add(new StoreInUse(store, service));
    }

    /** The stores that are used, each once. */
    public Set<RunStore> stores() {
        return stores.stream().map(StoreInUse::store).collect(Collectors.toSet());
    }

    /** The runs that are tracked and not delivered; -1 while a store is unavailable: monitoring must not fail with it. */
    public int tracked() {
        try {
            return stores.stream()
                    .mapToInt(used -> used.store.count(RunKind.tracked(used.service), Integer.MAX_VALUE))
                    .sum();
        } catch (RuntimeException e) {
            LOG.debug("The run store can't count its runs", e);
            return -1;
        }
    }

    /** Queued starts and runs in flight, by workflow; at most {@link #MAX_AGE} old. */
    Snapshot byWorkflow(Instant now) {
        return snapshot.at(now);
    }

    private Snapshot read() {
        Map<Long, StartCount> counts = new HashMap<>();
        try {
            for (StoreInUse used : stores) {
                used.store
                        .countStarts(used.service)
                        .forEach(count -> counts.merge(count.workflowId(), count, StartCount::plus));
            }
            return new Snapshot(counts, true);
        } catch (RuntimeException e) {
            LOG.debug("The run store can't count its starts", e);
            return new Snapshot(Map.of(), false);
        }
    }
}
