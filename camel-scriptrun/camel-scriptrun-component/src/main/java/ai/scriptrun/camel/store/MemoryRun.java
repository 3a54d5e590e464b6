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
package ai.scriptrun.camel.store;

import java.time.Duration;
import java.time.Instant;

/** A run's record in memory. Guarded by its store. */
final class MemoryRun {

    /** A start key. */
    record Key(String service, long workflowId, String key) {}

    final long id;
    final String account;
    final Long workflowId;
    final Instant createdAt;
    RunKind kind;
    StartTerms terms = StartTerms.NONE;
    Key key;
    Instant startedAt;
    Payload payload;
    RunState state;
    String runId;
    String owner;
    Instant dueAt;
    int deliveries;
    StartFailure failure;
    Double cost;
    Instant deliveredAt;
    Instant endedAt;

    /** A run that was started or found. */
    MemoryRun(long id, NewRun run, Instant now) {
        this.id = id;
        this.kind = run.kind();
        this.account = run.account();
        this.workflowId = run.workflowId();
        this.createdAt = run.createdAt();
        this.startedAt = now.minus(run.age());
        this.payload = run.payload();
        this.state = run.state();
        this.runId = run.runId();
        this.dueAt = now;
    }

    /** A start that is to be made. */
    MemoryRun(long id, NewStart start, RunKind kind, RunState state, Instant now) {
        this.id = id;
        this.kind = kind;
        this.account = start.account();
        this.workflowId = start.workflowId();
        this.createdAt = null;
        this.startedAt = now;
        this.payload = start.payload();
        this.state = state;
        this.terms = start.terms();
        this.dueAt = now;
        this.key = start.startKey() == null ? null : new Key(start.service(), workflowId, start.startKey());
    }

    /** When its end was known first, which is now at the latest. */
    Instant endedAt(Instant now) {
        if (endedAt == null) {
            endedAt = now;
        }
        return endedAt;
    }

    StoredRun toStoredRun(Instant now) {
        return new StoredRun(
                id, workflowId, runId, account, state, Duration.between(startedAt, now), deliveries, terms.isLimited());
    }

    DueStart toDueStart() {
        return new DueStart(id, workflowId, key == null ? null : key.key(), terms, payload, null);
    }
}
