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
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * The runs of one workflow. A page costs the same however long the history is, save that the first page by cost after
 * a change sorts the changes in. Safe for use by several threads.
 */
public final class History {

    /** By what a history is ordered. */
    public enum Ordering {
        /** The oldest run first. */
        CREATED_AT,
        /** The newest run first. */
        CREATED_AT_DESCENDING,
        /** The cheapest run first; runs that have no cost yet count as free. */
        COST,
        /** The dearest run first. */
        COST_DESCENDING
    }

    private static final Comparator<Run> BY_COST =
            Comparator.comparingDouble((Run run) -> run.course().cost()).thenComparingLong(Run::number);

    private final List<Run> byCreation = new ArrayList<>();
    private final List<Run> byCost = new ArrayList<>();
    private boolean costChanged;

    synchronized void add(Run run) {
        byCreation.add(run);
        byCost.add(run);
        costChanged = true;
    }

    /** Changes a run's course, here so that no cost changes while the runs are being sorted by it. */
    synchronized void change(Run run, Course course) {
        run.follow(course);
        costChanged = true;
    }

    /**
     * How many runs there are.
     *
     * @return their number
     */
    public synchronized int size() {
        return byCreation.size();
    }

    /**
     * Some of the runs.
     *
     * @param ordering their order
     * @param offset how many to leave out, not negative
     * @param limit how many to give at most
     * @return the runs, a copy
     */
    public synchronized List<Run> page(Ordering ordering, long offset, int limit) {
        int from = (int) Math.min(offset, size());
        int to = (int) Math.min(offset + limit, size());
        return switch (ordering) {
            case CREATED_AT -> List.copyOf(byCreation.subList(from, to));
            case CREATED_AT_DESCENDING -> reversed(byCreation, from, to);
            case COST -> List.copyOf(sortedByCost().subList(from, to));
            case COST_DESCENDING -> reversed(sortedByCost(), from, to);
        };
    }

    /** The list is sorted but for what was added since, which the library's merge sort turns to account. */
    private List<Run> sortedByCost() {
        if (costChanged) {
            byCost.sort(BY_COST);
            costChanged = false;
        }
        return byCost;
    }

    private static List<Run> reversed(List<Run> runs, int from, int to) {
        List<Run> page = new ArrayList<>(runs.subList(runs.size() - to, runs.size() - from));
        Collections.reverse(page);
        return page;
    }
}
