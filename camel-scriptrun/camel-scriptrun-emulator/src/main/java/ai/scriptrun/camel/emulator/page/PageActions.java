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

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

import ai.scriptrun.camel.emulator.engine.Engine;
import ai.scriptrun.camel.emulator.engine.Span;
import ai.scriptrun.camel.emulator.engine.StartAnswer;
import ai.scriptrun.camel.emulator.engine.Timing;
import ai.scriptrun.camel.emulator.engine.Workflow;
import ai.scriptrun.camel.emulator.http.Endpoint;
import ai.scriptrun.camel.emulator.http.FaultBuilder;
import ai.scriptrun.camel.emulator.http.Faults;
import ai.scriptrun.camel.emulator.http.InputBody;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the page can do: start runs, change their times, switch faults. */
final class PageActions {

    private static final Duration FAULT_TIME = Duration.ofSeconds(2);
    private static final long LONGEST_MILLIS = Duration.ofHours(1).toMillis();

    private static final Map<String, Consumer<FaultBuilder>> FAULTS = Map.ofEntries(
            Map.entry("reset", FaultBuilder::reset),
            Map.entry("answerLost", FaultBuilder::answerLost),
            Map.entry("delay", fault -> fault.delay(FAULT_TIME)),
            Map.entry("cutBody", FaultBuilder::cutBody),
            Map.entry("malformedBody", FaultBuilder::malformedBody),
            Map.entry("unauthorized", FaultBuilder::unauthorized),
            Map.entry("tooManyRequests", fault -> fault.tooManyRequests(FAULT_TIME)),
            Map.entry("unavailable", fault -> fault.unavailable(FAULT_TIME)),
            Map.entry("serverError", fault -> fault.status(500)),
            Map.entry("badGateway", fault -> fault.status(502)),
            Map.entry("unknownRun", FaultBuilder::unknownRun),
            Map.entry("notFoundStatus", FaultBuilder::notFoundStatus));

    private final Engine engine;
    private final Faults faults;

    PageActions(Engine engine, Faults faults) {
        this.engine = engine;
        this.faults = faults;
    }

    /** Starts a run. The input is text: JSON where it is valid JSON, plain text otherwise. */
    ObjectNode start(PageQuery query, JsonNode body) {
        Workflow workflow = query.number("workflow")
                .flatMap(engine.workflows()::find)
                .orElseThrow(() -> new PageException(404, "There is no such workflow"));
        StartAnswer answer =
                engine.start(workflow, InputBody.flat(body.path("input").asText()));
        if (answer instanceof StartAnswer.Rejected rejected) {
            throw new PageException(rejected.status(), String.join("; ", rejected.errors()));
        }
        String id = ((StartAnswer.Accepted) answer).run().id().toString();
        return JsonNodeFactory.instance.objectNode().put("id", id);
    }

    ObjectNode setTiming(JsonNode body) {
        Timing now = engine.timing();
        engine.setTiming(new Timing(
                span(body, "queueMillis", now.queue()),
                span(body, "runMillis", now.run()),
                span(body, "windowMillis", now.consistencyWindow()),
                now.seed()));
        return done();
    }

    private static Span span(JsonNode body, String name, Span now) {
        JsonNode millis = body.path(name);
        if (millis.isMissingNode() || millis.asLong(-1) == now.max().toMillis()) {
            return now;
        }
        long value = millis.asLong(-1);
        if (!millis.isIntegralNumber() || value < 0 || value > LONGEST_MILLIS) {
            throw new PageException(400, name + " must be from 0 to " + LONGEST_MILLIS);
        }
        return Span.fixed(Duration.ofMillis(value));
    }

    ObjectNode addFault(JsonNode body) {
        Consumer<FaultBuilder> fault = FAULTS.get(body.path("fault").asText());
        if (fault == null) {
            throw new PageException(400, "There is no such fault");
        }
        int calls = body.path("calls").asInt();
        FaultBuilder builder = faults.on(endpoint(body.path("endpoint").asText()));
        fault.accept(calls > 0 ? builder.calls(1, calls) : builder);
        return done();
    }

    private static Endpoint endpoint(String name) {
        try {
            return Endpoint.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new PageException(400, "There is no such call");
        }
    }

    ObjectNode clearFaults() {
        faults.clear();
        return done();
    }

    private static ObjectNode done() {
        return JsonNodeFactory.instance.objectNode().put("done", true);
    }
}
