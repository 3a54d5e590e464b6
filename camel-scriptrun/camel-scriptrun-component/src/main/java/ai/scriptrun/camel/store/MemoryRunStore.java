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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Keeps runs in memory: they survive a route's restart, not the application's. A lease never runs out, because an owner
 * can't die without the store. Of delivered runs it remembers those alone that a consumer can meet again: of a history,
 * what is still read; and the one run that an endpoint names. Thread-safe.
 */
public class MemoryRunStore implements RunStore {

    /** A lease that outlives every process. */
    private static final Duration FOREVER = Duration.ofDays(36_500);

    /** Of a history whose entries tell no time, so many delivered runs are remembered; far more than a page holds. */
    private static final int MOST_TIMELESS = 10_000;

    private final InstantSource clock;
    private final Map<RunKind, Runs> kinds = new HashMap<>();
    private final Map<Long, Entry> open = new HashMap<>();
    private final Map<StartName, Entry> byKey = new HashMap<>();
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

    private record StartName(String service, long workflowId, String key) {}

    /** A run's record. */
    private static final class Entry {

        private final long id;
        private final NewRun run;
        private final Instant startedAt;
        private Payload payload;
        private RunState state;
        private String owner;
        private Instant dueAt;
        private int deliveries;
        private String runId;
        private StartName name;
        private Instant deliveredAt;

        Entry(long id, NewRun run, Instant now) {
            this.id = id;
            this.run = new NewRun(
                    run.kind(),
                    run.account(),
                    run.workflowId(),
                    run.runId(),
                    run.state(),
                    Duration.ZERO,
                    run.createdAt(),
                    null);
            this.startedAt = now.minus(run.age());
            this.payload = run.payload();
            this.state = run.state();
            this.runId = run.runId();
            this.dueAt = now;
        }

        Instant createdAt() {
            return run.createdAt();
        }

        StoredRun toStoredRun(Instant now) {
            return new StoredRun(
                    id, run.workflowId(), runId, run.account(), state, Duration.between(startedAt, now), deliveries);
        }
    }

    /** The runs of one kind. */
    private static final class Runs {

        private static final Comparator<Entry> BY_DUE_TIME =
                Comparator.<Entry, Instant>comparing(entry -> entry.dueAt).thenComparingLong(entry -> entry.id);

        private final Map<String, Entry> byRunId = new HashMap<>();
        private final Map<String, NavigableSet<Entry>> freeByAccount = new HashMap<>();
        private final PriorityQueue<Entry> deliveredByTime =
                new PriorityQueue<>(Comparator.comparing(Entry::createdAt));
        private final Queue<Entry> deliveredWithoutTime = new ArrayDeque<>();
        private HistoryMark mark;
        private int undelivered;

        NavigableSet<Entry> free(String account) {
            return freeByAccount.computeIfAbsent(account, key -> new TreeSet<>(BY_DUE_TIME));
        }

        /** A run of a history that is no longer read so far back can't be met again. */
        void remember(Entry entry) {
            entry.payload = null;
            entry.state = RunState.DELIVERED;
            entry.owner = null;
            if (!entry.run.kind().isHistory()) {
                if (RunKind.tracked(entry.run.kind().service()).equals(entry.run.kind())) {
                    byRunId.remove(entry.runId);
                }
            } else if (entry.createdAt() == null) {
                deliveredWithoutTime.add(entry);
                if (deliveredWithoutTime.size() > MOST_TIMELESS) {
                    byRunId.remove(deliveredWithoutTime.remove().runId);
                }
            } else {
                deliveredByTime.add(entry);
                forgetOld();
            }
        }

        void forgetOld() {
            Instant readUpTo = mark == null ? null : mark.readUpTo();
            while (readUpTo != null
                    && !deliveredByTime.isEmpty()
                    && deliveredByTime.peek().createdAt().isBefore(readUpTo)) {
                byRunId.remove(deliveredByTime.remove().runId);
            }
        }
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
        open.values().stream().filter(entry -> owner.equals(entry.owner)).forEach(this::free);
    }

    private void free(Entry entry) {
        entry.owner = null;
        if (entry.state == RunState.DELIVERING) {
            entry.state = RunState.ENDED;
        }
        kinds.get(entry.run.kind()).free(entry.run.account()).add(entry);
    }

    @Override
    public synchronized int add(Collection<NewRun> runs) {
        int added = 0;
        for (NewRun run : runs) {
            Runs kind = kinds.computeIfAbsent(run.kind(), key -> new Runs());
            if (!kind.byRunId.containsKey(run.runId())) {
                add(run, kind);
                added++;
            }
        }
        return added;
    }

    private void add(NewRun run, Runs kind) {
        Entry entry = new Entry(++lastId, run, clock.instant());
        kind.byRunId.put(run.runId(), entry);
        if (run.state() == RunState.DELIVERED) {
            kind.remember(entry);
        } else {
            kind.undelivered++;
            open.put(entry.id, entry);
            free(entry);
        }
    }

    @Override
    public synchronized List<StoredRun> claim(RunKind kind, String owner, int most) {
        Runs runs = kinds.get(kind);
        String account = accountsByOwner.get(owner);
        if (runs == null || account == null) {
            return List.of();
        }
        List<StoredRun> claimed = new ArrayList<>();
        claim(runs.free(account), owner, most, claimed);
        runs.freeByAccount.forEach((other, free) -> {
            if (!accountsByOwner.containsValue(other)) {
                claim(free, owner, most, claimed);
            }
        });
        return claimed;
    }

    private void claim(NavigableSet<Entry> free, String owner, int most, List<StoredRun> claimed) {
        Instant now = clock.instant();
        while (claimed.size() < most && !free.isEmpty() && !free.first().dueAt.isAfter(now)) {
            Entry entry = free.pollFirst();
            entry.owner = owner;
            claimed.add(entry.toStoredRun(now));
        }
    }

    @Override
    public synchronized List<StoredRun> held(RunKind kind, String owner) {
        Instant now = clock.instant();
        return open.values().stream()
                .filter(entry -> owner.equals(entry.owner) && entry.run.kind().equals(kind))
                .map(entry -> entry.toStoredRun(now))
                .toList();
    }

    /** The record of a run that the owner holds, or {@code null}. */
    private Entry held(long id, String owner) {
        Entry entry = open.get(id);
        return entry != null && owner.equals(entry.owner) ? entry : null;
    }

    @Override
    public synchronized DeliveryAttempt beginDelivery(long id, String owner) {
        Entry entry = held(id, owner);
        if (entry == null) {
            return null;
        }
        entry.state = RunState.DELIVERING;
        entry.deliveries++;
        return new DeliveryAttempt(entry.deliveries, entry.payload, null);
    }

    @Override
    public synchronized boolean delivered(long id, String owner) {
        Entry entry = held(id, owner);
        if (entry == null) {
            return false;
        }
        end(entry);
        return true;
    }

    private void end(Entry entry) {
        open.remove(entry.id);
        entry.deliveredAt = clock.instant();
        Runs runs = kinds.get(entry.run.kind());
        runs.undelivered--;
        runs.remember(entry);
    }

    @Override
    public synchronized StoredStart intend(NewStart start, String owner) {
        StartName name = start.startKey() == null
                ? null
                : new StartName(start.kind().service(), start.workflowId(), start.startKey());
        Entry known = name == null ? null : byKey.get(name);
        if (known != null) {
            boolean pending = known.state == RunState.STARTING && accountsByOwner.containsKey(known.owner);
            return new StoredStart(known.id, false, pending, known.runId);
        }
        if (!accountsByOwner.containsKey(owner)) {
            throw new IllegalStateException("the lease of " + owner + " has ended");
        }
        NewRun run = new NewRun(
                start.kind(),
                start.account(),
                start.workflowId(),
                null,
                RunState.STARTING,
                Duration.ZERO,
                null,
                start.payload());
        Entry entry = new Entry(++lastId, run, clock.instant());
        entry.owner = owner;
        entry.name = name;
        open.put(entry.id, entry);
        kinds.computeIfAbsent(start.kind(), key -> new Runs()).undelivered++;
        if (name != null) {
            byKey.put(name, entry);
        }
        return new StoredStart(entry.id, true, false, null);
    }

    @Override
    public synchronized boolean started(long id, String owner, String runId, boolean deliver) {
        Entry entry = held(id, owner);
        if (entry == null) {
            return false;
        }
        entry.runId = runId;
        kinds.get(entry.run.kind()).byRunId.put(runId, entry);
        if (deliver) {
            entry.state = RunState.RUNNING;
            free(entry);
        } else {
            end(entry);
        }
        return true;
    }

    @Override
    public synchronized void notStarted(long id, String owner) {
        Entry entry = held(id, owner);
        if (entry != null) {
            end(entry);
            byKey.remove(entry.name);
        }
    }

    @Override
    public synchronized void uncertain(long id, String owner) {
        Entry entry = held(id, owner);
        if (entry != null) {
            end(entry);
        }
    }

    @Override
    public synchronized boolean release(long id, String owner, Duration delay) {
        Entry entry = held(id, owner);
        if (entry == null) {
            return false;
        }
        entry.dueAt = clock.instant().plus(delay);
        free(entry);
        return true;
    }

    @Override
    public synchronized HistoryMark historyMark(RunKind kind) {
        Runs runs = kinds.get(kind);
        return runs == null ? null : runs.mark;
    }

    @Override
    public synchronized void setHistoryMark(RunKind kind, HistoryMark mark) {
        Runs runs = kinds.computeIfAbsent(kind, key -> new Runs());
        runs.mark = runs.mark == null ? mark : runs.mark.advancedTo(mark);
        runs.forgetOld();
    }

    @Override
    public synchronized int count(RunKind kind, int most) {
        Runs runs = kinds.get(kind);
        return runs == null ? 0 : Math.min(most, runs.undelivered);
    }

    /** Delivered runs are forgotten at once or as the mark of their history moves on; only start keys are left. */
    @Override
    public synchronized int forget(Duration keepDelivered, int most) {
        Instant oldest = clock.instant().minus(keepDelivered);
        int before = byKey.size();
        byKey.values().removeIf(entry -> entry.deliveredAt != null && entry.deliveredAt.isBefore(oldest));
        return before - byKey.size();
    }
}
