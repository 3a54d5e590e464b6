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
package ai.scriptrun.camel.emulator.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import ai.scriptrun.camel.emulator.engine.Engine;
import ai.scriptrun.camel.emulator.engine.History;
import ai.scriptrun.camel.emulator.engine.Run;
import ai.scriptrun.camel.emulator.engine.RunState;
import ai.scriptrun.camel.emulator.engine.Workflow;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Page through the runs of a workflow. */
final class HistoryCall {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Engine engine;

    HistoryCall(Engine engine) {
        this.engine = engine;
    }

    ApiResponse page(ApiRequest request, Workflow workflow) {
        History history = engine.runs().historyOf(workflow.id());
        Paging paging = new Paging(request, history.size());
        Instant now = engine.now();
        ArrayNode results = JsonNodeFactory.instance.arrayNode();
        history.page(ordering(request), paging.offset(), paging.size()).forEach(run -> results.add(item(run, now)));
        return paging.response(results);
    }

    /** An ordering that the API doesn't know is ignored, as the service's framework does. */
    private static History.Ordering ordering(ApiRequest request) {
        return switch (request.query("ordering").orElse("")) {
            case "created_at" -> History.Ordering.CREATED_AT;
            case "cost" -> History.Ordering.COST;
            case "-cost" -> History.Ordering.COST_DESCENDING;
            default -> History.Ordering.CREATED_AT_DESCENDING;
        };
    }

    private static JsonNode item(Run run, Instant now) {
        RunState state = run.at(now);
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("id", run.id().toString())
                .put("status", state.status().word())
                .put("created_at", TIME.format(run.createdAt()))
                .put("finished_at", state.finishedAt().map(TIME::format).orElse(null));
        if (state.cost().isPresent()) {
            item.put("cost", state.cost().getAsDouble());
        } else {
            item.putNull("cost");
        }
        return item;
    }
}
