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

import java.time.Instant;
import java.util.List;

import ai.scriptrun.camel.store.DueStart;
import ai.scriptrun.camel.store.RunStore;
import ai.scriptrun.camel.store.StoreLease;
import ai.scriptrun.camel.time.Timer;

/**
 * Takes queued starts out of the store as their limits allow, and has them made. Not thread-safe: used by one thread.
 */
final class StartQueue {

    /** Maximum number of start calls in flight, which leaves connections for polls. */
    private static final int MOST_UNDER_WAY = 32;

    /** Limit for one workflow in a turn, so that its long queue doesn't block others. */
    private static final int MOST_IN_A_TURN = 8;

    private final RunStore store;
    private final String service;
    private final StoreLease lease;
    private final StartAttempts attempts;
    private final Timer timer;

    StartQueue(RunStore store, String service, StoreLease lease, StartAttempts attempts, Timer timer) {
        this.store = store;
        this.service = service;
        this.lease = lease;
        this.attempts = attempts;
        this.timer = timer;
    }

    /** Makes the starts that may be made now. */
    void moveOn() {
        boolean more = true;
        while (more) {
            more = false;
            for (long workflowId : store.queuedWorkflows(service)) {
                more |= take(workflowId);
            }
        }
    }

    /** Whether there may be more. */
    private boolean take(long workflowId) {
        int most = Math.min(MOST_IN_A_TURN, MOST_UNDER_WAY - attempts.underWay());
        if (most <= 0) {
            return false;
        }
        String owner = lease.owner();
        Instant now = timer.now();
        List<DueStart> due = store.dequeue(service, workflowId, owner, most);
        due.forEach(start -> attempts.make(new StartAttempts.Held(start, owner, lease, now)));
        return due.size() == most;
    }
}
