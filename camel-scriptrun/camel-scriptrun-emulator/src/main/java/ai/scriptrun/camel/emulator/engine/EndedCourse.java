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

import java.util.ArrayList;
import java.util.List;

/**
 * A run whose nodes have been executed, which it shows only bit by bit: first it is in the queue, then one node after
 * the other is done, then it has ended but its data lags behind.
 *
 * @param startedAt milliseconds since the epoch
 * @param times how long it takes
 * @param finishedAt milliseconds since the epoch
 * @param outcome what it came to
 */
record EndedCourse(long startedAt, RunTimes times, long finishedAt, Outcome outcome) implements Course {

    @Override
    public RunState at(long now) {
        long leftQueueAt = startedAt + times.queue();
        if (now < leftQueueAt) {
            return RunState.unfinished(RunStatus.IN_QUEUE, List.of());
        }
        if (now < finishedAt) {
            return RunState.unfinished(RunStatus.IN_PROGRESS, progress(now - leftQueueAt, finishedAt - leftQueueAt));
        }
        return ConsistencyWindow.state(outcome, finishedAt, times.window(), now);
    }

    private List<NodeResult> progress(long elapsed, long total) {
        List<NodeResult> results = outcome.results();
        if (results.isEmpty()) {
            return results;
        }
        int done = (int) (elapsed * results.size() / total);
        List<NodeResult> shown = new ArrayList<>(results.subList(0, done));
        shown.add(NodeResult.inProgress(results.get(done).id()));
        return shown;
    }

    @Override
    public double cost() {
        return outcome.cost();
    }
}
