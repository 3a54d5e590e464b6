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
package ai.scriptrun.camel.consumer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import ai.scriptrun.camel.ScriptRunConfiguration;
import ai.scriptrun.camel.StartFrom;
import ai.scriptrun.camel.client.Page;
import ai.scriptrun.camel.model.RunStatus;
import ai.scriptrun.camel.model.RunSummary;
import ai.scriptrun.camel.run.AwaitedRun;
import ai.scriptrun.camel.run.ScriptRunConnection;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every run of a workflow that ends, whoever started it, found through the workflow's history. The history is read newest
 * first and only as far as it holds something new; a run that has not ended is waited for from then on. After a restart
 * it is read further back once, for runs that were under way when the application stopped.
 */
public final class WorkflowRunSource extends ClaimedRunSource {

    private static final Logger LOG = LoggerFactory.getLogger(WorkflowRunSource.class);

    /** Runs are looked for further back only while fewer than this are in hand. */
    private static final int ENOUGH_IN_HAND = 1_000;

    /** A run of somebody else's has no deadline of ours. */
    private static final Duration FOREVER = Duration.ofDays(3_650);

    private final ScriptRunConfiguration options;
    private final long workflowId;
    private final Set<String> statuses;
    private final WorkflowHistory history;
    private final HistoryMemory memory;
    private final Map<String, RunSummary> claimedElsewhere = new ConcurrentHashMap<>();
    private Instant nextClaims;
    /** The next page to read further back, or {@code null} once that is done. */
    private Integer backPage;

    private Reading back;

    /**
     * @param options  the endpoint's options
     * @param statuses the terminal states to emit
     */
    public WorkflowRunSource(ScriptRunConfiguration options, Set<String> statuses) {
        super(options, new RunClaims(ConcurrentHashMap.newKeySet(), options.getIdempotentRepository()));
        this.options = options;
        this.workflowId = options.getWorkflowId();
        this.statuses = statuses;
        this.history = new WorkflowHistory(workflowId, options.getPageSize());
        IdempotentRepository repository = options.getIdempotentRepository() != null
                ? options.getIdempotentRepository()
                : MemoryIdempotentRepository.memoryIdempotentRepository(100_000);
        this.memory = new HistoryMemory(repository, workflowId);
    }

    @Override
    public void start(ScriptRunConnection toService) {
        super.start(toService);
        nextClaims = Instant.MIN;
        backPage = 1;
        back = new Reading();
        try {
            // At once, so that what ends from now on is new.
            if (!isHeldBack()) {
                begin();
            }
        } catch (RuntimeException e) {
            LOG.warn(
                    "The history of workflow {} can't be read yet, the first poll tries again: {}",
                    workflowId,
                    e.getMessage());
        }
    }

    @Override
    public void stop() {
        super.stop();
        claimedElsewhere.clear();
    }

    /** A call would only wait, and a thread with it. */
    private boolean isHeldBack() {
        return !connection().client().holdBack().delay().isZero();
    }

    private void begin() {
        if (memory.hasBegun()) {
            return;
        }
        if (options.getStartFrom() == StartFrom.NEW) {
            boolean running = true;
            for (Integer number = 1; number != null && running; ) {
                Page<RunSummary> page = read(number);
                running = false;
                for (RunSummary entry : page.items()) {
                    String id = history.id(entry);
                    memory.setOld(id);
                    if (RunStatus.isTerminal(entry.getStatus())) {
                        memory.settle(id);
                    } else {
                        running = true;
                    }
                }
                number = page.nextPage();
            }
        }
        memory.setBegun();
    }

    @Override
    public void discover() {
        if (isHeldBack()) {
            return;
        }
        begin();
        claimAgain();
        if (backPage == null || backPage > 1) {
            readNews();
        }
        while (backPage != null && collector().inHand().size() < ENOUGH_IN_HAND) {
            readBack();
        }
    }

    /** Reads from the newest entry on until a page holds nothing new. */
    private void readNews() {
        Reading reading = new Reading();
        Integer number = 1;
        while (number != null) {
            Page<RunSummary> page = read(number);
            reading.take(page.items());
            number = reading.news && !reading.beyond ? page.nextPage() : null;
        }
    }

    private void readBack() {
        Page<RunSummary> page = read(backPage);
        back.take(page.items());
        backPage = page.nextPage();
        if (backPage == null || back.beyond) {
            backPage = null;
            memory.setReadAll();
        } else if (!back.news && isFarBack(page)) {
            backPage = null;
        }
    }

    /** Whether nothing on older pages can have been under way when the application stopped. */
    private boolean isFarBack(Page<RunSummary> page) {
        if (options.getStartFrom() == StartFrom.ALL && !memory.hasReadAll()) {
            return false;
        }
        List<RunSummary> entries = page.items();
        Instant oldest = entries.isEmpty()
                ? null
                : Timestamps.parse(entries.get(entries.size() - 1).getCreatedAt());
        Instant bound = connection().timer().now().minusMillis(options.getResultTimeout());
        return oldest == null || oldest.isBefore(bound);
    }

    private Page<RunSummary> read(int page) {
        return history.read(connection().client(), page);
    }

    /** One reading of adjacent pages. */
    private final class Reading {

        private boolean old;
        private boolean news;
        private boolean beyond;

        void take(List<RunSummary> entries) {
            news = false;
            for (RunSummary entry : entries) {
                String id = history.id(entry);
                HistoryMemory.Entry known = memory.recall(id);
                old |= known.old();
                // What was there when the consumer began is marked without gaps, so behind it all is older.
                beyond |=
                        old && !known.old() && !known.settled() && !collector().holds(id);
                if (beyond) {
                    return;
                }
                if (!known.settled() && !collector().holds(id) && !claimedElsewhere.containsKey(id)) {
                    news = true;
                    found(id, entry);
                }
            }
        }
    }

    private void found(String id, RunSummary entry) {
        boolean ended = RunStatus.isTerminal(entry.getStatus());
        if (ended && !statuses.contains(entry.getStatus())) {
            memory.settle(id);
        } else if (claims().claimFound(id)) {
            collect(id, entry, ended);
        } else {
            claimedElsewhere.put(id, entry);
        }
    }

    private void collect(String id, RunSummary entry, boolean ended) {
        if (memory.recallAnew(id).settled()) {
            claims().release(id);
            return;
        }
        Instant now = connection().timer().now();
        Instant created = Timestamps.parse(entry.getCreatedAt());
        AwaitedRun run = new AwaitedRun("results", workflowId, id, created == null ? now : created, now.plus(FOREVER));
        if (ended) {
            collector().collectEnded(run);
        } else {
            collector().collect(run, policy().pollInterval());
        }
    }

    /** The node that had claimed a run may have emitted it, or have died. */
    private void claimAgain() {
        if (claimedElsewhere.isEmpty() || connection().timer().now().isBefore(nextClaims)) {
            return;
        }
        nextClaims = connection().timer().now().plus(policy().pollInterval());
        for (Map.Entry<String, RunSummary> claimed :
                Map.copyOf(claimedElsewhere).entrySet()) {
            String id = claimed.getKey();
            if (memory.recallAnew(id).settled()) {
                claimedElsewhere.remove(id);
            } else if (claims().claimFound(id)) {
                claimedElsewhere.remove(id);
                collect(id, claimed.getValue(), false);
            }
        }
    }

    @Override
    void settle(String runId) {
        memory.settle(runId);
    }
}
