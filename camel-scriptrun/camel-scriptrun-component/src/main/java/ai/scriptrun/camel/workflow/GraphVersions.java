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

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import ai.scriptrun.camel.result.WorkflowGraph;

/**
 * The versions of one workflow that were read over time. Earlier runs are of earlier versions, and the API returns the
 * current one only.
 * Thread-safe.
 */
final class GraphVersions {

    private static final int MOST = 4;

    private final List<Version> versions = new ArrayList<>();

    private record Version(WorkflowGraph graph, Instant firstReadAt) {}

    synchronized void add(WorkflowGraph graph, Instant readAt) {
        int size = versions.size();
        if (size > 0 && versions.get(size - 1).graph.isSameAs(graph)) {
            return;
        }
        versions.add(new Version(graph, readAt));
        if (size == MOST) {
            versions.remove(0);
        }
    }

    /** All versions that may have been valid since then: the last one that was read by then, and those read since. */
    synchronized List<WorkflowGraph> since(Instant time) {
        int first = versions.size() - 1;
        while (first > 0 && versions.get(first).firstReadAt.isAfter(time)) {
            first--;
        }
        return versions.stream().skip(Math.max(0, first)).map(Version::graph).toList();
    }
}
