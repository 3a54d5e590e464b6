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

import ai.scriptrun.camel.store.DueStart;
import ai.scriptrun.camel.store.Payload;
import ai.scriptrun.camel.store.RunKind;
import ai.scriptrun.camel.store.RunState;
import ai.scriptrun.camel.store.StartFailure;
import ai.scriptrun.camel.store.StartTerms;
import ai.scriptrun.camel.store.StoredRun;

/** A row of {@link ModelRunStore}. */
final class ModelRow {

    static final String NOBODY = "";

    final long id;
    final String service;
    RunKind kind;
    String account;
    Long workflowId;
    Long flightOf;
    String key;
    String runId;
    RunState state;

    /** {@link #NOBODY} while it is free, {@code null} once it is delivered. */
    String owner = NOBODY;

    StartTerms terms = StartTerms.NONE;
    Payload payload;
    StartFailure failure;
    Double cost;
    Instant createdAt;
    Instant startedAt;
    Instant endedAt;
    Instant dueAt;
    Instant doubtUntil;
    int deliveries;

    ModelRow(long id, RunKind kind) {
        this.id = id;
        this.service = kind.service();
        this.kind = kind;
    }

    ModelRow(ModelRow other) {
        this(other.id, other.kind);
        account = other.account;
        workflowId = other.workflowId;
        flightOf = other.flightOf;
        key = other.key;
        runId = other.runId;
        state = other.state;
        owner = other.owner;
        terms = other.terms;
        payload = other.payload;
        failure = other.failure;
        cost = other.cost;
        createdAt = other.createdAt;
        startedAt = other.startedAt;
        endedAt = other.endedAt;
        dueAt = other.dueAt;
        doubtUntil = other.doubtUntil;
        deliveries = other.deliveries;
    }

    boolean isHeldBy(String who) {
        return who.equals(owner) && !who.equals(NOBODY);
    }

    boolean isOfAStart() {
        return kind.equals(RunKind.tracked(service)) || kind.equals(RunKind.starting(service));
    }

    boolean isInFlight(Instant now) {
        return flightOf != null
                && (state == RunState.STARTING
                        || state == RunState.RUNNING
                        || (doubtUntil != null && doubtUntil.isAfter(now)));
    }

    /** An uncertain start counts as long as it may be in flight. */
    void endFlight() {
        if (doubtUntil == null) {
            flightOf = null;
        }
    }

    void free(Instant due) {
        owner = NOBODY;
        dueAt = due;
    }

    void deliver(Instant now) {
        state = RunState.DELIVERED;
        owner = null;
        payload = null;
        endedAt = now;
    }

    /** Consumers get it. */
    void handOver(RunState newState, Instant now) {
        kind = RunKind.tracked(service);
        state = newState;
        free(now);
    }

    StoredRun toStoredRun(Instant now) {
        return new StoredRun(
                id, workflowId, runId, account, state, Duration.between(startedAt, now), deliveries, terms.isLimited());
    }

    DueStart toDueStart() {
        return new DueStart(id, workflowId, key, terms, payload, null);
    }
}
