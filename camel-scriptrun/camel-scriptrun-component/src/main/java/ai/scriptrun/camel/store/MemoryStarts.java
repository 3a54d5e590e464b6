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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The starts of a {@link MemoryRunStore}: what {@link StartStore} says. Not thread-safe: guarded by the store. */
final class MemoryStarts {

    private final MemoryRecords records;
    private final Map<MemoryRun.Key, MemoryRun> byKey = new HashMap<>();

    MemoryStarts(MemoryRecords records) {
        this.records = records;
    }

    StoredStart intend(NewStart start, String owner) {
        StoredStart known = find(start);
        if (known != null) {
            return known;
        }
        if (!records.isAlive(owner)) {
            throw new IllegalStateException("the lease of " + owner + " has ended");
        }
        MemoryWorkflow workflow = records.workflow(start.service(), start.workflowId());
        workflow.meet(start.terms());
        String limit = workflow.limitReached(start.terms(), records.now());
        if (limit != null) {
            return StoredStart.held(limit);
        }
        MemoryRun run = addStart(start, RunKind.starting(start.service()), RunState.STARTING);
        run.owner = owner;
        workflow.begin(run);
        return StoredStart.added(run.id, run.state);
    }

    private StoredStart find(NewStart start) {
        MemoryRun known = start.startKey() == null
                ? null
                : byKey.get(new MemoryRun.Key(start.service(), start.workflowId(), start.startKey()));
        if (known == null) {
            return null;
        }
        boolean pending =
                known.state == RunState.QUEUED || (known.state == RunState.STARTING && records.isAlive(known.owner));
        return StoredStart.known(known.id, known.state, pending, known.runId);
    }

    private MemoryRun addStart(NewStart start, RunKind kind, RunState state) {
        MemoryRun run = new MemoryRun(records.nextId(), start, kind, state, records.now());
        records.put(run);
        if (run.key != null) {
            byKey.put(run.key, run);
        }
        return run;
    }

    StoredStart enqueue(NewStart start) {
        StoredStart known = find(start);
        if (known != null) {
            return known;
        }
        MemoryWorkflow workflow = records.workflow(start.service(), start.workflowId());
        workflow.meet(start.terms());
        MemoryRun run = addStart(start, RunKind.queued(start.service()), RunState.QUEUED);
        workflow.queued.put(run.id, run);
        return StoredStart.added(run.id, run.state);
    }

    List<Long> queuedWorkflows(String service) {
        return records.workflows(service).entrySet().stream()
                .filter(workflow -> !workflow.getValue().queued.isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    List<DueStart> dequeue(String service, long workflowId, String owner, int most) {
        Instant now = records.now();
        MemoryWorkflow workflow = records.workflow(service, workflowId);
        List<DueStart> due = new ArrayList<>();
        String account = records.account(owner);
        Iterator<MemoryRun> queue = workflow.queued.values().iterator();
        while (account != null && due.size() < most && queue.hasNext()) {
            MemoryRun run = queue.next();
            if (!account.equals(run.account) && records.isServed(run.account)) {
                continue;
            }
            if (run.dueAt.isAfter(now) || workflow.limitReached(run.terms, now) != null) {
                break;
            }
            queue.remove();
            run.kind = RunKind.starting(service);
            run.state = RunState.STARTING;
            run.owner = owner;
            run.startedAt = now;
            workflow.begin(run);
            due.add(run.toDueStart());
        }
        return due;
    }

    boolean requeue(long id, String owner, Duration delay) {
        MemoryRun run = starting(id, owner);
        if (run == null) {
            return false;
        }
        MemoryWorkflow workflow = records.workflow(run);
        workflow.cancel(run);
        run.kind = RunKind.queued(run.kind.service());
        run.state = RunState.QUEUED;
        run.owner = null;
        run.dueAt = records.now().plus(delay);
        workflow.queued.put(run.id, run);
        return true;
    }

    private MemoryRun starting(long id, String owner) {
        MemoryRun run = records.held(id, owner);
        return run != null && run.state == RunState.STARTING ? run : null;
    }

    boolean started(long id, String owner, String runId, AfterStart then) {
        MemoryRun run = starting(id, owner);
        if (run == null) {
            return false;
        }
        RunKind kind = then == AfterStart.DELIVER ? RunKind.tracked(run.kind.service()) : run.kind;
        if (records.kind(kind).isKnown(runId)) {
            return false;
        }
        run.runId = runId;
        run.kind = kind;
        run.state = RunState.RUNNING;
        records.kind(kind).know(run);
        switch (then) {
            case DELIVER -> {
                run.dueAt = records.now();
                records.free(run);
            }
            case REMEMBER -> {
                records.endFlight(run);
                records.end(run);
            }
            case WATCH -> {
                // Its owner keeps it.
            }
        }
        return true;
    }

    void notStarted(long id, String owner) {
        MemoryRun run = starting(id, owner);
        if (run != null) {
            records.workflow(run).cancel(run);
            records.end(run);
            byKey.remove(run.key);
        }
    }

    void refused(long id, String owner, StartFailure failure) {
        MemoryRun run = starting(id, owner);
        if (run != null) {
            records.workflow(run).cancel(run);
            run.failure = failure;
            handOver(run);
        }
    }

    /** Consumers get a start that has no run. */
    private void handOver(MemoryRun run) {
        run.state = RunState.ENDED;
        run.kind = RunKind.tracked(run.kind.service());
        records.free(run);
    }

    void uncertain(long id, String owner, boolean deliver) {
        MemoryRun run = starting(id, owner);
        if (run == null) {
            return;
        }
        records.workflow(run).doubt(run, records.now());
        if (deliver) {
            handOver(run);
        } else {
            records.end(run);
        }
    }

    DueStart dueStart(long id, String owner) {
        MemoryRun run = starting(id, owner);
        return run == null ? null : run.toDueStart();
    }

    boolean restarting(long id, String owner) {
        MemoryRun run = starting(id, owner);
        if (run == null) {
            return false;
        }
        run.startedAt = records.now();
        return true;
    }

    List<StartInDoubt> inDoubt(String service, long workflowId, Duration oldest) {
        Instant now = records.now();
        MemoryWorkflow workflow = records.workflow(service, workflowId);
        return Stream.concat(workflow.inFlight().stream(), workflow.unresolved().stream())
                .filter(run -> run.runId == null && !run.startedAt.isBefore(now.minus(oldest)))
                .map(run -> new StartInDoubt(
                        run.id,
                        run.key == null ? null : run.key.key(),
                        run.state == RunState.STARTING && records.isAlive(run.owner),
                        Duration.between(run.startedAt, now)))
                .toList();
    }

    List<StartCount> countStarts(String service) {
        Instant now = records.now();
        return records.workflows(service).entrySet().stream()
                .map(workflow -> new StartCount(
                        workflow.getKey(),
                        workflow.getValue().queued.size(),
                        workflow.getValue().countInFlight(now)))
                .filter(count -> count.queued() > 0 || count.inFlight() > 0)
                .toList();
    }

    Set<String> startedRuns(String service, Collection<String> runIds) {
        Set<String> started = new HashSet<>();
        for (String runId : runIds) {
            boolean known = records.kind(RunKind.tracked(service)).isKnown(runId)
                    || records.kind(RunKind.starting(service)).isKnown(runId)
                    || records.workflows(service).values().stream().anyMatch(workflow -> workflow.hasStarted(runId));
            if (known) {
                started.add(runId);
            }
        }
        return started;
    }

    boolean adopt(long id, String runId) {
        MemoryRun run = uncertain(id);
        if (run == null || !startedRuns(run.kind.service(), List.of(runId)).isEmpty()) {
            return false;
        }
        records.kind(run.kind).unfree(run);
        records.workflow(run).resolve(run);
        records.workflow(run).begin(run);
        run.runId = runId;
        run.state = RunState.RUNNING;
        run.endedAt = null;
        run.dueAt = records.now();
        records.kind(run.kind).know(run);
        records.free(run);
        return true;
    }

    boolean startAgain(long id) {
        MemoryRun run = uncertain(id);
        if (run == null) {
            return false;
        }
        records.kind(run.kind).unfree(run);
        records.workflow(run).resolve(run);
        run.kind = RunKind.queued(run.kind.service());
        run.state = RunState.QUEUED;
        run.terms = run.terms.queuedAgain();
        run.endedAt = null;
        run.dueAt = records.now();
        records.workflow(run).queued.put(run.id, run);
        return true;
    }

    /** An uncertain start that nobody delivers now, or {@code null}. */
    private MemoryRun uncertain(long id) {
        MemoryRun run = records.open(id);
        return run != null && run.owner == null && MemoryView.phase(run) == RunPhase.UNCERTAIN ? run : null;
    }

    /** Forgets the keys of runs that were delivered before; returns how many. */
    int forget(Instant oldest) {
        int before = byKey.size();
        byKey.values().removeIf(run -> run.deliveredAt != null && run.deliveredAt.isBefore(oldest));
        return before - byKey.size();
    }
}
