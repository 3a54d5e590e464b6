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

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** The records of a {@link MemoryRunStore}, their workflows and their owners. Not thread-safe: guarded by the store. */
final class MemoryRecords {

    private final InstantSource clock;
    private final Map<RunKind, MemoryKind> kinds = new HashMap<>();
    private final Map<WorkflowName, MemoryWorkflow> workflows = new TreeMap<>();
    private final Map<Long, MemoryRun> open = new HashMap<>();
    private final Map<String, String> accountsByOwner = new HashMap<>();
    private long lastId;

    MemoryRecords(InstantSource clock) {
        this.clock = clock;
    }

    private record WorkflowName(String service, long workflowId) implements Comparable<WorkflowName> {

        @Override
        public int compareTo(WorkflowName other) {
            int byService = service.compareTo(other.service);
            return byService != 0 ? byService : Long.compare(workflowId, other.workflowId);
        }
    }

    Instant now() {
        return clock.instant();
    }

    long nextId() {
        return ++lastId;
    }

    // Owners.

    String join(String account) {
        String owner = UUID.randomUUID().toString();
        accountsByOwner.put(owner, account);
        return owner;
    }

    void leave(String owner) {
        accountsByOwner.remove(owner);
        open.values().stream().filter(run -> owner.equals(run.owner)).forEach(this::free);
    }

    boolean isAlive(String owner) {
        return accountsByOwner.containsKey(owner);
    }

    /** Account of a living owner, or {@code null}. */
    String account(String owner) {
        return accountsByOwner.get(owner);
    }

    /** Whether a living owner has this account. */
    boolean isServed(String account) {
        return accountsByOwner.containsValue(account);
    }

    Set<String> owners() {
        return accountsByOwner.keySet();
    }

    // Kinds and workflows.

    MemoryKind kind(RunKind kind) {
        return kinds.computeIfAbsent(kind, MemoryKind::new);
    }

    MemoryWorkflow workflow(String service, long workflowId) {
        return workflows.computeIfAbsent(new WorkflowName(service, workflowId), name -> new MemoryWorkflow());
    }

    MemoryWorkflow workflow(MemoryRun run) {
        return workflow(run.kind.service(), run.workflowId);
    }

    /** The workflows of a service, by their ids. */
    Map<Long, MemoryWorkflow> workflows(String service) {
        Map<Long, MemoryWorkflow> found = new TreeMap<>();
        workflows.forEach((name, workflow) -> {
            if (name.service.equals(service)) {
                found.put(name.workflowId, workflow);
            }
        });
        return found;
    }

    // Records.

    /** Those that are not delivered. */
    Collection<MemoryRun> open() {
        return open.values();
    }

    /** One that is not delivered, or {@code null}. */
    MemoryRun open(long id) {
        return open.get(id);
    }

    /** One that the owner holds, or {@code null}. */
    MemoryRun held(long id, String owner) {
        MemoryRun run = open.get(id);
        return run != null && owner.equals(run.owner) ? run : null;
    }

    /** Those that the owner holds. */
    List<MemoryRun> held(RunKind kind, String owner) {
        return open.values().stream()
                .filter(run -> owner.equals(run.owner) && run.kind.equals(kind))
                .toList();
    }

    void put(MemoryRun run) {
        open.put(run.id, run);
    }

    /** It has no owner any more, and can be claimed once it is due. */
    void free(MemoryRun run) {
        run.owner = null;
        if (run.state == RunState.DELIVERING) {
            run.state = RunState.ENDED;
        }
        kind(run.kind).free(run);
    }

    /** It is delivered, or nothing is left to be done about it. */
    void end(MemoryRun run) {
        open.remove(run.id);
        run.deliveredAt = now();
        run.payload = null;
        run.state = RunState.DELIVERED;
        run.owner = null;
        kind(run.kind).remember(run);
    }

    /** It doesn't count as in flight any more. */
    void endFlight(MemoryRun run) {
        if (isOfAStart(run)) {
            workflow(run).end(run, now());
        }
    }

    /** @param cost {@code null} if unknown */
    void tellCost(MemoryRun run, Double cost) {
        if (cost != null && run.cost == null && isOfAStart(run)) {
            run.cost = cost;
            workflow(run).spend(cost, now());
        }
    }

    private static boolean isOfAStart(MemoryRun run) {
        String service = run.kind.service();
        return run.workflowId != null
                && (run.kind.equals(RunKind.tracked(service)) || run.kind.equals(RunKind.starting(service)));
    }
}
