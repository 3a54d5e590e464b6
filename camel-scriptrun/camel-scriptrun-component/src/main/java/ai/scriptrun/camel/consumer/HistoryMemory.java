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
package ai.scriptrun.camel.consumer;

import java.util.Map;

import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.LRUCacheFactory;

/**
 * What a consumer on a workflow's history remembers, across restarts where its repository does: which runs it has
 * emitted, and, as far as it began with new runs only, with which entries the history began for it. All of it is kept as
 * keys, because a repository holds nothing else. Thread-safe as far as the repository is.
 */
final class HistoryMemory {

    private static final int CACHED = 10_000;

    private final IdempotentRepository repository;
    private final String workflow;
    private final Map<String, Entry> cache = LRUCacheFactory.newLRUCache(CACHED);

    HistoryMemory(IdempotentRepository repository, long workflowId) {
        this.repository = repository;
        this.workflow = "workflow:" + workflowId;
    }

    /**
     * What is remembered of a history entry.
     *
     * @param settled whether it has been emitted, or is not to be
     * @param old     whether it was there when the consumer began
     */
    record Entry(boolean settled, boolean old) {}

    Entry recall(String runId) {
        return cache.computeIfAbsent(runId, id -> new Entry(repository.contains(id), repository.contains(oldKey(id))));
    }

    /** What other nodes have written meanwhile counts too. */
    Entry recallAnew(String runId) {
        cache.remove(runId);
        return recall(runId);
    }

    void settle(String runId) {
        repository.add(runId);
        cache.remove(runId);
    }

    /** Remembers an entry that was there when the consumer began. */
    void setOld(String runId) {
        repository.add(oldKey(runId));
        cache.remove(runId);
    }

    /** Whether the consumer has begun, now or in an earlier life. */
    boolean hasBegun() {
        return repository.contains(workflow + ":begun");
    }

    void setBegun() {
        repository.add(workflow + ":begun");
    }

    /** Whether the history was once read to its end. */
    boolean hasReadAll() {
        return repository.contains(workflow + ":read");
    }

    void setReadAll() {
        repository.add(workflow + ":read");
    }

    private String oldKey(String runId) {
        return "old:" + runId;
    }
}
