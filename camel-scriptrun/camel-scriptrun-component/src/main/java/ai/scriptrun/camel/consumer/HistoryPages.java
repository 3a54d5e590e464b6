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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import ai.scriptrun.camel.client.ApiResult;
import ai.scriptrun.camel.client.Calls;
import ai.scriptrun.camel.client.Page;
import ai.scriptrun.camel.client.ScriptRunClient;
import ai.scriptrun.camel.exception.ErrorContext;
import ai.scriptrun.camel.model.RunId;
import ai.scriptrun.camel.model.RunStatus;
import ai.scriptrun.camel.model.RunSummary;
import ai.scriptrun.camel.model.Timestamps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A workflow's history, newest first. The API doesn't say what an entry holds; one without a run's id is left out, so
 * that it doesn't stop the others.
 */
final class HistoryPages {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryPages.class);
    private static final String NEWEST_FIRST = "-created_at";
    private static final int PAGE_SIZE = 100;

    /** A later time is wrong, and would hide all that follow. */
    private static final Duration LATEST = Duration.ofDays(1);

    private final long workflowId;
    private final int pageSize;
    private boolean warned;
    private volatile boolean timesAreTold;
    private volatile boolean timesAreMissing;

    /** @param pageSize entries in a page, or {@code null} for the default */
    HistoryPages(long workflowId, Integer pageSize) {
        this.workflowId = workflowId;
        this.pageSize = pageSize == null ? PAGE_SIZE : pageSize;
    }

    /**
     * An entry of the history.
     *
     * @param runId     UUID of the run in lower case
     * @param status    its status as the API sends it
     * @param createdAt when it was created, or {@code null} if the entry doesn't tell
     */
    record Entry(String runId, String status, Instant createdAt) {

        boolean ended() {
            return RunStatus.of(status).isTerminal();
        }
    }

    /**
     * A page.
     *
     * @param entries    its entries
     * @param totalCount entries of all pages together, or {@code null}
     * @param nextPage   the number of the next page; {@code null} on the last one
     * @param sentAt     when it was sent, by the service's clock if it tells that, because entries have its times
     */
    record Entries(List<Entry> entries, Long totalCount, Integer nextPage, Instant sentAt) {

        /** When its newest run was created, or {@code null} if no entry tells. */
        Instant newest() {
            return times().max(Comparator.naturalOrder()).orElse(null);
        }

        /** Whether all of it was created before a time; {@code false} if no entry tells. */
        boolean isBefore(Instant time) {
            return time != null
                    && times().findAny().isPresent()
                    && times().allMatch(createdAt -> createdAt.isBefore(time));
        }

        private Stream<Instant> times() {
            return entries.stream().map(Entry::createdAt).filter(Objects::nonNull);
        }
    }

    /**
     * Reads one page, on the calling thread.
     *
     * @param number counts from 1
     * @param now    this machine's time
     */
    Entries read(ScriptRunClient client, int number, Instant now) {
        ApiResult<Page<RunSummary>> response =
                Calls.await(client.getHistory(workflowId, NEWEST_FIRST, number, pageSize));
        Page<RunSummary> page = response.value();
        Instant sentAt = response.sentAt() == null ? now : response.sentAt();
        List<Entry> entries = page.items().stream()
                .filter(summary -> summary != null && RunId.isValid(summary.getId()))
                .map(summary -> entry(summary, sentAt.plus(LATEST)))
                .toList();
        int unusable = page.items().size() - entries.size();
        if (unusable > 0) {
            complain(unusable, page.items());
        }
        timesAreTold |= !entries.isEmpty();
        timesAreMissing |= entries.stream().anyMatch(entry -> entry.createdAt() == null);
        return new Entries(entries, page.totalCount(), page.nextPage(), sentAt);
    }

    /** Whether all entries that were read so far tell when their run was created; {@code false} before the first. */
    boolean tellTimes() {
        return timesAreTold && !timesAreMissing;
    }

    private static Entry entry(RunSummary summary, Instant latest) {
        Instant createdAt = Timestamps.parse(summary.getCreatedAt());
        return new Entry(
                summary.getId().toLowerCase(Locale.ROOT),
                summary.getStatus(),
                createdAt == null || createdAt.isAfter(latest) ? null : createdAt);
    }

    private void complain(int unusable, List<RunSummary> summaries) {
        if (!warned) {
            warned = true;
            LOG.warn(
                    "{} can't use {} of {} entries of the workflow's history, because they have no run's id; the first is {}."
                            + " If that is true of all entries, start the runs with track=true and consume from scriptrun:results"
                            + " without workflowId. This is logged once.",
                    ErrorContext.of("results", workflowId, null).describe(),
                    unusable,
                    summaries.size(),
                    summaries.stream()
                            .filter(summary -> summary == null || !RunId.isValid(summary.getId()))
                            .findFirst()
                            .map(String::valueOf)
                            .orElse("null"));
        }
    }
}
