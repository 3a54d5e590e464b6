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
package ai.scriptrun.camel.producer;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import ai.scriptrun.camel.store.NewRun;
import ai.scriptrun.camel.store.Payload;
import ai.scriptrun.camel.store.RunKind;
import ai.scriptrun.camel.store.RunState;
import ai.scriptrun.camel.store.RunStore;

/** Hands started runs over to {@code scriptrun:results} by way of the run store. */
final class TrackedStarts {

    private final RunStore store;
    private final RunKind kind;
    private final String account;

    TrackedStarts(RunStore store, String service, String account) {
        this.store = store;
        this.kind = RunKind.tracked(service);
        this.account = account;
    }

    /** Stores a run that was started; one that is stored already stays as it is. */
    void add(long workflowId, String runId, Duration age, Payload payload) {
        NewRun run = new NewRun(
                kind, account, workflowId, runId.toLowerCase(Locale.ROOT), RunState.RUNNING, age, null, payload);
        store.add(List.of(run));
    }
}
