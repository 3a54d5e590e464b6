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
package ai.scriptrun.camel.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import ai.scriptrun.camel.client.Page;
import ai.scriptrun.camel.model.RunSummary;
import ai.scriptrun.camel.model.StatusWords;
import ai.scriptrun.camel.model.WorkflowRun;
import ai.scriptrun.camel.time.Timer;

/** Runs of one workflow that end each at its time, as their results and the workflow's history show them. */
public final class FakeRuns {

    private final Timer timer;
    private final List<String> ids = new ArrayList<>();
    private final Map<String, Instant> ends = new HashMap<>();

    /** The history entry of a run; {@code null} if there is none. */
    public Function<String, RunSummary> summary = id -> Runs.summary(id, status(id));

    /** How many entries the service puts on a page, independent of the request. */
    public int pageSize = 100;

    /** How long the data of a run is empty after its end. */
    public Duration settling = Duration.ZERO;

    public FakeRuns(Timer timer) {
        this.timer = timer;
    }

    public void serveFrom(FakeApi api) {
        api.result = this::result;
        api.history = this::page;
        api.workflow = id -> FakeApi.answer(TestWorkflow.chain("a").workflow());
    }

    public void add(String id, Instant end) {
        ids.add(id);
        ends.put(id, end);
    }

    public int size() {
        return ids.size();
    }

    public Instant end(String id) {
        return ends.get(id);
    }

    public String status(String id) {
        return timer.now().isBefore(ends.get(id)) ? StatusWords.IN_PROGRESS : StatusWords.SUCCEED;
    }

    public CompletableFuture<WorkflowRun> result(String id) {
        if (!StatusWords.SUCCEED.equals(status(id))) {
            return FakeApi.answer(Runs.inProgress());
        }
        boolean settled = !timer.now().isBefore(ends.get(id).plus(settling));
        return FakeApi.answer(settled ? Runs.succeeded("a") : Runs.succeeded());
    }

    /** Newest first. */
    private CompletableFuture<Page<RunSummary>> page(int number) {
        List<RunSummary> items = new ArrayList<>();
        int first = (number - 1) * pageSize;
        int beyond = Math.min(ids.size(), first + pageSize);
        for (int i = first; i < beyond; i++) {
            RunSummary entry = summary.apply(ids.get(ids.size() - 1 - i));
            if (entry != null) {
                items.add(entry);
            }
        }
        return FakeApi.answer(new Page<>(items, null, beyond < ids.size() ? number + 1 : null));
    }
}
