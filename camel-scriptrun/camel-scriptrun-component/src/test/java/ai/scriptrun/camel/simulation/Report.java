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
package ai.scriptrun.camel.simulation;

import java.util.stream.Collectors;

/** Tells of a history in which something was violated, with all that it takes to see why. */
final class Report {

    private static final int MOST_LINES = 400;

    private Report() {}

    static String of(long seed, Bug bug) {
        History whole = History.of(seed);
        History shrunk = Shrinking.of(whole, bug);
        History.Outcome outcome = shrunk.run(bug, true);
        int skipped = Math.max(0, outcome.world().trace().size() - MOST_LINES);
        return "Seed " + seed + ": " + outcome.violation() + "\nReplay it with -Dtest=SimulationTest -Dsimulation.seed="
                + seed + "\n" + outcome.world().shape + "\nFaults, of which "
                + shrunk.faults().size() + " of "
                + whole.faults().size() + " are needed:\n"
                + shrunk.faults().stream().map(Fault::toString).collect(Collectors.joining("\n"))
                + "\nTrace (" + skipped + " lines skipped):\n"
                + outcome.world().trace().stream().skip(skipped).collect(Collectors.joining("\n"));
    }
}
