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

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Computes how many runs were in flight at the same time, from their start and end times. */
public final class InFlight {

    private InFlight() {}

    private record Change(long time, int by) {}

    /**
     * The highest number of runs in flight.
     *
     * @param runs the runs to count
     * @param now the current time; runs that end later are in flight
     * @return the maximum; a run that began when another ended does not overlap it
     */
    public static int most(Collection<Run> runs, Instant now) {
        List<Change> changes = new ArrayList<>();
        for (Run run : runs) {
            changes.add(new Change(run.createdAtMillis(), 1));
            run.at(now).finishedAt().ifPresent(end -> changes.add(new Change(end.toEpochMilli(), -1)));
        }
        changes.sort((a, b) -> a.time == b.time ? Integer.compare(a.by, b.by) : Long.compare(a.time, b.time));
        int inFlight = 0;
        int most = 0;
        for (Change change : changes) {
            inFlight += change.by;
            most = Math.max(most, inFlight);
        }
        return most;
    }
}
