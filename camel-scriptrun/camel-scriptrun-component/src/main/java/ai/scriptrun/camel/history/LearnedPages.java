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
package ai.scriptrun.camel.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import ai.scriptrun.camel.client.Page;
import ai.scriptrun.camel.model.RunStatus;
import ai.scriptrun.camel.model.RunSummary;
import ai.scriptrun.camel.timing.Distribution;
import ai.scriptrun.camel.timing.WorkflowTiming;

/**
 * Which pages of a history are read when, where it is known how long the workflow's runs take: each page at its own rate,
 * from two pending runs on. Runs that are too new to have been shown are found from the first page on. Guarded by its
 * {@link HistoryLookup}.
 */
final class LearnedPages {

    /** From so many pending runs on, a page costs no more than their polls. */
    private static final int TOGETHER = 2;

    /** So many pages are read at the same time at most. */
    private static final int MOST_READINGS = 16;

    private final WorkflowTiming timing;
    private final Set<PageGroup> groups = new HashSet<>();
    private final Set<Integer> beingRead = new HashSet<>();
    private PageGroup newest = new PageGroup();
    private int pageSize = HistoryLookup.PAGE_SIZE;
    private int pending;
    private long joined;

    LearnedPages(WorkflowTiming timing) {
        this.timing = timing;
    }

    /**
     * A reading that is to be made.
     *
     * @param group whose turn it is
     * @param runs  the runs to look for
     * @param page  the page to begin with
     */
    record Task(PageGroup group, List<Sought> runs, int page) {}

    void join(Sought sought, Instant now) {
        pending++;
        joined++;
        if (newest.isEmpty() || newest.isFull() || newest.isBeingRead()) {
            newest = new PageGroup();
        }
        newest.add(sought);
        groups.add(newest);
        if (newest.isAtPowerOfTwo()) {
            timing.runs().ifPresent(durations -> newest.planNoLater(durations, now));
        }
    }

    void leave(Sought sought) {
        pending--;
        sought.moveTo(null);
    }

    /** Whether this run's end is found by readings that are made here. */
    boolean leads(Sought sought) {
        return timing.runs().isPresent()
                && sought.group().filter(this::isShared).isPresent();
    }

    private boolean isShared(PageGroup group) {
        return pending >= TOGETHER || group.most() >= TOGETHER;
    }

    /** A page was read. Runs that have ended are looked up by themselves from now on. */
    void shown(int number, Page<RunSummary> page, Map<String, Sought> sought, Instant now) {
        if (page.nextPage() != null && !page.items().isEmpty()) {
            pageSize = page.items().size();
        }
        PageGroup together = new PageGroup();
        Map<PageGroup, Long> shifts = new HashMap<>();
        for (int i = 0; i < page.items().size(); i++) {
            RunSummary entry = page.items().get(i);
            Sought one = entry.getId() == null ? null : sought.get(HistoryLookup.key(entry.getId()));
            if (one == null || one.group().isEmpty() || entry.getStatus() == null) {
                continue;
            }
            if (RunStatus.of(entry.getStatus()) == RunStatus.RUNNING) {
                long place = (long) (number - 1) * pageSize + i - joined;
                if (one.wasShown() && place > one.place()) {
                    shifts.merge(one.group().orElseThrow(), place - one.place(), Math::max);
                }
                one.shown(now, entry.getStatus(), place);
                together.add(one);
            } else {
                timing.historyTold();
                one.leaveAlone();
            }
        }
        shifts.forEach(PageGroup::shift);
        if (!together.isEmpty()) {
            groups.add(together);
            timing.runs().ifPresent(durations -> together.plan(durations, now));
        }
    }

    /** When the next reading is due; empty where none is. */
    Optional<Instant> next(Instant now) {
        Optional<Distribution> durations = timing.runs();
        if (durations.isEmpty()) {
            return Optional.empty();
        }
        groups.removeIf(group -> group.isEmpty() && !group.isBeingRead());
        groups.stream().filter(group -> !group.isPlanned()).forEach(group -> group.plan(durations.get(), now));
        return groups.stream().filter(this::isReadable).map(PageGroup::due).min(Instant::compareTo);
    }

    /** The readings that are due; each is told of its end by {@link #ended}. */
    List<Task> begin(Instant now) {
        List<Task> tasks = new ArrayList<>();
        for (PageGroup group : groups) {
            if (isReadable(group) && !group.due().isAfter(now)) {
                int page = page(group);
                beingRead.add(page);
                group.beginReading();
                tasks.add(new Task(group, page == 1 ? List.copyOf(group.runs()) : List.of(group.first()), page));
            }
        }
        return tasks;
    }

    private boolean isReadable(PageGroup group) {
        return !group.isEmpty()
                && !group.isBeingRead()
                && isShared(group)
                && beingRead.size() < MOST_READINGS
                && !beingRead.contains(page(group));
    }

    private int page(PageGroup group) {
        return group.wasShown() ? (int) Math.max(0, (group.first().place() + joined) / pageSize) + 1 : 1;
    }

    void ended(Task task, Instant now) {
        beingRead.remove(task.page());
        task.group().endReading();
        if (!task.group().isEmpty()) {
            timing.runs().ifPresent(durations -> task.group().plan(durations, now));
        }
    }
}
