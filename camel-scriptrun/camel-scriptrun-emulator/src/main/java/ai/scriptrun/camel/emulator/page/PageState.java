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
package ai.scriptrun.camel.emulator.page;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import ai.scriptrun.camel.emulator.engine.Engine;
import ai.scriptrun.camel.emulator.engine.History;
import ai.scriptrun.camel.emulator.engine.Run;
import ai.scriptrun.camel.emulator.engine.RunState;
import ai.scriptrun.camel.emulator.engine.Timing;
import ai.scriptrun.camel.emulator.engine.Workflow;
import ai.scriptrun.camel.emulator.http.Faults;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** All that the page shows at one time, as one JSON object: costs the same however many runs there are. */
final class PageState {

    private static final int PAGE_SIZE = 10;
    private static final String LATEST = "latest";

    private final Engine engine;
    private final Faults faults;
    private final RecentCalls calls;

    PageState(Engine engine, Faults faults, RecentCalls calls) {
        this.engine = engine;
        this.faults = faults;
        this.calls = calls;
    }

    ObjectNode read(PageQuery query) {
        Instant now = engine.now();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("now", now.toEpochMilli());
        workflows(json.putArray("workflows"));
        json.set("timing", timing());
        faults(json.putArray("faults"));
        json.set("calls", calls(query.number("after").orElse(0L)));
        chosen(query.number("workflow")).ifPresent(workflow -> {
            json.set("workflow", workflow(workflow));
            History history = engine.runs().historyOf(workflow.id());
            json.set("history", history(history, query.number("page").orElse(1L), now));
            run(history, query.text("run").orElse(LATEST)).ifPresent(run -> json.set("run", run(run, now)));
        });
        return json;
    }

    /** Without a wish, the last workflow that can be run. */
    private Optional<Workflow> chosen(Optional<Long> id) {
        if (id.isPresent()) {
            return engine.workflows().find(id.get());
        }
        Collection<Workflow> all = engine.workflows().all();
        return all.stream()
                .filter(workflow -> workflow.check().errors().isEmpty())
                .reduce((earlier, later) -> later)
                .or(() -> all.stream().findFirst());
    }

    private void workflows(ArrayNode json) {
        for (Workflow workflow : engine.workflows().all()) {
            json.addObject()
                    .put("id", workflow.id())
                    .put("title", workflow.title())
                    .put("runs", engine.runs().historyOf(workflow.id()).size());
        }
    }

    private static ObjectNode workflow(Workflow workflow) {
        ObjectNode json = workflow.toJson();
        json.set("inputFields", workflow.inputFields());
        workflow.check().errors().forEach(json.putArray("errors")::add);
        return json;
    }

    private ObjectNode timing() {
        Timing timing = engine.timing();
        return JsonNodeFactory.instance
                .objectNode()
                .put("queueMillis", timing.queue().max().toMillis())
                .put("runMillis", timing.run().max().toMillis())
                .put("windowMillis", timing.consistencyWindow().max().toMillis());
    }

    private void faults(ArrayNode json) {
        for (Faults.Scripted fault : faults.scripted()) {
            boolean always = fault.last() == Integer.MAX_VALUE;
            json.addObject()
                    .put("endpoint", fault.endpoint().name())
                    .put("fault", fault.fault())
                    .put("times", always ? 0 : fault.last() - fault.first() + 1)
                    .put("seen", Math.max(0, Math.min(fault.calls(), fault.last()) - fault.first() + 1))
                    .put("isOver", fault.calls() >= fault.last());
        }
    }

    private ObjectNode calls(long after) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        List<RecentCalls.Recent> recent = calls.after(after);
        json.put(
                "last",
                recent.isEmpty() ? calls.last() : recent.get(recent.size() - 1).number());
        ArrayNode items = json.putArray("items");
        for (RecentCalls.Recent call : recent) {
            items.addObject()
                    .put("number", call.number())
                    .put("at", call.at())
                    .put("method", call.method())
                    .put("url", call.url())
                    .put("status", call.status())
                    .put("fault", call.cut());
        }
        return json;
    }

    private static ObjectNode history(History history, long wanted, Instant now) {
        int count = history.size();
        long pages = Math.max(1, (count + PAGE_SIZE - 1) / PAGE_SIZE);
        long page = Math.max(1, Math.min(wanted, pages));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("count", count).put("page", page).put("pages", pages);
        ArrayNode runs = json.putArray("runs");
        history.page(History.Ordering.CREATED_AT_DESCENDING, (page - 1) * PAGE_SIZE, PAGE_SIZE)
                .forEach(run -> runs.add(summary(run, run.at(now))));
        return json;
    }

    private Optional<Run> run(History history, String id) {
        if (id.equals(LATEST)) {
            return history.page(History.Ordering.CREATED_AT_DESCENDING, 0, 1).stream()
                    .findFirst();
        }
        try {
            return engine.runs().find(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            throw new PageException(400, "The run's id is no UUID");
        }
    }

    private static ObjectNode run(Run run, Instant now) {
        RunState state = run.at(now);
        ObjectNode json = summary(run, state);
        json.put("input", run.input());
        ObjectNode nodes = json.putObject("nodes");
        state.results().forEach(result -> nodes.set(result.id(), result.toJson()));
        return json;
    }

    private static ObjectNode summary(Run run, RunState state) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", run.id().toString())
                .put("status", state.status().word())
                .put("complete", state.complete())
                .put("createdAt", run.createdAt().toEpochMilli())
                .put("finishedAt", state.finishedAt().map(Instant::toEpochMilli).orElse(null));
        if (state.cost().isPresent()) {
            json.put("cost", state.cost().getAsDouble());
        }
        return json;
    }
}
