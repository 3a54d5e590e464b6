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
package ai.scriptrun.camel.emulator.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** All runs, by id and by workflow. Safe for use by several threads. */
public final class Runs {

    private final Map<UUID, Run> byId = new ConcurrentHashMap<>();
    private final Map<Long, History> byWorkflow = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<UUID> inOrder = new ConcurrentLinkedQueue<>();
    private final AtomicLong lastNumber = new AtomicLong();
    private final AtomicLong started = new AtomicLong();

    Runs(List<Run> earlier) {
        earlier.forEach(run -> {
            lastNumber.accumulateAndGet(run.number(), Math::max);
            add(run);
        });
        started.set(0);
    }

    long nextNumber() {
        return lastNumber.incrementAndGet();
    }

    void add(Run run) {
        byId.put(run.id(), run);
        historyOf(run.workflowId()).add(run);
        inOrder.add(run.id());
        started.incrementAndGet();
    }

    /**
     * Finds a run.
     *
     * @param id its id
     * @return the run, or empty
     */
    public Optional<Run> find(UUID id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * The runs of a workflow.
     *
     * @param workflowId its number
     * @return its history, which grows with it
     */
    public History historyOf(long workflowId) {
        return byWorkflow.computeIfAbsent(workflowId, id -> new History());
    }

    /**
     * Forgets a run, as the service does with runs that have expired. Its history entry stays.
     *
     * @param id its id
     * @return whether it was known
     */
    public boolean forget(UUID id) {
        return byId.remove(id) != null;
    }

    /**
     * How many starts were accepted since the process began.
     *
     * @return their number
     */
    public long started() {
        return started.get();
    }

    /**
     * All runs, forgotten ones too.
     *
     * @return a copy, in the order of their starts
     */
    public List<Run> all() {
        return byWorkflow.values().stream()
                .flatMap(history -> history.page(History.Ordering.CREATED_AT, 0, Integer.MAX_VALUE).stream())
                .sorted(Comparator.comparingLong(Run::number))
                .toList();
    }

    /**
     * The ids of all runs, forgotten ones too.
     *
     * @return a copy, in the order of their starts
     */
    public List<UUID> ids() {
        return List.copyOf(inOrder);
    }
}
