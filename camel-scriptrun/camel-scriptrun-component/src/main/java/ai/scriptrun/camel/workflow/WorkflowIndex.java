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
package ai.scriptrun.camel.workflow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.scriptrun.camel.workflow.WorkflowFinder.Found;

/** Workflows by their nodes, as they were read once. Filled by one thread at a time, and not changed from then on. */
final class WorkflowIndex {

    static final WorkflowIndex EMPTY = new WorkflowIndex();

    /** Limits the memory that the index takes. */
    private static final int MOST_NODES = 100_000;

    /** More workflows than this with the same nodes tell nothing. */
    private static final int MOST_ALIKE = 5;

    private final Map<String, Set<Long>> byNode = new HashMap<>();
    private boolean whole;

    WorkflowIndex() {
        whole = true;
    }

    void add(long workflowId, List<String> nodes) {
        for (String node : nodes) {
            if (node != null) {
                add(node, Set.of(workflowId));
            }
        }
    }

    private void add(String node, Set<Long> workflowIds) {
        if (byNode.size() < MOST_NODES) {
            byNode.computeIfAbsent(node, key -> new HashSet<>(2)).addAll(workflowIds);
        } else {
            whole = false;
        }
    }

    /** Some workflows could not be read. */
    void lacksSome() {
        whole = false;
    }

    boolean isWhole() {
        return whole;
    }

    /** With the nodes of an earlier index added. */
    WorkflowIndex with(WorkflowIndex earlier) {
        earlier.byNode.forEach(this::add);
        return this;
    }

    /** Whether a workflow has all of these nodes. */
    boolean knows(Set<String> nodes) {
        return count(nodes).containsValue(nodes.size());
    }

    /** The workflows that have all of these nodes; where none has, those that have the most of them. */
    Found find(Set<String> nodes) {
        Map<Long, Integer> counts = count(nodes);
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        List<Long> alike = counts.entrySet().stream()
                .filter(entry -> entry.getValue() == most)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return alike.isEmpty() || alike.size() > MOST_ALIKE ? Found.NOTHING : new Found(alike, whole);
    }

    private Map<Long, Integer> count(Set<String> nodes) {
        Map<Long, Integer> counts = new HashMap<>();
        for (String node : nodes) {
            byNode.getOrDefault(node, Set.of()).forEach(id -> counts.merge(id, 1, Integer::sum));
        }
        return counts;
    }
}
