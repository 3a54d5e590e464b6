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
import ai.scriptrun.camel.store.RunKind;
import ai.scriptrun.camel.store.RunState;
import ai.scriptrun.camel.store.RunStore;
import ai.scriptrun.camel.store.StoreLease;
import ai.scriptrun.camel.store.StoredRun;
import ai.scriptrun.camel.time.Timer;

/**
 * Takes over the starts and the watched runs of nodes that have died. It has a lease of its own, so
 * that what it holds is never confused with starts that are being made. Not thread-safe: used by one thread.
 */
final class StartRecovery {

    private static final int CLAIMED_AT_ONCE = 100;

    private final RunStore store;
    private final RunKind kind;
    private final StoreLease lease;
    private final StartAttempts attempts;
    private final RunWatches watches;
    private final Timer timer;
    private boolean claimInDoubt;

    StartRecovery(
            RunStore store, String service, StoreLease lease, StartAttempts attempts, RunWatches watches, Timer timer) {
        this.store = store;
        this.kind = RunKind.starting(service);
        this.lease = lease;
        this.attempts = attempts;
        this.watches = watches;
        this.timer = timer;
    }

    /** Takes over what has no living owner. */
    void claim() {
        String owner = lease.owner();
        if (claimInDoubt) {
            // A claim that failed may have been committed.
            take(store.held(kind, owner), owner);
        }
        claimInDoubt = true;
        List<StoredRun> claimed = store.claim(kind, owner, CLAIMED_AT_ONCE);
        take(claimed, owner);
        claimInDoubt = false;
    }

    private void take(List<StoredRun> claimed, String owner) {
        for (StoredRun run : claimed) {
            Instant startedAt = timer.now().minus(run.age());
            if (run.state() == RunState.STARTING) {
                DueStart start = store.dueStart(run.id(), owner);
                if (start != null && !attempts.isUnderWay(run.id(), owner)) {
                    attempts.takeOver(new StartAttempts.Held(start, owner, lease, startedAt));
                }
            } else {
                watches.watch(run.id(), owner, run.workflowId(), run.runId(), startedAt);
            }
        }
    }
}
