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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is seen of the runs in memory: plain reading. Guarded by its store. */
final class MemoryView {

    private MemoryView() {}

    private record Group(String service, Long workflowId, RunPhase phase) {}

    static List<RunCount> counts(Collection<MemoryRun> runs) {
        Map<Group, Long> counts = new HashMap<>();
        runs.forEach(run -> counts.merge(new Group(run.kind.service(), run.workflowId, phase(run)), 1L, Long::sum));
        List<RunCount> all = new ArrayList<>();
        counts.forEach((group, count) -> all.add(new RunCount(group.service, group.workflowId, group.phase, count)));
        return all;
    }

    static List<ViewedRun> runs(
            Collection<MemoryRun> runs, Set<RunPhase> phases, Long workflowId, long before, int most, Instant now) {
        return runs.stream()
                .filter(run -> run.id < before && phases.contains(phase(run)))
                .filter(run -> workflowId == null || workflowId.equals(run.workflowId))
                .sorted(Comparator.comparingLong((MemoryRun run) -> run.id).reversed())
                .limit(most)
                .map(run -> view(run, now))
                .toList();
    }

    static ViewedRun view(MemoryRun run, Instant now) {
        return new ViewedRun(
                run.id,
                run.kind.service(),
                run.kind.name(),
                run.workflowId,
                run.runId,
                run.key == null ? null : run.key.key(),
                phase(run),
                run.owner,
                run.deliveries,
                run.startedAt,
                run.endedAt,
                run.dueAt,
                run.cost,
                run.failure,
                now);
    }

    static List<ViewedOwner> owners(Collection<String> owners, Collection<MemoryRun> runs) {
        Map<String, Long> held = new HashMap<>();
        runs.stream().filter(run -> run.owner != null).forEach(run -> held.merge(run.owner, 1L, Long::sum));
        return owners.stream()
                .sorted()
                .map(owner -> new ViewedOwner(owner, null, true, held.getOrDefault(owner, 0L)))
                .toList();
    }

    static RunPhase phase(MemoryRun run) {
        return RunPhase.of(run.state, run.runId, run.deliveries, run.failure);
    }
}
