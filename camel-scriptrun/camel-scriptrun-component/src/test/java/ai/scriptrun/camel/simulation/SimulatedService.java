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
package ai.scriptrun.camel.simulation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.scriptrun.camel.client.ApiCall;
import ai.scriptrun.camel.client.ApiResponse;
import ai.scriptrun.camel.model.Json;
import ai.scriptrun.camel.testing.TestWorkflow;
import com.fasterxml.jackson.core.JsonProcessingException;

/**
 * The service: runs take their hidden time, are not known and not listed at once, and their data is complete some time
 * after their end.
 */
final class SimulatedService {

    static final String URL = "http://service";
    static final long WORKFLOW = 6;

    private static final Instant ORIGIN = Instant.parse("2030-01-01T00:00:00Z");
    private static final Pattern NUMBER = Pattern.compile("[?&](page|page_size)=([0-9]+)");
    private static final byte[] GRAPH =
            graph(TestWorkflow.chain("a").output("out").edge("a", "out"));
    private static final byte[] PART = graph(TestWorkflow.chain("a"));

    private final SimulatedTime time;
    private final Chance chance;
    private final Journal journal;
    private final Shape shape;
    private final boolean hidesNodes;
    private final Map<String, ServiceRun> runs = new LinkedHashMap<>();

    SimulatedService(SimulatedTime time, Chance chance, Journal journal, Shape shape, boolean hidesNodes) {
        this.time = time;
        this.chance = chance;
        this.journal = journal;
        this.shape = shape;
        this.hidesNodes = hidesNodes;
    }

    private static byte[] graph(TestWorkflow drawn) {
        return body(Json.write(drawn.workflow().toJson()));
    }

    /** What kind of call it is. */
    static String kind(ApiCall call) {
        String path = call.path();
        if (path.endsWith("/run/")) {
            return "run";
        }
        return path.startsWith("workflow_result/") ? "result" : path.contains("/history/") ? "history" : "workflow";
    }

    ServiceRun run(String id) {
        return runs.get(id);
    }

    List<ServiceRun> runs() {
        return List.copyOf(runs.values());
    }

    ApiResponse answer(ApiCall call) {
        return switch (kind(call)) {
            case "run" -> start(call);
            case "result" -> result(call.path().substring("workflow_result/?id=".length()));
            case "history" -> history(call.path());
            default -> response(200, hidesNodes ? PART : GRAPH);
        };
    }

    /** Starts a run; others than the application do so, too. */
    ServiceRun start(long workflow, String request) {
        int number = runs.size();
        Chance of = chance.of("run", number);
        long now = time.now();
        long ends = now
                + of.between(Duration.ofMillis(200), Duration.ofSeconds(of.percent(80) ? 12 : 60))
                        .toNanos();
        boolean failed = of.percent(10);
        ServiceRun run = new ServiceRun(
                new UUID(of.next(), number).toString(),
                workflow,
                request,
                shape.echo() ? request : "done",
                now,
                now + (of.percent(70) ? 0 : millis(of, 4_000)),
                now + (of.percent(50) ? 0 : millis(of, 8_000)),
                ends,
                ends + (of.percent(50) ? 0 : millis(of, 5_000)),
                failed);
        runs.put(run.id(), run);
        return run;
    }

    private static long millis(Chance of, int most) {
        return Duration.ofMillis(of.below(most)).toNanos();
    }

    private ApiResponse start(ApiCall call) {
        ServiceRun run = start(WORKFLOW, request(call));
        journal.accepted(run);
        return json("{\"status\":201,\"data\":{\"id\":\"" + run.id() + "\",\"status\":\"created\"}}");
    }

    private static String request(ApiCall call) {
        try {
            return Json.read(call.body()).path("request").asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private ApiResponse result(String id) {
        ServiceRun run = runs.get(id);
        long now = time.now();
        if (run == null || now < run.knownAt()) {
            return response(400, body("{\"detail\":\"not found\"}"));
        }
        return json("{\"status\":200,\"data\":{\"id\":\"" + id + "\",\"status\":\"" + run.status(now) + "\",\"data\":"
                + run.data(now) + ",\"metrics\":{\"total_cost\":0.01}}}");
    }

    private ApiResponse history(String path) {
        int page = number(path, "page", 1);
        int size = number(path, "page_size", 100);
        long now = time.now();
        List<ServiceRun> listed = new ArrayList<>();
        for (ServiceRun run : runs.values()) {
            if (now >= run.listedAt()) {
                listed.add(0, run);
            }
        }
        int from = Math.min(listed.size(), (page - 1) * size);
        int to = Math.min(listed.size(), from + size);
        StringBuilder entries = new StringBuilder();
        for (ServiceRun run : listed.subList(from, to)) {
            entries.append(entries.isEmpty() ? "" : ",")
                    .append("{\"id\":\"" + run.id() + "\",\"status\":\"" + run.status(now) + "\",\"created_at\":\""
                            + clock(run.createdAt()) + "\"}");
        }
        String next = to < listed.size() ? "\"" + URL + "/?page=" + (page + 1) + "\"" : "null";
        return json("{\"count\":" + listed.size() + ",\"next\":" + next + ",\"results\":[" + entries + "]}");
    }

    private static int number(String path, String name, int absent) {
        Matcher numbers = NUMBER.matcher(path);
        while (numbers.find()) {
            if (numbers.group(1).equals(name)) {
                return Integer.parseInt(numbers.group(2));
            }
        }
        return absent;
    }

    private static Instant clock(long nanos) {
        return ORIGIN.plusNanos(nanos);
    }

    private ApiResponse json(String text) {
        return response(200, body(text));
    }

    ApiResponse response(int status, byte[] body) {
        Optional<String> date = shape.tellsTime()
                ? Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        clock(time.now()).atOffset(ZoneOffset.UTC)))
                : Optional.empty();
        return new ApiResponse(status, body, Optional.empty(), Optional.empty(), date);
    }

    ApiResponse throttled(Duration delay) {
        return new ApiResponse(429, body("{}"), Optional.of(delay), Optional.empty(), Optional.empty());
    }

    static byte[] body(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
