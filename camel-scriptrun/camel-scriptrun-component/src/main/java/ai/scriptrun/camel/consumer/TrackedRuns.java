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
package ai.scriptrun.camel.consumer;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

import ai.scriptrun.camel.connection.ScriptRunConnection;
import ai.scriptrun.camel.run.RunPolicy;
import ai.scriptrun.camel.store.RunKind;
import ai.scriptrun.camel.store.StoredRun;

/** Runs that routes have started with {@code track=true}: the routes themselves put them into the store. */
public final class TrackedRuns implements RunSource {

    private final RunKind kind;
    private final RunPolicy policy;
    private final Duration resultTimeout;

    /**
     * @param service       the service's root
     * @param policy        how runs are polled
     * @param resultTimeout timeout of a run, from its start
     */
    public TrackedRuns(String service, RunPolicy policy, Duration resultTimeout) {
        this.kind = RunKind.tracked(service);
        this.policy = policy;
        this.resultTimeout = resultTimeout;
    }

    @Override
    public RunKind kind() {
        return kind;
    }

    @Override
    public void discover(ScriptRunConnection connection, BooleanSupplier goOn) {
        // Nothing to discover.
    }

    @Override
    public Duration firstPoll(StoredRun run) {
        return policy.firstPoll(run.age());
    }

    @Override
    public boolean knowsStarts() {
        return true;
    }

    @Override
    public Instant deadline(Instant startedAt) {
        return startedAt.plus(resultTimeout);
    }
}
