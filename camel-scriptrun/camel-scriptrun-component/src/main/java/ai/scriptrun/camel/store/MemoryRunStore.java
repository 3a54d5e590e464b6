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
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;

/**
 * Keeps runs in memory: they survive a route's restart, not the application's. A lease never runs out, because an owner
 * can't die without the store. Of delivered runs it remembers only those that a consumer can read again: of a history,
 * what is still read; and the one run that an endpoint names. Thread-safe.
 */
public class MemoryRunStore implements RunStore, ViewStore {

    /** A lease that outlives every process. */
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private final MemoryRecords records;
    private final MemoryStarts starts;

    /** By the system's clock. */
    public MemoryRunStore() {
        this(InstantSource.system());
    }

    /** @param clock tells when a released run is due again */
    public MemoryRunStore(InstantSource clock) {
        records = new MemoryRecords(clock);
        starts = new MemoryStarts(records);
    }

    @Override
    public Duration lease() {
        return FOREVER;
    }

    @Override
    public synchronized String join(String account) {
        return records.join(account);
    }

    @Override
    public synchronized boolean renew(String owner) {
        return records.isAlive(owner);
    }

    @Override
    public synchronized void leave(String owner) {
        records.leave(owner);
    }

    @Override
    public synchronized int add(Collection<NewRun> runs) {
        int added = 0;
        for (NewRun run : runs) {
            if (!records.kind(run.kind()).isKnown(run.runId())) {
                add(new MemoryRun(records.nextId(), run, records.now()));
                added++;
            }
        }
        return added;
    }

    private void add(MemoryRun run) {
        records.kind(run.kind).know(run);
        if (run.state == RunState.DELIVERED) {
            records.end(run);
        } else {
            records.put(run);
            records.free(run);
        }
    }

    @Override
    public synchronized List<StoredRun> claim(RunKind kind, String owner, int most) {
        MemoryKind runs = records.kind(kind);
        String account = records.account(owner);
        if (account == null) {
            return List.of();
        }
        List<StoredRun> claimed = new ArrayList<>();
        claim(runs.free(account), owner, most, claimed);
        runs.freeByAccount().forEach((other, free) -> {
            if (!records.isServed(other)) {
                claim(free, owner, most, claimed);
            }
        });
        return claimed;
    }

    private void claim(NavigableSet<MemoryRun> free, String owner, int most, List<StoredRun> claimed) {
        Instant now = records.now();
        while (claimed.size() < most && !free.isEmpty() && !free.first().dueAt.isAfter(now)) {
            MemoryRun run = free.pollFirst();
            run.owner = owner;
            claimed.add(run.toStoredRun(now));
        }
    }

    @Override
    public synchronized List<StoredRun> held(RunKind kind, String owner) {
        Instant now = records.now();
        return records.held(kind, owner).stream()
                .map(run -> run.toStoredRun(now))
                .toList();
    }

    @Override
    public synchronized boolean ended(long id, String owner, Double cost) {
        MemoryRun run = records.held(id, owner);
        if (run == null) {
            return false;
        }
        records.endFlight(run);
        records.tellCost(run, cost);
        run.endedAt(records.now());
        if (run.state == RunState.RUNNING) {
            run.state = RunState.ENDED;
        }
        return true;
    }

    @Override
    public synchronized DeliveryAttempt beginDelivery(long id, String owner) {
        MemoryRun run = records.held(id, owner);
        if (run == null) {
            return null;
        }
        records.endFlight(run);
        run.state = RunState.DELIVERING;
        run.deliveries++;
        Duration sinceEnd = Duration.between(run.endedAt(records.now()), records.now());
        return new DeliveryAttempt(run.deliveries, run.payload, null, run.failure, sinceEnd);
    }

    @Override
    public synchronized boolean delivered(long id, String owner, Double cost) {
        MemoryRun run = records.held(id, owner);
        if (run == null) {
            return false;
        }
        records.endFlight(run);
        records.tellCost(run, cost);
        records.end(run);
        return true;
    }

    @Override
    public synchronized boolean release(long id, String owner, Duration delay) {
        MemoryRun run = records.held(id, owner);
        if (run == null) {
            return false;
        }
        run.dueAt = records.now().plus(delay);
        records.free(run);
        return true;
    }

    @Override
    public synchronized StoredStart intend(NewStart start, String owner) {
        return starts.intend(start, owner);
    }

    @Override
    public synchronized StoredStart enqueue(NewStart start) {
        return starts.enqueue(start);
    }

    @Override
    public synchronized List<Long> queuedWorkflows(String service) {
        return starts.queuedWorkflows(service);
    }

    @Override
    public synchronized List<DueStart> dequeue(String service, long workflowId, String owner, int most) {
        return starts.dequeue(service, workflowId, owner, most);
    }

    @Override
    public synchronized boolean requeue(long id, String owner, Duration delay) {
        return starts.requeue(id, owner, delay);
    }

    @Override
    public synchronized boolean started(long id, String owner, String runId, AfterStart then) {
        return starts.started(id, owner, runId, then);
    }

    @Override
    public synchronized void notStarted(long id, String owner) {
        starts.notStarted(id, owner);
    }

    @Override
    public synchronized void refused(long id, String owner, StartFailure failure) {
        starts.refused(id, owner, failure);
    }

    @Override
    public synchronized void uncertain(long id, String owner, boolean deliver) {
        starts.uncertain(id, owner, deliver);
    }

    @Override
    public synchronized DueStart dueStart(long id, String owner) {
        return starts.dueStart(id, owner);
    }

    @Override
    public synchronized boolean restarting(long id, String owner) {
        return starts.restarting(id, owner);
    }

    @Override
    public synchronized List<StartInDoubt> inDoubt(String service, long workflowId, Duration oldest) {
        return starts.inDoubt(service, workflowId, oldest);
    }

    @Override
    public synchronized List<StartCount> countStarts(String service) {
        return starts.countStarts(service);
    }

    @Override
    public synchronized Set<String> startedRuns(String service, Collection<String> runIds) {
        return starts.startedRuns(service, runIds);
    }

    @Override
    public synchronized boolean adopt(long id, String runId) {
        return starts.adopt(id, runId);
    }

    @Override
    public synchronized boolean startAgain(long id) {
        return starts.startAgain(id);
    }

    @Override
    public synchronized HistoryMark historyMark(RunKind kind) {
        return records.kind(kind).mark();
    }

    @Override
    public synchronized void setHistoryMark(RunKind kind, HistoryMark mark) {
        records.kind(kind).setMark(mark);
    }

    @Override
    public synchronized int count(RunKind kind, int most) {
        return (int) records.open().stream()
                .filter(run -> run.kind.equals(kind))
                .limit(most)
                .count();
    }

    /** Delivered runs are forgotten at once or as the mark of their history moves on; only start keys are left. */
    @Override
    public synchronized int forget(Duration keepDelivered, int most) {
        return starts.forget(records.now().minus(keepDelivered));
    }

    @Override
    public synchronized List<RunCount> counts() {
        return MemoryView.counts(records.open());
    }

    @Override
    public synchronized List<ViewedRun> runs(Set<RunPhase> phases, Long workflowId, long before, int most) {
        return MemoryView.runs(records.open(), phases, workflowId, before, most, records.now());
    }

    @Override
    public synchronized ViewedRun run(long id) {
        MemoryRun run = records.open(id);
        return run == null ? null : MemoryView.view(run, records.now());
    }

    @Override
    public synchronized Payload payload(long id) {
        MemoryRun run = records.open(id);
        return run == null || run.payload == null ? Payload.NONE : run.payload;
    }

    @Override
    public synchronized List<ViewedOwner> owners() {
        return MemoryView.owners(records.owners(), records.open());
    }

    @Override
    public synchronized int inFlight(String service, long workflowId) {
        return records.workflow(service, workflowId).countInFlight(records.now());
    }

    @Override
    public synchronized double spent(String service, long workflowId, Duration window) {
        return records.workflow(service, workflowId).spent(records.now().minus(window));
    }

    @Override
    public synchronized boolean deliverNow(long id) {
        MemoryRun run = records.open(id);
        boolean waits =
                run != null && run.state == RunState.ENDED && run.owner == null && run.dueAt.isAfter(records.now());
        if (waits) {
            records.kind(run.kind).unfree(run);
            run.dueAt = records.now();
            records.free(run);
        }
        return waits;
    }
}
