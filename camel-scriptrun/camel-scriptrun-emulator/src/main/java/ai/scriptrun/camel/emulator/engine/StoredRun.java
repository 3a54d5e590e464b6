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
package ai.scriptrun.camel.emulator.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The stored form of a run. */
public final class StoredRun {

    private StoredRun() {}

    /**
     * The number that orders runs.
     *
     * @param run the run
     * @return different for each run, ascending
     */
    public static long key(Run run) {
        return run.number();
    }

    /**
     * Writes a run.
     *
     * @param run the run
     * @return JSON
     */
    public static String write(Run run) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", run.id().toString())
                .put("number", run.number())
                .put("workflow", run.workflowId())
                .put("created_at", run.createdAtMillis())
                .put("input", run.input());
        Course course = run.course();
        if (course instanceof PendingCourse pending) {
            json.set("pending", times(pending.times()));
        } else if (course instanceof EndedCourse ended) {
            json.set("ended", times(ended.times()).put("finished_at", ended.finishedAt()));
            json.set("outcome", outcome(ended.outcome()));
        } else if (course instanceof ReportedCourse reported) {
            json.putObject("reported").put("at", reported.reportedAt()).put("window", reported.window());
            json.set("outcome", outcome(reported.outcome()));
        }
        return Json.write(json);
    }

    private static ObjectNode times(RunTimes times) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("queue", times.queue())
                .put("work", times.work())
                .put("window", times.window());
    }

    private static ObjectNode outcome(Outcome outcome) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("status", outcome.status().word()).put("cost", outcome.cost());
        outcome.results().forEach(result -> json.withArray("results").add(result.toJson()));
        return json;
    }

    /**
     * Reads a run. One whose nodes were still being executed when it was written has failed: they are not executed any
     * more.
     *
     * @param json what {@link #write} gave
     * @return the run
     */
    public static Run read(JsonNode json) {
        long createdAt = json.path("created_at").longValue();
        return new Run(
                UUID.fromString(json.path("id").textValue()),
                json.path("number").longValue(),
                json.path("workflow").longValue(),
                createdAt,
                json.path("input").textValue(),
                course(json, createdAt));
    }

    private static Course course(JsonNode json, long createdAt) {
        if (json.has("pending")) {
            Outcome lost = new Outcome(RunStatus.FAILED, List.of(), 0);
            return new PendingCourse(createdAt, times(json.path("pending"))).end(lost, createdAt);
        }
        Outcome outcome = outcome(json.path("outcome"));
        JsonNode reported = json.path("reported");
        if (reported.isObject()) {
            return new ReportedCourse(
                    outcome,
                    reported.path("at").longValue(),
                    reported.path("window").longValue());
        }
        JsonNode ended = json.path("ended");
        return new EndedCourse(
                createdAt, times(ended), ended.path("finished_at").longValue(), outcome);
    }

    private static RunTimes times(JsonNode json) {
        return new RunTimes(
                json.path("queue").longValue(),
                json.path("work").longValue(),
                json.path("window").longValue());
    }

    private static Outcome outcome(JsonNode json) {
        List<NodeResult> results = new ArrayList<>();
        for (JsonNode result : json.path("results")) {
            NodeResult.of(result.path("id").asText(), result).ifPresent(results::add);
        }
        return new Outcome(
                RunStatus.of(json.path("status").asText()).orElseThrow(),
                List.copyOf(results),
                json.path("cost").doubleValue());
    }
}
