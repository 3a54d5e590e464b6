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
package ai.scriptrun.camel.start;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import ai.scriptrun.camel.client.ApiResult;
import ai.scriptrun.camel.client.Page;
import ai.scriptrun.camel.connection.ScriptRunConnection;
import ai.scriptrun.camel.model.RunId;
import ai.scriptrun.camel.model.RunSummary;
import ai.scriptrun.camel.model.Timestamps;
import ai.scriptrun.camel.result.FinishedRun;
import ai.scriptrun.camel.run.AwaitedRun;
import ai.scriptrun.camel.store.RunStore;
import ai.scriptrun.camel.store.StartInDoubt;
import ai.scriptrun.camel.time.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Searches for the runs of uncertain starts in their workflow's history (API, "Workflow Run History"): those that were
 * created in the start's window and that belong to no start of the store. It is read after a delay, because a run may
 * appear late.
 */
final class StartSearch {

    private static final Logger LOG = LoggerFactory.getLogger(StartSearch.class);

    /** A response has the service's time with a precision of one second. */
    private static final Duration CLOCK_MARGIN = Duration.ofSeconds(3);

    /** Assumed clock difference if responses have no time. */
    private static final Duration UNKNOWN_CLOCK_MARGIN = Duration.ofMinutes(5);

    private static final String NEWEST_FIRST = "-created_at";
    private static final int PAGE_SIZE = 100;

    /** Page limit of the search if entries have no times. */
    private static final int MOST_PAGES = 200;

    private final RunStore store;
    private final String service;
    private final ScriptRunConnection connection;
    private final StartSettings settings;
    private final Timer timer;
    private final Map<String, CompletableFuture<String>> outputs = new HashMap<>();
    private int underWay;

    /** @param timer runs one task at a time */
    StartSearch(RunStore store, String service, ScriptRunConnection connection, StartSettings settings, Timer timer) {
        this.store = store;
        this.service = service;
        this.connection = connection;
        this.settings = settings;
        this.timer = timer;
    }

    /** Result of a search. */
    sealed interface Finding {}

    /** The run of the start. */
    record Found(String runId) implements Finding {}

    /** The start was certainly not accepted. */
    record None() implements Finding {}

    /** It can't be decided. */
    record Unclear() implements Finding {}

    /**
     * A start whose run is searched for.
     *
     * @param id         its record
     * @param workflowId the workflow
     * @param key        its start key, or {@code null}
     * @param madeAt     before it was sent
     * @param lastSent   after this it can't have been sent any more
     * @param settling   from there to the first reading
     */
    record Sought(long id, long workflowId, String key, Instant madeAt, Instant lastSent, Duration settling) {}

    /** Searches for a start's run; never fails. */
    CompletableFuture<Finding> find(Sought sought) {
        CompletableFuture<Finding> finding = new CompletableFuture<>();
        Duration wait = Duration.between(timer.now(), sought.lastSent.plus(sought.settling));
        timer.after(wait, () -> {
            underWay++;
            new Reading(sought, finding).read(1);
        });
        return finding;
    }

    private void end(CompletableFuture<Finding> finding, Finding result) {
        underWay--;
        if (underWay == 0) {
            outputs.clear();
        }
        finding.complete(result);
    }

    /** The output of a run, once it has ended; read once for all running searches; {@code null} if unavailable. */
    private CompletableFuture<String> output(String runId, Sought sought) {
        return outputs.computeIfAbsent(runId, id -> {
            AwaitedRun run = new AwaitedRun(
                    "results", sought.workflowId, id, sought.madeAt, sought.madeAt.plus(settings.resultTimeout()));
            return connection
                    .driver()
                    .await(run, settings.policy(), Duration.ZERO)
                    .result()
                    .handle((finished, failure) -> failure == null ? text(finished) : null);
        });
    }

    private static String text(FinishedRun finished) {
        return finished.failed() ? null : String.valueOf(finished.text());
    }

    /** One reading of the history. */
    private final class Reading {

        private final Sought sought;
        private final CompletableFuture<Finding> finding;
        private final Set<String> runIds = new LinkedHashSet<>();
        private Instant from;
        private Instant to;

        Reading(Sought sought, CompletableFuture<Finding> finding) {
            this.sought = sought;
            this.finding = finding;
        }

        void read(int page) {
            connection
                    .client()
                    .getHistory(sought.workflowId, NEWEST_FIRST, page, PAGE_SIZE)
                    .whenComplete(
                            (response, failure) -> timer.after(Duration.ZERO, () -> take(page, response, failure)));
        }

        private void take(int page, ApiResult<Page<RunSummary>> response, Throwable failure) {
            try {
                if (failure != null) {
                    LOG.debug("The history of workflow {} can't be read now", sought.workflowId, failure);
                    again();
                } else if (isLast(response) || page == MOST_PAGES) {
                    decide();
                } else {
                    read(response.value().nextPage());
                }
            } catch (RuntimeException e) {
                LOG.debug("The run of an uncertain start can't be searched for now", e);
                again();
            }
        }

        /** Collects a page's candidates; returns whether later pages can't have more. */
        private boolean isLast(ApiResult<Page<RunSummary>> response) {
            if (from == null) {
                setWindow(response.sentAt());
            }
            boolean older = false;
            for (RunSummary entry : response.value().items()) {
                Instant createdAt = entry == null ? null : Timestamps.parse(entry.getCreatedAt());
                older |= createdAt != null && createdAt.isBefore(from);
                boolean inWindow = createdAt == null || !(createdAt.isBefore(from) || createdAt.isAfter(to));
                if (entry != null && inWindow && RunId.isValid(entry.getId())) {
                    runIds.add(entry.getId().toLowerCase(Locale.ROOT));
                }
            }
            return older || response.value().nextPage() == null;
        }

        private void setWindow(Instant serviceTime) {
            Duration ahead = serviceTime == null ? Duration.ZERO : Duration.between(timer.now(), serviceTime);
            Duration margin = serviceTime == null ? UNKNOWN_CLOCK_MARGIN : CLOCK_MARGIN;
            from = sought.madeAt.plus(ahead).minus(margin);
            to = sought.lastSent.plus(sought.settling).plus(ahead).plus(margin);
        }

        private void again() {
            if (timer.now().isBefore(sought.madeAt.plus(settings.resultTimeout()))) {
                timer.after(settings.policy().maxPollInterval(), () -> new Reading(sought, finding).read(1));
            } else {
                end(finding, new Unclear());
            }
        }

        private void decide() {
            // In this order: a start that is accepted meanwhile is among the rivals or its run is known.
            List<StartInDoubt> rivals = rivals();
            runIds.removeAll(store.startedRuns(service, runIds));
            Finding simple = StartClues.withoutOutputs(runIds, rivals);
            boolean keys = ExchangeKey.given(sought.key) != null
                    || rivals.stream().anyMatch(rival -> ExchangeKey.given(rival.startKey()) != null);
            if (!(simple instanceof Unclear)) {
                end(finding, simple);
            } else if (rivals.stream().anyMatch(this::isBeingSent)) {
                again();
            } else if (keys) {
                readOutputs(rivals);
            } else {
                end(finding, simple);
            }
        }

        /** The other starts that may have started one of the runs. */
        private List<StartInDoubt> rivals() {
            Duration age = Duration.between(sought.madeAt, timer.now());
            Duration overlap = age.plus(settings.callTimeout()).plus(UNKNOWN_CLOCK_MARGIN);
            return store.inDoubt(service, sought.workflowId, overlap).stream()
                    .filter(start -> start.id() != sought.id)
                    .toList();
        }

        private boolean isBeingSent(StartInDoubt rival) {
            return rival.pending() && rival.age().compareTo(settings.callTimeout()) < 0;
        }

        private void readOutputs(List<StartInDoubt> rivals) {
            Map<String, CompletableFuture<String>> read = new LinkedHashMap<>();
            runIds.forEach(runId -> read.put(runId, output(runId, sought)));
            CompletableFuture.allOf(read.values().toArray(CompletableFuture[]::new))
                    .thenRun(() -> timer.after(Duration.ZERO, () -> decideBy(read, rivals)));
        }

        private void decideBy(Map<String, CompletableFuture<String>> read, List<StartInDoubt> rivals) {
            Map<String, String> told = new LinkedHashMap<>();
            read.forEach((runId, output) -> told.put(runId, output.join()));
            List<String> keys = new ArrayList<>();
            rivals.forEach(rival -> keys.add(rival.startKey()));
            end(finding, new StartClues(sought.key, told, keys).decide());
        }
    }
}
