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
import java.util.function.LongPredicate;

import ai.scriptrun.camel.store.DueStart;
import ai.scriptrun.camel.store.RunKind;
import ai.scriptrun.camel.store.RunState;
import ai.scriptrun.camel.store.RunStore;
import ai.scriptrun.camel.store.StoreLease;
import ai.scriptrun.camel.store.StoredRun;

/**
 * Requeues starts that this owner holds without knowing it, because the store's response was lost after its commit.
 * Nothing of them was sent. Not thread-safe: used by one thread.
 */
final class StrayStarts {

    private final RunStore store;
    private final RunKind kind;
    private final StoreLease lease;
    private final LongPredicate isUnderWay;

    /** @param isUnderWay whether a start of this owner, by its record, is being made */
    StrayStarts(RunStore store, String service, StoreLease lease, LongPredicate isUnderWay) {
        this.store = store;
        this.kind = RunKind.starting(service);
        this.lease = lease;
        this.isUnderWay = isUnderWay;
    }

    /**
     * Finds them.
     *
     * @return whether there may be more that are too young to tell
     */
    boolean putBack() {
        String owner = lease.owner();
        boolean young = false;
        for (StoredRun run : store.held(kind, owner)) {
            if (run.state() == RunState.STARTING && !isUnderWay.test(run.id())) {
                // A later response is discarded, so the start is certainly a stray.
                if (run.age().compareTo(store.lease()) > 0) {
                    putBack(run, owner);
                } else {
                    young = true;
                }
            }
        }
        return young;
    }

    private void putBack(StoredRun run, String owner) {
        DueStart start = store.dueStart(run.id(), owner);
        if (start != null && start.terms().queued()) {
            store.requeue(run.id(), owner, Duration.ZERO);
        } else {
            store.notStarted(run.id(), owner);
        }
    }
}
