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

import java.util.ArrayList;
import java.util.List;

/** Leaves out of a history what it fails without. */
final class Shrinking {

    private Shrinking() {}

    /** A history that still fails, with as few faults as can be had by leaving some out. */
    static History of(History failing, Bug bug) {
        History best = failing;
        for (int size = failing.faults().size(); size > 0; size = size / 2) {
            best = without(best, size, bug);
        }
        return best;
    }

    /** Leaves out as many parts of this size as it can. */
    private static History without(History failing, int size, Bug bug) {
        History best = failing;
        int from = 0;
        while (from < best.faults().size()) {
            List<Fault> left = new ArrayList<>(best.faults());
            left.subList(from, Math.min(from + size, left.size())).clear();
            History smaller = new History(best.seed(), left);
            if (smaller.run(bug, false).violation() == null) {
                from += size;
            } else {
                best = smaller;
            }
        }
        return best;
    }
}
