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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ai.scriptrun.camel.store.AfterStart;
import ai.scriptrun.camel.store.DeliveryAttempt;
import ai.scriptrun.camel.store.DueStart;
import ai.scriptrun.camel.store.HistoryMark;
import ai.scriptrun.camel.store.NewRun;
import ai.scriptrun.camel.store.NewStart;
import ai.scriptrun.camel.store.RunKind;
import ai.scriptrun.camel.store.RunState;
import ai.scriptrun.camel.store.RunStore;
import ai.scriptrun.camel.store.StartCount;
import ai.scriptrun.camel.store.StartFailure;
import ai.scriptrun.camel.store.StartInDoubt;
import ai.scriptrun.camel.store.StartTerms;
import ai.scriptrun.camel.store.StoredRun;
import ai.scriptrun.camel.store.StoredStart;

/**
 * A model of the store that nodes share in a database, for simulations: every statement of it as one step, by a clock
 * that the simulation moves. Leases expire by that clock, and an owner whose lease has expired keeps its runs until
 * another one claims them, as in the database. Passes the contract of run stores.
 */
class ModelRunStore implements RunStore {

    private static final Duration USUAL_DOUBT = Duration.ofMinutes(15);

    private final InstantSource clock;
    private final Duration lease;
    private final Map<String, Lease> leases = new LinkedHashMap<>();
    private final Map<RunKind, HistoryMark> marks = new LinkedHashMap<>();
    private Map<Long, ModelRow> rows = new LinkedHashMap<>();
    private long lastId;
    private int lastOwner;

    ModelRunStore(InstantSource clock, Duration lease) {
        this.clock = clock;
        this.lease = lease;
    }

    private record Lease(String account, Instant until) {}

    // What a simulation asks.

    synchronized List<ModelRow> rows() {
        return List.copyOf(rows.values());
    }

    /** Whether an owner's lease holds. */
    synchronized boolean isAlive(String owner) {
        Lease held = leases.get(owner);
        return held != null && held.until.isAfter(now());
    }

    private Instant now() {
        return clock.instant();
    }

    private boolean hasLivingOwner(String account) {
        Instant now = now();
        return leases.values().stream().anyMatch(held -> held.until.isAfter(now) && held.account.equals(account));
    }

    private ModelRow held(long id, String owner) {
        ModelRow row = rows.get(id);
        return row != null && row.isHeldBy(owner) ? row : null;
    }

    private ModelRow starting(long id, String owner) {
        ModelRow row = held(id, owner);
        return row != null && row.state == RunState.STARTING ? row : null;
    }

    /** Changes a row; {@code false} if there is none. */
    private static boolean change(ModelRow row, Consumer<ModelRow> how) {
        if (row != null) {
            how.accept(row);
        }
        return row != null;
    }

    private Stream<ModelRow> rows(Predicate<ModelRow> which) {
        return rows.values().stream().filter(which);
    }

    private boolean isKnown(RunKind kind, String runId) {
        return rows(row -> runId.equals(row.runId) && row.kind.equals(kind))
                .findAny()
                .isPresent();
    }

    @Override
    public Duration lease() {
        return lease;
    }

    @Override
    public boolean isLasting() {
        return true;
    }

    @Override
    public boolean isTransactional() {
        return true;
    }

    @Override
    public synchronized String join(String account) {
        String owner = "owner-" + ++lastOwner;
        leases.put(owner, new Lease(account, now().plus(lease)));
        return owner;
    }

    @Override
    public synchronized boolean renew(String owner) {
        if (!isAlive(owner)) {
            return false;
        }
        leases.computeIfPresent(owner, (name, held) -> new Lease(held.account, now().plus(lease)));
        return true;
    }

    @Override
    public synchronized void leave(String owner) {
        leases.remove(owner);
        rows(row -> row.isHeldBy(owner)).forEach(row -> row.owner = ModelRow.NOBODY);
    }

    @Override
    public synchronized int add(Collection<NewRun> runs) {
        int added = 0;
        for (NewRun run : runs) {
            if (!isKnown(run.kind(), run.runId())) {
                add(run);
                added++;
            }
        }
        return added;
    }

    private void add(NewRun run) {
        Instant now = now();
        ModelRow row = new ModelRow(++lastId, run.kind());
        row.account = run.account();
        row.workflowId = run.workflowId();
        row.runId = run.runId();
        row.createdAt = run.createdAt();
        row.startedAt = now.minus(run.age());
        row.payload = run.payload();
        row.state = run.state();
        row.free(now);
        if (run.state() == RunState.DELIVERED) {
            row.deliver(now);
        }
        rows.put(row.id, row);
    }

    @Override
    public synchronized List<StoredRun> claim(RunKind kind, String owner, int most) {
        if (!isAlive(owner)) {
            return List.of();
        }
        Instant now = now();
        String account = leases.get(owner).account;
        List<ModelRow> claimed = rows(row -> row.kind.equals(kind)
                        && isFree(row)
                        && !row.dueAt.isAfter(now)
                        && (row.account.equals(account) || !hasLivingOwner(row.account)))
                .sorted(Comparator.comparing((ModelRow row) -> row.dueAt).thenComparing(row -> row.id))
                .limit(most)
                .toList();
        claimed.forEach(row -> row.owner = owner);
        return claimed.stream().map(row -> row.toStoredRun(now)).toList();
    }

    boolean isFree(ModelRow row) {
        return row.owner != null
                && (row.owner.equals(ModelRow.NOBODY) ? row.state != RunState.QUEUED : !isAlive(row.owner));
    }

    @Override
    public synchronized List<StoredRun> held(RunKind kind, String owner) {
        Instant now = now();
        return rows(row -> row.kind.equals(kind) && row.isHeldBy(owner))
                .map(row -> row.toStoredRun(now))
                .toList();
    }

    @Override
    public synchronized boolean ended(long id, String owner, Double cost) {
        return change(held(id, owner), row -> {
            row.state = row.state == RunState.RUNNING ? RunState.ENDED : row.state;
            row.cost = cost == null ? row.cost : cost;
            row.endedAt = now();
            row.endFlight();
        });
    }

    @Override
    public synchronized DeliveryAttempt beginDelivery(long id, String owner) {
        ModelRow row = held(id, owner);
        if (row == null) {
            return null;
        }
        row.endedAt = row.state == RunState.RUNNING || row.endedAt == null ? now() : row.endedAt;
        row.state = RunState.DELIVERING;
        row.deliveries++;
        row.endFlight();
        return new DeliveryAttempt(
                row.deliveries, row.payload, null, row.failure, Duration.between(row.endedAt, now()));
    }

    @Override
    public synchronized boolean delivered(long id, String owner, Double cost) {
        return change(held(id, owner), row -> {
            row.cost = cost == null ? row.cost : cost;
            row.endFlight();
            row.deliver(now());
        });
    }

    @Override
    public synchronized boolean release(long id, String owner, Duration delay) {
        return change(held(id, owner), row -> {
            row.state = row.state == RunState.DELIVERING ? RunState.ENDED : row.state;
            row.free(now().plus(delay));
        });
    }

    @Override
    public synchronized StoredStart intend(NewStart start, String owner) {
        StoredStart known = find(start);
        if (known != null) {
            return known;
        }
        if (!isAlive(owner)) {
            throw new IllegalStateException("the lease of " + owner + " has run out");
        }
        String limit = limitReached(start.service(), start.workflowId(), start.terms());
        return limit == null ? insert(start, RunState.STARTING, owner) : StoredStart.held(limit);
    }

    @Override
    public synchronized StoredStart enqueue(NewStart start) {
        StoredStart known = find(start);
        return known == null ? insert(start, RunState.QUEUED, ModelRow.NOBODY) : known;
    }

    StoredStart find(NewStart start) {
        return rows(row -> start.startKey() != null
                        && start.startKey().equals(row.key)
                        && row.service.equals(start.service())
                        && row.workflowId == start.workflowId())
                .map(row -> StoredStart.known(
                        row.id,
                        row.state,
                        row.state == RunState.QUEUED || (row.state == RunState.STARTING && isAlive(row.owner)),
                        row.runId))
                .findAny()
                .orElse(null);
    }

    private StoredStart insert(NewStart start, RunState state, String owner) {
        RunKind kind = state == RunState.QUEUED ? RunKind.queued(start.service()) : RunKind.starting(start.service());
        ModelRow row = new ModelRow(++lastId, kind);
        row.account = start.account();
        row.workflowId = start.workflowId();
        row.flightOf = start.workflowId();
        row.key = start.startKey();
        row.terms = start.terms();
        row.payload = start.payload();
        row.state = state;
        row.startedAt = now();
        row.free(now());
        row.owner = owner;
        rows.put(row.id, row);
        return StoredStart.added(row.id, state);
    }

    boolean isInFlight(ModelRow row, Instant now) {
        return row.isInFlight(now);
    }

    private String limitReached(String service, long workflowId, StartTerms terms) {
        if (!terms.isLimited()) {
            return null;
        }
        Instant now = now();
        int inFlight = (int) rows(row ->
                        row.service.equals(service) && Objects.equals(row.flightOf, workflowId) && isInFlight(row, now))
                .count();
        return terms.limitReached(
                inFlight,
                terms.budget() == null
                        ? null
                        : spending(service, workflowId, terms.budget().window()));
    }

    private StartTerms.Spending spending(String service, long workflowId, Duration window) {
        Instant since = now().minus(window);
        List<ModelRow> paid = paid(service, workflowId);
        return new StartTerms.Spending(
                paid.stream()
                        .filter(row -> !row.endedAt.isBefore(since))
                        .mapToDouble(row -> row.cost)
                        .sum(),
                paid.stream()
                        .map(row -> row.cost)
                        .max(Comparator.naturalOrder())
                        .orElse(null));
    }

    private List<ModelRow> paid(String service, long workflowId) {
        return rows(row -> row.service.equals(service)
                        && Objects.equals(row.workflowId, workflowId)
                        && row.cost != null
                        && row.isOfAStart())
                .toList();
    }

    @Override
    public synchronized List<Long> queuedWorkflows(String service) {
        return rows(row -> row.service.equals(service) && row.state == RunState.QUEUED)
                .map(row -> row.workflowId)
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public synchronized List<DueStart> dequeue(String service, long workflowId, String owner, int most) {
        if (!isAlive(owner)) {
            return List.of();
        }
        Instant now = now();
        String account = leases.get(owner).account;
        List<ModelRow> first = rows(row -> row.service.equals(service)
                        && row.state == RunState.QUEUED
                        && row.workflowId == workflowId
                        && (row.account.equals(account) || !hasLivingOwner(row.account)))
                .limit(most)
                .toList();
        List<DueStart> due = new ArrayList<>();
        for (ModelRow row : first) {
            if (row.dueAt.isAfter(now) || limitReached(service, workflowId, row.terms) != null) {
                break;
            }
            row.kind = RunKind.starting(service);
            row.state = RunState.STARTING;
            row.owner = owner;
            row.startedAt = now;
            due.add(row.toDueStart());
        }
        return due;
    }

    @Override
    public synchronized boolean requeue(long id, String owner, Duration delay) {
        return change(starting(id, owner), row -> {
            row.kind = RunKind.queued(row.service);
            row.state = RunState.QUEUED;
            row.free(now().plus(delay));
        });
    }

    @Override
    public synchronized boolean started(long id, String owner, String runId, AfterStart then) {
        ModelRow row = starting(id, owner);
        RunKind kind = row == null || then != AfterStart.DELIVER ? null : RunKind.tracked(row.service);
        if (row == null || isKnown(kind == null ? row.kind : kind, runId)) {
            return false;
        }
        Instant now = now();
        row.runId = runId;
        row.startedAt = now;
        row.state = RunState.RUNNING;
        if (then == AfterStart.DELIVER) {
            row.handOver(RunState.RUNNING, now);
        } else if (then == AfterStart.REMEMBER) {
            row.flightOf = null;
            row.deliver(now);
        }
        return true;
    }

    @Override
    public synchronized void notStarted(long id, String owner) {
        change(starting(id, owner), row -> rows.remove(row.id));
    }

    @Override
    public synchronized void refused(long id, String owner, StartFailure failure) {
        change(starting(id, owner), row -> {
            row.flightOf = null;
            row.failure = failure;
            row.handOver(RunState.ENDED, now());
        });
    }

    @Override
    public synchronized void uncertain(long id, String owner, boolean deliver) {
        change(starting(id, owner), row -> {
            Instant now = now();
            List<ModelRow> paid = paid(row.service, row.workflowId);
            Duration longest = paid.stream()
                    .filter(other -> other.runId != null)
                    .map(other -> Duration.between(other.startedAt, other.endedAt))
                    .max(Comparator.naturalOrder())
                    .orElse(USUAL_DOUBT);
            Instant until = row.startedAt.plus(longest);
            row.doubtUntil = until.isBefore(now) ? now : until;
            row.cost = paid.stream()
                    .map(other -> other.cost)
                    .max(Comparator.naturalOrder())
                    .orElse(null);
            row.endedAt = now;
            if (deliver) {
                row.handOver(RunState.ENDED, now);
            } else {
                row.deliver(now);
            }
        });
    }

    @Override
    public synchronized DueStart dueStart(long id, String owner) {
        ModelRow row = starting(id, owner);
        return row == null ? null : row.toDueStart();
    }

    @Override
    public synchronized boolean restarting(long id, String owner) {
        return change(starting(id, owner), row -> row.startedAt = now());
    }

    @Override
    public synchronized List<StartInDoubt> inDoubt(String service, long workflowId, Duration oldest) {
        Instant now = now();
        return rows(row -> row.service.equals(service)
                        && Objects.equals(row.flightOf, workflowId)
                        && row.state != RunState.QUEUED
                        && row.runId == null
                        && !row.startedAt.isBefore(now.minus(oldest)))
                .map(row -> new StartInDoubt(
                        row.id,
                        row.key,
                        row.state == RunState.STARTING && isAlive(row.owner),
                        Duration.between(row.startedAt, now)))
                .toList();
    }

    @Override
    public synchronized List<StartCount> countStarts(String service) {
        Instant now = now();
        Map<Long, StartCount> counts = new TreeMap<>();
        rows(row -> row.service.equals(service) && row.flightOf != null).forEach(row -> {
            int queued = row.state == RunState.QUEUED ? 1 : 0;
            int inFlight = isInFlight(row, now) ? 1 : 0;
            if (queued + inFlight > 0) {
                counts.merge(row.flightOf, new StartCount(row.flightOf, queued, inFlight), StartCount::plus);
            }
        });
        return List.copyOf(counts.values());
    }

    @Override
    public synchronized Set<String> startedRuns(String service, Collection<String> runIds) {
        return rows(row -> row.service.equals(service)
                        && row.runId != null
                        && row.isOfAStart()
                        && runIds.contains(row.runId))
                .map(row -> row.runId)
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized HistoryMark historyMark(RunKind kind) {
        return marks.get(kind);
    }

    @Override
    public synchronized void setHistoryMark(RunKind kind, HistoryMark mark) {
        marks.merge(kind, mark, HistoryMark::advancedTo);
    }

    @Override
    public synchronized int count(RunKind kind, int most) {
        return (int) rows(row -> row.kind.equals(kind) && row.owner != null)
                .limit(most)
                .count();
    }

    @Override
    public synchronized int forget(Duration keepDelivered, int most) {
        Instant oldest = now().minus(keepDelivered);
        List<Long> old = rows(row -> row.state == RunState.DELIVERED
                        && !row.kind.isHistory()
                        && !row.kind.isSingle()
                        && row.endedAt.isBefore(oldest))
                .limit(most)
                .map(row -> row.id)
                .toList();
        old.forEach(rows::remove);
        return old.size();
    }

    /** Undone as a whole: nothing else may happen meanwhile. */
    @Override
    public synchronized <T> T inTransaction(Callable<T> work) throws Exception {
        Map<Long, ModelRow> before = new LinkedHashMap<>();
        rows.forEach((id, row) -> before.put(id, new ModelRow(row)));
        boolean committed = false;
        try {
            T result = work.call();
            committed = true;
            return result;
        } finally {
            if (!committed) {
                rows = before;
            }
        }
    }
}
