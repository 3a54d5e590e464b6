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
package ai.scriptrun.camel.console;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import ai.scriptrun.camel.store.Payload;
import ai.scriptrun.camel.store.RunPhase;
import ai.scriptrun.camel.store.StartFailure;
import ai.scriptrun.camel.store.ViewStore;
import ai.scriptrun.camel.store.ViewedRun;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Runs one by one: pages of them, one with its life, and what can be decided about it. */
final class ConsoleRuns {

    private static final int PAGE_SIZE = 25;

    private final ConsoleSettings settings;

    ConsoleRuns(ConsoleSettings settings) {
        this.settings = settings;
    }

    /** A page, newest first; {@code next} is what the next page begins before. */
    ObjectNode page(ViewStore store, ConsoleRequest request) {
        long before = number(request, "before", Long.MAX_VALUE);
        Long workflow = number(request, "workflow", null);
        List<ViewedRun> found = store.runs(phases(request), workflow, before, PAGE_SIZE + 1);
        List<ViewedRun> shown = found.subList(0, Math.min(PAGE_SIZE, found.size()));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode runs = json.putArray("runs");
        shown.forEach(run -> runs.add(json(run)));
        if (found.size() > PAGE_SIZE) {
            json.put("next", shown.get(PAGE_SIZE - 1).id());
        }
        return json;
    }

    private static Set<RunPhase> phases(ConsoleRequest request) {
        String phase = request.query().apply("phase");
        if (phase == null || phase.isEmpty()) {
            return EnumSet.complementOf(EnumSet.of(RunPhase.DELIVERED));
        }
        try {
            return EnumSet.of(RunPhase.valueOf(phase));
        } catch (IllegalArgumentException e) {
            throw new ConsoleException(400, "There is no such phase");
        }
    }

    private static Long number(ConsoleRequest request, String name, Long otherwise) {
        String text = request.query().apply(name);
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new ConsoleException(400, name + " is no number");
        }
    }

    ObjectNode one(ViewStore store, long id) {
        ViewedRun run = store.run(id);
        if (run == null) {
            throw new ConsoleException(404, "There is no such run any more");
        }
        ObjectNode json = json(run);
        if (settings.showData()) {
            Payload payload = store.payload(id);
            json.put("input", RunData.text(payload.input()));
            ObjectNode headers = json.putObject("headers");
            payload.headers().forEach((name, value) -> headers.put(name, RunData.text(value)));
        }
        return json;
    }

    private ObjectNode json(ViewedRun run) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", run.id())
                .put("service", run.service())
                .put("kind", run.kind())
                .put("workflowId", run.workflowId())
                .put("runId", run.runId())
                .put("phase", run.phase().name())
                .put("owner", run.owner())
                .put("deliveries", run.deliveries())
                .put("startedAt", run.startedAt().toEpochMilli())
                .put("endedAt", millis(run.endedAt()))
                .put("dueAt", millis(run.dueAt()))
                .put("cost", run.cost())
                .put("readAt", run.readAt().toEpochMilli());
        if (settings.showData()) {
            json.put("startKey", run.startKey());
        }
        if (run.failure() != null) {
            json.set("failure", failure(run.failure()));
        }
        return json;
    }

    /** What the service said to an input may repeat the input. */
    private ObjectNode failure(StartFailure failure) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", failure.kind()).put("httpStatus", failure.httpStatus());
        if (settings.showData()) {
            json.put("message", failure.message());
        }
        return json;
    }

    private static Long millis(Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    void deliverNow(ViewStore store, long id) {
        if (!store.deliverNow(id)) {
            throw new ConsoleException(409, "This run doesn't wait for a later delivery any more");
        }
    }

    void adopt(ViewStore store, long id, JsonNode body) {
        String runId;
        try {
            runId = UUID.fromString(body.path("runId").asText().strip()).toString();
        } catch (IllegalArgumentException e) {
            throw new ConsoleException(400, "The run's id is no UUID");
        }
        if (!store.adopt(id, runId)) {
            throw new ConsoleException(
                    409, "This start is not uncertain any more, is being delivered, or the run belongs to another one");
        }
    }

    void startAgain(ViewStore store, long id) {
        if (!store.startAgain(id)) {
            throw new ConsoleException(409, "This start is not uncertain any more, or is being delivered");
        }
    }
}
