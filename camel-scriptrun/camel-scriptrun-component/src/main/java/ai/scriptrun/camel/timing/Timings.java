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
package ai.scriptrun.camel.timing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What is known of each workflow, for the most recent {@value #MOST}. Thread-safe. */
public final class Timings {

    static final int MOST = 1_000;

    private final Map<Long, WorkflowTiming> byWorkflow = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, WorkflowTiming> eldest) {
            return size() > MOST;
        }
    };

    /** What is known of a workflow; the same object as long as it is kept. */
    public synchronized WorkflowTiming of(long workflowId) {
        return byWorkflow.computeIfAbsent(workflowId, id -> new WorkflowTiming());
    }

    /** What is known, by workflow. */
    public synchronized Map<Long, WorkflowTiming> all() {
        return new TreeMap<>(byWorkflow);
    }
}
