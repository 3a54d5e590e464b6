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

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import ai.scriptrun.camel.model.RunSummary;

/** A run whose end is waited for, as {@link HistoryLookups} sees it. Both events must be handled quickly. */
public interface PendingRun {

    /** UUID of the run. */
    String runId();

    /** The workflow that it is of, where that is known: without it the run is never looked up. */
    Optional<Long> workflowId();

    /** The interval at which it is polled separately. */
    Duration pollInterval();

    /** When it was started, where that is known and its moments are to be chosen by what was learned. */
    default Optional<Instant> startedAt() {
        return Optional.empty();
    }

    /** The minimum time between two readings that look for it. */
    default Optional<Duration> minPollInterval() {
        return Optional.empty();
    }

    /** Its entry was read, whether or not it was passed to {@link HistoryLookups#take}. The entry has a status. */
    void found(RunSummary entry);

    /** It was passed to {@link HistoryLookups#take}, and the history has no entry for it. */
    void notFound();
}
