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

import java.util.Locale;

import ai.scriptrun.camel.client.Calls;
import ai.scriptrun.camel.client.Page;
import ai.scriptrun.camel.client.ScriptRunClient;
import ai.scriptrun.camel.exception.ErrorContext;
import ai.scriptrun.camel.exception.ScriptRunApiException;
import ai.scriptrun.camel.model.RunSummary;

/** A workflow's history as the service tells it, newest first. */
final class WorkflowHistory {

    private static final String NEWEST_FIRST = "-created_at";
    private static final int PAGE_SIZE = 50;

    private final long workflowId;
    private final int pageSize;

    /** @param pageSize entries in a page, or {@code null} for a usual number */
    WorkflowHistory(long workflowId, Integer pageSize) {
        this.workflowId = workflowId;
        this.pageSize = pageSize == null ? PAGE_SIZE : pageSize;
    }

    /** Reads one page, on the calling thread; pages count from 1. */
    Page<RunSummary> read(ScriptRunClient client, int page) {
        return Calls.await(client.getHistory(workflowId, NEWEST_FIRST, page, pageSize))
                .value();
    }

    /** The run's UUID in lower case, without which nothing can be done with an entry. */
    String id(RunSummary entry) {
        if (entry.getId() == null) {
            ErrorContext context = ErrorContext.of("results", workflowId, null);
            throw new ScriptRunApiException(
                    context.describe() + " can't follow the workflow's history, because its entries have no id: "
                            + entry
                            + ". Start the runs with track=true and consume from scriptrun:results without workflowId.",
                    context,
                    null);
        }
        return entry.getId().toLowerCase(Locale.ROOT);
    }
}
