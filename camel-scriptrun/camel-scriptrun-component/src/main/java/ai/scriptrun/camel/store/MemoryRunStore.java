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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Keeps runs in memory: they survive a route's restart, not the application's. A lease never runs out, because an owner
 * can't die without the store. Of delivered runs it remembers only those that a consumer can read again: of a history,
 * what is still read; and the one run that an endpoint names. Thread-safe.
 */
public class MemoryRunStore implements RunStore, ViewStore {

    /** A lease that outlives every process. */
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private final InstantSource clock;
    private final Map<RunKind, MemoryKind> kinds = new HashMap<>();
    private final Map<WorkflowName, MemoryWorkflow> workflows = new TreeMap<>();
    private final Map<Long, MemoryRun> open = new HashMap<>();
    private final Map<MemoryRun.Key, MemoryRun> byKey = new HashMap<>();
    private final Map<String, String> accountsByOwner = new HashMap<>();
    private long lastId;

    /** By the system's clock. */
    public MemoryRunStore() {
        this(InstantSource.system());
    }

    /** @param clock tells when a released run is due again */
    public MemoryRunStore(InstantSource clock) {
        this.clock = clock;
    }

    private record WorkflowName(String service, long workflowId) implements Comparable<WorkflowName> {

        @Override
        public int compareTo(WorkflowName other) {
            int byService = service.compareTo(other.service);
            return byService != 0 ? byService : Long.compare(workflowId, other.workflowId);
        }
    }

    private MemoryKind kind(RunKind kind) {
        return kinds.computeIfAbsent(kind, MemoryKind::new);
    }

    private MemoryWorkflow workflow(String service, long workflowId) {
        return workflows.computeIfAbsent(new WorkflowName(service, workflowId), name -> new MemoryWorkflow());
    }

    private MemoryWorkflow workflow(MemoryRun run) {
        return workflow(run.kind.service(), run.workflowId);
    }

    /** The record of a run that the owner holds, or {@code null}. */
    private MemoryRun held(long id, String owner) {
        MemoryRun run = open.get(id);
        return run != null && owner.equals(run.owner) ? run : null;
    }

    @Override
    public Duration lease() {
        return FOREVER;
    }

    @Override
    public synchronized String join(String account) {
        String owner = UUID.randomUUID().toString();
        accountsByOwner.put(owner, account);
        return owner;
    }

    @Override
    public synchronized boolean renew(String owner) {
        return accountsByOwner.containsKey(owner);
    }

    @Override
    public synchronized void leave(String owner) {
        accountsByOwner.remove(owner);
        open.values().stream().filter(run -> owner.equals(run.owner)).forEach(this::free);
    }

    private void free(MemoryRun run) {
        run.owner = null;
        if (run.state == RunState.DELIVERING) {
            run.state = RunState.ENDED;
        }
        kind(run.kind).free(run);
    }

    @Override
    public synchronized int add(Collection<NewRun> runs) {
        int added = 0;
        for (NewRun run : runs) {
            if (!kind(run.kind()).isKnown(run.runId())) {
                add(new MemoryRun(++lastId, run, clock.instant()));
                added++;
            }
        }
        return added;
    }

    private void add(MemoryRun run) {
        kind(run.kind).know(run);
        if (run.state == RunState.DELIVERED) {
            end(run);
        } else {
            open.put(run.id, run);
            free(run);
        }
    }

    @Override
    public synchronized List<StoredRun> claim(RunKind kind, String owner, int most) {
        MemoryKind runs = kinds.get(kind);
        String account = accountsByOwner.get(owner);
        if (runs == null || account == null) {
            return List.of();
        }
        List<StoredRun> claimed = new ArrayList<>();
        claim(runs.free(account), owner, most, claimed);
        runs.freeByAccount().forEach((other, free) -> {
            if (!accountsByOwner.containsValue(other)) {
                claim(free, owner, most, claimed);
            }
        });
        return claimed;
    }

    private void claim(NavigableSet<MemoryRun> free, String owner, int most, List<StoredRun> claimed) {
        Instant now = clock.instant();
        while (claimed.size() < most && !free.isEmpty() && !free.first().dueAt.isAfter(now)) {
            MemoryRun run = free.pollFirst();
            run.owner = owner;
            claimed.add(run.toStoredRun(now));
        }
    }

    @Override
    public synchronized List<StoredRun> held(RunKind kind, String owner) {
        Instant now = clock.instant();
        return open.values().stream()
                .filter(run -> owner.equals(run.owner) && run.kind.equals(kind))
                .map(run -> run.toStoredRun(now))
                .toList();
    }

    @Override
    public synchronized boolean ended(long id, String owner, Double cost) {
        MemoryRun run = held(id, owner);
        if (run == null) {
            return false;
        }
        endFlight(run);
        tellCost(run, cost);
        run.endedAt(clock.instant());
        if (run.state == RunState.RUNNING) {
            run.state = RunState.ENDED;
        }
        return true;
    }

    private void endFlight(MemoryRun run) {
        if (isOfAStart(run.kind) && run.workflowId != null) {
            workflow(run).end(run, clock.instant());
        }
    }

    private void tellCost(MemoryRun run, Double cost) {
        if (cost != null && run.cost == null && isOfAStart(run.kind) && run.workflowId != null) {
            run.cost = cost;
            workflow(run).spend(cost, clock.instant());
        }
    }

    private static boolean isOfAStart(RunKind kind) {
        return RunKind.tracked(kind.service()).equals(kind)
                || RunKind.starting(kind.service()).equals(kind);
    }

    @Override
    public synchronized DeliveryAttempt beginDelivery(long id, String owner) {
        MemoryRun run = held(id, owner);
        if (run == null) {
            return null;
        }
        endFlight(run);
        run.state = RunState.DELIVERING;
        run.deliveries++;
        Duration sinceEnd = Duration.between(run.endedAt(clock.instant()), clock.instant());
        return new DeliveryAttempt(run.deliveries, run.payload, null, run.failure, sinceEnd);
    }

    @Override
    public synchronized boolean delivered(long id, String owner, Double cost) {
        MemoryRun run = held(id, owner);
        if (run == null) {
            return false;
        }
        endFlight(run);
        tellCost(run, cost);
        end(run);
        return true;
    }

    private void end(MemoryRun run) {
        open.remove(run.id);
        run.deliveredAt = clock.instant();
        run.payload = null;
        run.state = RunState.DELIVERED;
        run.owner = null;
        kind(run.kind).remember(run);
    }

    @Override
    public synchronized boolean release(long id, String owner, Duration delay) {
        MemoryRun run = held(id, owner);
        if (run == null) {
            return false;
        }
        run.dueAt = clock.instant().plus(delay);
        free(run);
        return true;
    }

    @Override
    public synchronized StoredStart intend(NewStart start, String owner) {
        StoredStart known = find(start);
        if (known != null) {
            return known;
        }
        if (!accountsByOwner.containsKey(owner)) {
            throw new IllegalStateException("the lease of " + owner + " has ended");
        }
        MemoryWorkflow workflow = workflow(start.service(), start.workflowId());
        workflow.meet(start.terms());
        String limit = workflow.limitReached(start.terms(), clock.instant());
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
        boolean pending = known.state == RunState.QUEUED
                || (known.state == RunState.STARTING && accountsByOwner.containsKey(known.owner));
        return StoredStart.known(known.id, known.state, pending, known.runId);
    }

    private MemoryRun addStart(NewStart start, RunKind kind, RunState state) {
        MemoryRun run = new MemoryRun(++lastId, start, kind, state, clock.instant());
        open.put(run.id, run);
        if (run.key != null) {
            byKey.put(run.key, run);
        }
        return run;
    }

    @Override
    public synchronized StoredStart enqueue(NewStart start) {
        StoredStart known = find(start);
        if (known != null) {
            return known;
        }
        MemoryWorkflow workflow = workflow(start.service(), start.workflowId());
        workflow.meet(start.terms());
        MemoryRun run = addStart(start, RunKind.queued(start.service()), RunState.QUEUED);
        workflow.queued.put(run.id, run);
        return StoredStart.added(run.id, run.state);
    }

    @Override
    public synchronized List<Long> queuedWorkflows(String service) {
        return workflows.entrySet().stream()
                .filter(workflow -> workflow.getKey().service().equals(service)
                        && !workflow.getValue().queued.isEmpty())
                .map(workflow -> workflow.getKey().workflowId())
                .toList();
    }

    @Override
    public synchronized List<DueStart> dequeue(String service, long workflowId, String owner, int most) {
        Instant now = clock.instant();
        MemoryWorkflow workflow = workflow(service, workflowId);
        List<DueStart> due = new ArrayList<>();
        String account = accountsByOwner.get(owner);
        Iterator<MemoryRun> queue = workflow.queued.values().iterator();
        while (account != null && due.size() < most && queue.hasNext()) {
            MemoryRun run = queue.next();
            if (!account.equals(run.account) && accountsByOwner.containsValue(run.account)) {
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

    @Override
    public synchronized boolean requeue(long id, String owner, Duration delay) {
        MemoryRun run = starting(id, owner);
        if (run == null) {
            return false;
        }
        MemoryWorkflow workflow = workflow(run);
        workflow.cancel(run);
        run.kind = RunKind.queued(run.kind.service());
        run.state = RunState.QUEUED;
        run.owner = null;
        run.dueAt = clock.instant().plus(delay);
        workflow.queued.put(run.id, run);
        return true;
    }

    private MemoryRun starting(long id, String owner) {
        MemoryRun run = held(id, owner);
        return run != null && run.state == RunState.STARTING ? run : null;
    }

    @Override
    public synchronized boolean started(long id, String owner, String runId, AfterStart then) {
        MemoryRun run = starting(id, owner);
        if (run == null) {
            return false;
        }
        RunKind kind = then == AfterStart.DELIVER ? RunKind.tracked(run.kind.service()) : run.kind;
        if (kind(kind).isKnown(runId)) {
            return false;
        }
        run.runId = runId;
        run.kind = kind;
        run.state = RunState.RUNNING;
        kind(kind).know(run);
        switch (then) {
            case DELIVER -> {
                run.dueAt = clock.instant();
                free(run);
            }
            case REMEMBER -> {
                endFlight(run);
                end(run);
            }
            case WATCH -> {
                // Its owner keeps it.
            }
        }
        return true;
    }

    @Override
    public synchronized void notStarted(long id, String owner) {
        MemoryRun run = starting(id, owner);
        if (run != null) {
            workflow(run).cancel(run);
            end(run);
            byKey.remove(run.key);
        }
    }

    @Override
    public synchronized void refused(long id, String owner, StartFailure failure) {
        MemoryRun run = starting(id, owner);
        if (run != null) {
            workflow(run).cancel(run);
            run.failure = failure;
            handOver(run);
        }
    }

    /** Consumers get a start that has no run. */
    private void handOver(MemoryRun run) {
        run.state = RunState.ENDED;
        run.kind = RunKind.tracked(run.kind.service());
        free(run);
    }

    @Override
    public synchronized void uncertain(long id, String owner, boolean deliver) {
        MemoryRun run = starting(id, owner);
        if (run == null) {
            return;
        }
        workflow(run).doubt(run, clock.instant());
        if (deliver) {
            handOver(run);
        } else {
            end(run);
        }
    }

    @Override
    public synchronized DueStart dueStart(long id, String owner) {
        MemoryRun run = starting(id, owner);
        return run == null ? null : run.toDueStart();
    }

    @Override
    public synchronized boolean restarting(long id, String owner) {
        MemoryRun run = starting(id, owner);
        if (run == null) {
            return false;
        }
        run.startedAt = clock.instant();
        return true;
    }

    @Override
    public synchronized List<StartInDoubt> inDoubt(String service, long workflowId, Duration oldest) {
        Instant now = clock.instant();
        MemoryWorkflow workflow = workflow(service, workflowId);
        return Stream.concat(workflow.inFlight().stream(), workflow.unresolved().stream())
                .filter(run -> run.runId == null && !run.startedAt.isBefore(now.minus(oldest)))
                .map(run -> new StartInDoubt(
                        run.id,
                        run.key == null ? null : run.key.key(),
                        run.state == RunState.STARTING && accountsByOwner.containsKey(run.owner),
                        Duration.between(run.startedAt, now)))
                .toList();
    }

    @Override
    public synchronized List<StartCount> countStarts(String service) {
        Instant now = clock.instant();
        return workflows.entrySet().stream()
                .filter(workflow -> workflow.getKey().service().equals(service))
                .map(workflow -> new StartCount(
                        workflow.getKey().workflowId(),
                        workflow.getValue().queued.size(),
                        workflow.getValue().countInFlight(now)))
                .filter(count -> count.queued() > 0 || count.inFlight() > 0)
                .toList();
    }

    @Override
    public synchronized Set<String> startedRuns(String service, Collection<String> runIds) {
        Set<String> started = new HashSet<>();
        for (String runId : runIds) {
            boolean known = kind(RunKind.tracked(service)).isKnown(runId)
                    || kind(RunKind.starting(service)).isKnown(runId)
                    || workflows.entrySet().stream()
                            .anyMatch(workflow -> workflow.getKey().service().equals(service)
                                    && workflow.getValue().hasStarted(runId));
            if (known) {
                started.add(runId);
            }
        }
        return started;
    }

    @Override
    public synchronized HistoryMark historyMark(RunKind kind) {
        return kind(kind).mark();
    }

    @Override
    public synchronized void setHistoryMark(RunKind kind, HistoryMark mark) {
        kind(kind).setMark(mark);
    }

    @Override
    public synchronized int count(RunKind kind, int most) {
        return (int) open.values().stream()
                .filter(run -> run.kind.equals(kind))
                .limit(most)
                .count();
    }

    /** Delivered runs are forgotten at once or as the mark of their history moves on; only start keys are left. */
    @Override
    public synchronized int forget(Duration keepDelivered, int most) {
        Instant oldest = clock.instant().minus(keepDelivered);
        int before = byKey.size();
        byKey.values().removeIf(run -> run.deliveredAt != null && run.deliveredAt.isBefore(oldest));
        return before - byKey.size();
    }

    @Override
    public synchronized List<RunCount> counts() {
        return MemoryView.counts(open.values());
    }

    @Override
    public synchronized List<ViewedRun> runs(Set<RunPhase> phases, Long workflowId, long before, int most) {
        return MemoryView.runs(open.values(), phases, workflowId, before, most, clock.instant());
    }

    @Override
    public synchronized ViewedRun run(long id) {
        MemoryRun run = open.get(id);
        return run == null ? null : MemoryView.view(run, clock.instant());
    }

    @Override
    public synchronized Payload payload(long id) {
        MemoryRun run = open.get(id);
        return run == null || run.payload == null ? Payload.NONE : run.payload;
    }

    @Override
    public synchronized List<ViewedOwner> owners() {
        return MemoryView.owners(accountsByOwner.keySet(), open.values());
    }

    @Override
    public synchronized int inFlight(String service, long workflowId) {
        MemoryWorkflow workflow = workflows.get(new WorkflowName(service, workflowId));
        return workflow == null ? 0 : workflow.countInFlight(clock.instant());
    }

    @Override
    public synchronized double spent(String service, long workflowId, Duration window) {
        MemoryWorkflow workflow = workflows.get(new WorkflowName(service, workflowId));
        return workflow == null ? 0 : workflow.spent(clock.instant().minus(window));
    }

    @Override
    public synchronized boolean deliverNow(long id) {
        MemoryRun run = open.get(id);
        boolean waits =
                run != null && run.state == RunState.ENDED && run.owner == null && run.dueAt.isAfter(clock.instant());
        if (waits) {
            kind(run.kind).unfree(run);
            run.dueAt = clock.instant();
            free(run);
        }
        return waits;
    }

    @Override
    public synchronized boolean adopt(long id, String runId) {
        MemoryRun run = uncertain(id);
        if (run == null || !startedRuns(run.kind.service(), List.of(runId)).isEmpty()) {
            return false;
        }
        kind(run.kind).unfree(run);
        workflow(run).resolve(run);
        workflow(run).begin(run);
        run.runId = runId;
        run.state = RunState.RUNNING;
        run.endedAt = null;
        run.dueAt = clock.instant();
        kind(run.kind).know(run);
        free(run);
        return true;
    }

    @Override
    public synchronized boolean startAgain(long id) {
        MemoryRun run = uncertain(id);
        if (run == null) {
            return false;
        }
        kind(run.kind).unfree(run);
        workflow(run).resolve(run);
        run.kind = RunKind.queued(run.kind.service());
        run.state = RunState.QUEUED;
        run.terms = run.terms.queuedAgain();
        run.endedAt = null;
        run.dueAt = clock.instant();
        workflow(run).queued.put(run.id, run);
        return true;
    }

    /** An uncertain start that nobody delivers now, or {@code null}. */
    private MemoryRun uncertain(long id) {
        MemoryRun run = open.get(id);
        return run != null && run.owner == null && MemoryView.phase(run) == RunPhase.UNCERTAIN ? run : null;
    }
}
