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

import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.JsonNode;

/** The stored workflows, by number. Safe for use by several threads. */
public final class Workflows {

    private final NavigableMap<Long, Workflow> byId = new ConcurrentSkipListMap<>();
    private final Journal journal;
    private long lastId;

    Workflows(Journal journal) {
        this.journal = journal;
        journal.workflows().forEach(workflow -> {
            byId.put(workflow.id(), workflow);
            lastId = Math.max(lastId, workflow.id());
        });
    }

    /**
     * Stores a new workflow under the next free number.
     *
     * @param project the project that it belongs to
     * @param title its title
     * @param data its structure
     * @return the stored workflow
     */
    public synchronized Workflow create(long project, String title, JsonNode data) {
        return put(new Workflow(lastId + 1, project, title, data));
    }

    /**
     * Stores a workflow under the number that it has, in place of one that had it before.
     *
     * @param workflow the workflow
     * @return the same workflow
     */
    public synchronized Workflow put(Workflow workflow) {
        lastId = Math.max(lastId, workflow.id());
        byId.put(workflow.id(), workflow);
        journal.stored(workflow);
        return workflow;
    }

    /**
     * Changes a workflow.
     *
     * @param id its number
     * @param change gives the changed workflow
     * @return the changed workflow, or empty if there is none with this number
     */
    public synchronized Optional<Workflow> update(long id, UnaryOperator<Workflow> change) {
        return find(id).map(change).map(this::put);
    }

    /**
     * Deletes a workflow. The results of its runs can still be read by their run ids.
     *
     * @param id its number
     * @return whether there was one
     */
    public synchronized boolean delete(long id) {
        if (byId.remove(id) == null) {
            return false;
        }
        journal.deleted(id);
        return true;
    }

    /**
     * Finds a workflow.
     *
     * @param id its number
     * @return the workflow, or empty
     */
    public Optional<Workflow> find(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * All workflows.
     *
     * @return a live, unmodifiable view, by ascending number
     */
    public Collection<Workflow> all() {
        return Collections.unmodifiableCollection(byId.values());
    }
}
