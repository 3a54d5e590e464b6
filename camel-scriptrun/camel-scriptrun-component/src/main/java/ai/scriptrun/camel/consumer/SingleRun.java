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
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

import ai.scriptrun.camel.connection.ScriptRunConnection;
import ai.scriptrun.camel.store.NewRun;
import ai.scriptrun.camel.store.Payload;
import ai.scriptrun.camel.store.RunKind;
import ai.scriptrun.camel.store.RunState;
import ai.scriptrun.camel.store.RunStore;
import ai.scriptrun.camel.store.StoredRun;

/** The one run that an endpoint names. Its start time is unknown, so its timeout counts from when it was stored. */
public final class SingleRun implements RunSource {

    private final RunKind kind;
    private final NewRun run;
    private final RunStore store;
    private final Duration resultTimeout;
    private boolean stored;

    /**
     * @param service       the service's root
     * @param account       fingerprint of the credential
     * @param workflowId    the run's workflow, or {@code null} where that isn't known
     * @param runId         its UUID
     * @param store         where it lives
     * @param resultTimeout how long it may take
     */
    public SingleRun(
            String service, String account, Long workflowId, String runId, RunStore store, Duration resultTimeout) {
        String id = runId.toLowerCase(Locale.ROOT);
        this.kind = RunKind.single(service, id);
        this.run = new NewRun(kind, account, workflowId, id, RunState.RUNNING, Duration.ZERO, null, Payload.NONE);
        this.store = store;
        this.resultTimeout = resultTimeout;
    }

    @Override
    public RunKind kind() {
        return kind;
    }

    @Override
    public synchronized void discover(ScriptRunConnection connection, BooleanSupplier goOn) {
        if (!stored) {
            store.add(List.of(run));
            stored = true;
        }
    }

    @Override
    public Duration firstPoll(StoredRun named) {
        return Duration.ZERO;
    }

    @Override
    public boolean knowsStarts() {
        return false;
    }

    @Override
    public Instant deadline(Instant startedAt) {
        return startedAt.plus(resultTimeout);
    }
}
