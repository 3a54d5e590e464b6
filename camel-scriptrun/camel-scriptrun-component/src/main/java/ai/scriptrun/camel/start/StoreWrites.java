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
package ai.scriptrun.camel.start;

import java.util.ArrayDeque;
import java.util.Queue;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the outcomes of starts into the run store. A failed write is retried later, and nothing is
 * lost meanwhile. Used by one thread.
 */
final class StoreWrites {

    private static final Logger LOG = LoggerFactory.getLogger(StoreWrites.class);

    private final Queue<Write> unwritten = new ArrayDeque<>();

    /**
     * @param what the outcome, for the log
     * @param task writes it; idempotent, because the store's response to an earlier write may have been lost
     */
    private record Write(String what, Runnable task) {}

    void write(String what, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.warn("{}, which can't be written into the run store yet: {}", what, e.getMessage());
            unwritten.add(new Write(what, task));
        }
    }

    /** Retries the pending writes; stops at the first failure. */
    void retry() {
        while (!unwritten.isEmpty()) {
            unwritten.element().task.run();
            unwritten.remove();
        }
    }
}
