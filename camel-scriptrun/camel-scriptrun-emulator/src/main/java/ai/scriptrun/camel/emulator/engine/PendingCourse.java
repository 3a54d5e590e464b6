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

import java.util.List;

/**
 * A run whose nodes are still being executed.
 *
 * @param startedAt milliseconds since the epoch
 * @param times how long it takes
 */
record PendingCourse(long startedAt, RunTimes times) implements Course {

    @Override
    public RunState at(long now) {
        boolean queued = now < startedAt + times.queue();
        return RunState.unfinished(queued ? RunStatus.IN_QUEUE : RunStatus.IN_PROGRESS, List.of());
    }

    @Override
    public double cost() {
        return 0;
    }

    /** The course from when the work is done. */
    EndedCourse end(Outcome outcome, long now) {
        return new EndedCourse(startedAt, times, Math.max(now, startedAt + times.queue() + times.work()), outcome);
    }
}
